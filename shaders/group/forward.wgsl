      // The forward pass of a block. A task is a tile: some quads of units by some quads of samples, its sums in registers, so
      // that each weight and activation that is loaded serves many products. Activations follow in a loop of their own, which
      // keeps the text short. What stands past the last unit of a layer is never read, or has a slope of zero.
      //: for l in layers
      for (var task = lane; task < ${l.forward.tasks}u; task += ${lanes}u) {
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
        for (var i = 0u; i < ${l.inputs}u; i++) {
          //: for a in 0..l.tileQuads
          let w${a} = weights(base, ${l.weightsAt}u + i * ${l.weightStep}u + (quad + ${a}u) * ${quadStep}u);
          //: end
          //: for b in 0..l.forward.columns
          let h${b} = ${memory}[${cells}(${l.inputRow}u + i) * ${width}u + at + ${b}u];
          //: end
          //: for u in l.tile
          //: for b in 0..l.forward.columns
          z${u.n}_${b} = fma(vec4f(w${u.quad}.${u.component}), h${b}, z${u.n}_${b});
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
          let slope = back_${l.activation}(slope_${loss}(h, y${lossArguments}), z${u.n}_${b}, h${l.arguments(0)});
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
      for (var task = lane; task < ${l.units * width}u; task += ${lanes}u) {
        let cell = ${l.outputRow * width}u + task;
        let z = ${memory}[${cells}cell];
        let h = act_${l.activation}(z${l.arguments(0)});
        ${memory}[${cells}cell] = h;
        //: if l.sloped && !evaluating
        ${memory}[${cells}${l.slopeRow * width}u + task] = back_${l.activation}(vec4f(1), z, h${l.arguments(0)});
        //: end
        //: if l.mortal && evaluating
        let used = first + 4u * (task % ${width}u) + vec4u(0u, 1u, 2u, 3u) < vec4u(end);
        let positive = select(vec4f(), max(z, vec4f()), used);
        most[${l.mostAt}u + task] = max(most[${l.mostAt}u + task], dot(positive, vec4f(1)));
        //: end
      }
      ${barrier}();
      //: end
      //: end
