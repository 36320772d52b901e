      // The backward pass of a block, in tiles: each layer's slopes, then the sums of its weights' gradients. One lane sums a
      // weight's over the samples, in their order: no result depends on which lane comes first.
      //: for l in backward
      //: if !l.last
      for (var task = lane; task < ${l.slopes.tasks}u; task += ${lanes}u) {
        let i = task % ${l.slopes.tiles}u * ${l.slopes.rows}u;
        let at = task / ${l.slopes.tiles}u * ${l.slopes.columns}u;
        //: for r in 0..l.slopes.rows
        //: for b in 0..l.slopes.columns
        var s${r}_${b} = vec4f();
        //: end
        //: end
        for (var quad = 0u; quad < ${l.next.unitQuads}u; quad++) {
          //: for r in 0..l.slopes.rows
          let w${r} = weights(base, ${l.next.kernel}u + (i + ${r}u) * ${l.next.unitQuads}u + quad);
          //: end
          //: for c in l.next.components
          //: for b in 0..l.slopes.columns
          let d${c.n}_${b} = ${memory}[${cells}(${l.next.slopeRow + c.n}u + 4u * quad) * ${width}u + at + ${b}u];
          //: end
          //: for r in 0..l.slopes.rows
          //: for b in 0..l.slopes.columns
          s${r}_${b} = fma(vec4f(w${r}.${c.component}), d${c.n}_${b}, s${r}_${b});
          //: end
          //: end
          //: end
        }
        //: for r in 0..l.slopes.rows
        //: for b in 0..l.slopes.columns
        ${memory}[${cells}(${l.slopeRow + r}u + i) * ${width}u + at + ${b}u] *= s${r}_${b};
        //: if l.learning
        ${memory}[${cells}(${l.learnRow + r}u + i) * ${width}u + at + ${b}u] *= s${r}_${b};
        //: end
        //: end
        //: end
      }
      ${barrier}();
      //: end
      //: if l.trainable
      //: if l.sums.shared
      for (var round = 0u; round < ${l.sums.tasks}u; round += ${lanes}u) {
        let task = round + lane;
      //: else
      for (var task = lane; task < ${l.sums.tasks}u; task += ${lanes}u) {
      //: end
        let quad = task % ${l.unitTiles}u * ${l.tileQuads}u;
        let i = task / ${l.unitTiles}u * ${l.sums.rows}u;
        //: for r in 0..l.sums.rows
        //: for a in 0..l.tileQuads
        var g${r}_${a} = vec4f();
        //: end
        //: end
        for (var q = 0u; q < ${width}u; q++) {
          //: if l.sums.shared
          //: for k in 0..l.sums.rows / 4
          let mine${k} = ${memory}[${cells}(${l.inputRow + 4 * k}u + (lane & 3u) + i) * ${width}u + q];
          //: for r in 0..4
          let h${4 * k + r} = quadBroadcast(mine${k}, ${r}u);
          //: end
          //: end
          //: else
          //: for r in 0..l.sums.rows
          let h${r} = ${memory}[${cells}(${l.inputRow + r}u + i) * ${width}u + q];
          //: end
          //: end
          //: for u in l.tile
          let d${u.n} = ${memory}[${cells}(${l.slopeRow + u.n}u + 4u * quad) * ${width}u + q];
          //: for r in 0..l.sums.rows
          g${r}_${u.quad}.${u.component} += dot(h${r}, d${u.n});
          //: end
          //: end
        }
        //: for r in 0..l.sums.rows
        //: for a in 0..l.tileQuads
        scratch[gradient + ${l.kernel}u + (i + ${r}u) * ${l.unitQuads}u + quad + ${a}u] ${sets} g${r}_${a};
        //: end
        //: end
      }
      //: for v in l.alone
      for (var quad = lane; quad < ${l.unitQuads}u; quad += ${lanes}u) {
        var g = vec4f();
        for (var q = 0u; q < ${width}u; q++) {
          //: for c in l.components
          g.${c.component} += dot(${memory}[${cells}(${v.row + c.n}u + 4u * quad) * ${width}u + q], vec4f(1));
          //: end
        }
        scratch[gradient + ${v.at}u + quad] ${sets} g;
      }
      //: end
      //: end
      //: end
      ${barrier}();
