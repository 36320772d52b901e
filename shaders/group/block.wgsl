      // Samples first .. of the step into the block; past the step's end stands anything finite, masked by the loss's slope.
      //: if order == 'fresh'
      for (var q = lane; q < ${width}u; q += ${lanes}u) {
        //: for i in 0..inputs
        var h0_${i}: vec4f;
        //: end
        //: for u in 0..4
        {
          let sample = first + 4u * q + ${u}u;
          let drawn = draw(t, seed, sample);
          //: for i in 0..inputs
          h0_${i}[${u}] = drawn[${i}];
          //: end
        }
        //: end
        //: for i in 0..inputs
        ${memory}[${cells}${rowOf(i) * width}u + q] = h0_${i};
        //: end
        //: for o in 0..outputs
        ${memory}[${cells}${rowOf(inputs + o) * width}u + q] = vec4f(${target(o)});
        //: end
      }
      //: else
      for (var task = lane; task < ${quads * width}u; task += ${lanes}u) {
        let q = task % ${width}u;
        let quad = task / ${width}u;
        //: for u in 0..4
        let sample${u} = min(first + 4u * q + ${u}u, end - 1u);
        //: if order == 'shuffled'
        let v${u} = table[order[sample${u} * job.stride + run] * ${quads}u + quad];
        //: else
        let v${u} = table[sample${u} * ${quads}u + quad];
        //: end
        //: end
        //: for c in components
        {
          let column = 4u * quad + ${c.n}u;
          let cells = vec4f(v0.${c.component}, v1.${c.component}, v2.${c.component}, v3.${c.component});
          let row = column + select(0u, ${rowOf(inputs) - inputs}u, column >= ${inputs}u);
          if (column < ${columns}u) { ${memory}[${cells}row * ${width}u + q] = cells; }
        }
        //: end
      }
      //: end
      ${barrier}();
