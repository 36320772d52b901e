    // The backward pass: d is the slope of the loss in z, first in h where a layer above sums it up.
    //: for o in 0..outputs
    d[${outputAt + o}u] = slope_${loss}(h[${outputAt + o}u], y${o}${lossArguments});
    //: end
    //: for l in backward
    for (var o = 0u; o < ${l.units}u; o++) {
      let at = o + ${l.at}u;
      //: if l.drawn
      let r0 = ${l.drawn('o')}; // as in the forward pass
      //: end
      //: if dropout && !l.last
      let slope = m[at] * d[at];
      let value = a[at];
      //: else
      let slope = d[at];
      let value = h[at];
      //: end
      d[at] = back_${l.activation}(slope, z[at], value${l.arguments(0)});
      //: if l.trainable
      //: if l.bias
      g[o + ${l.biasAt}u] += d[at];
      //: end
      //: if l.learns
      g[o + ${l.slopesAt}u] += learn_${l.activation}(slope, z[at]);
      //: end
      //: end
    }
    //: if l.propagates
    for (var i = 0u; i < ${l.inputs}u; i++) { d[i + ${l.before}u] = 0.0; }
    //: end
    //: for b in l.blocks
    for (var o = ${b.first}u; o < ${b.end}u; o += ${b.size}u) {
      //: for j in 0..b.size
      let d${j} = d[o + ${l.at + j}u];
      //: end
      var at = o;
      for (var i = 0u; i < ${l.inputs}u; i++) {
        //: if l.trainable
        let x = h[i + ${l.before}u];
        //: for j in 0..b.size
        g[at + ${l.kernel + j}u] = fma(d${j}, x, g[at + ${l.kernel + j}u]);
        //: end
        //: end
        //: if l.propagates
        d[i + ${l.before}u] += w[at + ${l.kernel}u] * d0
        //: for j in 1..b.size
          + w[at + ${l.kernel + j}u] * d${j}
        //: end
          ;
        //: end
        at += ${l.units}u;
      }
    }
    //: end
    //: end
