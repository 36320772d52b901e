      // The forward pass of a block. A task is a tile: some quads of units by some quads of samples, its sums in registers, so
      // that each weight and activation that is loaded serves many products. Activations follow in a loop of their own, which
      // keeps the text short. What stands past the last unit of a layer is never read, or has a slope of zero.
      //: for l in layers
      //: if l.forward.shared
      for (var round = 0u; round < ${l.forward.tasks}u; round += ${lanes}u) {
        let task = round + lane;
      //: else
      for (var task = lane; task < ${l.forward.tasks}u; task += ${lanes}u) {
      //: end
        let quad = task % ${l.unitTiles}u * ${l.tileQuads}u;
        let at = task / ${l.unitTiles}u * ${l.forward.columns}u;
        //: if l.bias
        //: for a in 0..l.tileQuads
        let bias${a} = weights(base, ${l.inputs * l.weightStep + l.weightsAt}u + (quad + ${a}u) * ${quadStep}u);
        //: end
        //: end
        //: for u in l.tile
        //: for b in 0..l.forward.columns
        //: if l.bias
        var z${u.n}_${b} = vec4f(bias${u.quad}.${u.component});
        //: else
        var z${u.n}_${b} = vec4f();
        //: end
        //: end
        //: end
        for (var i = 0u; i < ${l.inputs}u; i += ${l.forward.inputs}u) {
          //: for j in 0..l.forward.inputs
          //: for a in 0..l.tileQuads
          let w${j}_${a} = weights(base, ${l.weightsAt}u + (i + ${j}u) * ${l.weightStep}u + (quad + ${a}u) * ${quadStep}u);
          //: end
          //: if l.forward.shared
          //: for k in 0..l.forward.columns / 4
          let mine${j}_${k} = ${memory}[${cells}(${l.inputRow + j}u + i) * ${width}u + at + ${4 * k}u + (lane & 3u)];
          //: for b in 0..4
          let h${j}_${4 * k + b} = quadBroadcast(mine${j}_${k}, ${b}u);
          //: end
          //: end
          //: else
          //: for b in 0..l.forward.columns
          let h${j}_${b} = ${memory}[${cells}(${l.inputRow + j}u + i) * ${width}u + at + ${b}u];
          //: end
          //: end
          //: end
          //: for u in l.tile
          //: for b in 0..l.forward.columns
          z${u.n}_${b} =
            //: for j in 0..l.forward.inputs
            fma(vec4f(w${l.forward.last - j}_${u.quad}.${u.component}), h${l.forward.last - j}_${b},
            //: end
            z${u.n}_${b}
            //: for j in 0..l.forward.inputs
            )
            //: end
            ;
          //: end
          //: end
        }
        //: for u in l.tile
        //: for b in 0..l.forward.columns
        //: if l.last
        {
          let unit = 4u * quad + ${u.n}u;
          let column = at + ${b}u;
          let y = ${memory}[${cells}(${targetRow}u + unit) * ${width}u + column];
          //: if l.drawn
          let r${l.n}_0 = drawn_${l.n}(t, seed, first + 4u * column, unit);
          //: end
          //: if l.learns
          let leak = slope_of(base, ${l.slopesFrom}u, unit);
          //: end
          let h = act_${l.activation}(z${u.n}_${b}${l.arguments(0)});
          let used = first + 4u * column + vec4u(0u, 1u, 2u, 3u) < vec4u(end);
          //: if l.padded
          let counts = used & vec4<bool>(unit < ${l.units}u);
          //: else
          let counts = used;
          //: end
          //: if evaluating
          sum += select(vec4f(), loss_${loss}(h, y${lossArguments}), counts);
          //: else
          let above = slope_${loss}(h, y${lossArguments});
          let slope = back_${l.activation}(above, z${u.n}_${b}, h${l.arguments(0)});
          //: if l.learning
          ${memory}[${cells}(${l.learnRow}u + unit) * ${width}u + column] = select(vec4f(), learn_${l.activation}(above, z${u.n}_${b}), counts);
          //: end
          ${memory}[${cells}(${l.slopeRow}u + unit) * ${width}u + column] = select(vec4f(), slope, counts);
          //: end
        }
        //: else
        ${memory}[${cells}(${l.outputRow + u.n}u + 4u * quad) * ${width}u + at + ${b}u] = z${u.n}_${b};
        //: end
        //: end
        //: end
      }
      ${barrier}();
      //: if !l.last
      //: if l.keepsOne
      // a lane has all units of a quad of samples: whether one is dropped depends on those before it
      for (var q = lane; q < ${width}u; q += ${lanes}u) {
        var none = vec4<bool>(true); // no unit of this layer is kept yet
        for (var o = 0u; o < ${l.units}u; o++) {
          let task = o * ${width}u + q;
          //: include group/activation
        }
      }
      //: else
      for (var task = lane; task < ${l.units * width}u; task += ${lanes}u) {
        //: if l.dropped || l.drawn || l.learns
        let q = task % ${width}u;
        let o = task / ${width}u;
        //: end
        //: include group/activation
        //: if l.mortal && evaluating
        let used = first + 4u * (task % ${width}u) + vec4u(0u, 1u, 2u, 3u) < vec4u(end);
        let positive = select(vec4f(), max(z, vec4f()), used);
        most[${l.mostAt}u + task] = max(most[${l.mostAt}u + task], dot(positive, vec4f(1)));
        //: end
      }
      //: end
      ${barrier}();
      //: end
      //: end
