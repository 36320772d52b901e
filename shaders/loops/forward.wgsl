    // The forward pass with loops over units, up to four side by side: sums z, activations h; the inputs come first.
    //: for i in 0..inputs
    h[${i}u] = h0_${i};
    //: end
    //: for l in layers
    //: for b in l.blocks
    for (var o = ${b.first}u; o < ${b.end}u; o += ${b.size}u) {
      //: for j in 0..b.size
      //: if l.bias
      var z${j} = w[o + ${l.biasAt + j}u];
      //: else
      var z${j} = 0.0;
      //: end
      //: end
      var at = o;
      for (var i = 0u; i < ${l.inputs}u; i++) {
        let x = h[i + ${l.before}u];
        //: for j in 0..b.size
        z${j} += w[at + ${l.kernel + j}u] * x;
        //: end
        at += ${l.units}u;
      }
      //: for j in 0..b.size
      z[o + ${l.at + j}u] = z${j};
      h[o + ${l.at + j}u] = act_${l.activation}(z${j}${l.arguments});
      //: end
    }
    //: end
    //: end
