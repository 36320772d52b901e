    // The forward pass with loops over units, up to four side by side: sums z, activations a, and what is left of these under
    // dropout, h; the inputs come first.
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
        z${j} = fma(w[at + ${l.kernel + j}u], x, z${j});
        //: end
        at += ${l.units}u;
      }
      //: for j in 0..b.size
      //: if l.drawn
      let r${j} = ${l.drawn('o + ' + j + 'u')};
      //: end
      z[o + ${l.at + j}u] = z${j};
      h[o + ${l.at + j}u] = act_${l.activation}(z${j}${l.arguments(j)});
      //: end
    }
    //: end
    //: if dropout && !l.last
    {
      var none = true; // no unit of this layer is kept yet
      for (var o = 0u; o < ${l.units}u; o++) {
        let draw = uniform_draw(DROPOUT, t, seed, sample * ${dropout.draws}u + ${dropout.laws[l.n - 1].first}u + o);
        let kept = draw < select(${dropout.laws[l.n - 1].keep}, keep_first[o + ${dropout.laws[l.n - 1].first}u], none);
        none = none && !kept;
        let at = o + ${l.at}u;
        m[at] = select(0.0, ${dropout.laws[l.n - 1].scale}, kept);
        a[at] = h[at];
        h[at] *= m[at];
      }
    }
    //: end
    //: end
