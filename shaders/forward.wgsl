  // The forward pass, unrolled: z<layer>_<unit> is the sum, a<layer>_<unit> the activation, h<layer>_<unit> what is left of
  // it under dropout; h0_<i> are the inputs.
  //: for l in layers
  //: for o in 0..l.units
  //: if l.bias
  var z${l.n}_${o} = w${l.biasAt + o};
  //: else
  var z${l.n}_${o} = w${l.weight(0, o)} * h${l.n - 1}_0;
  //: end
  //: for i in l.firstTerm..l.inputs
  z${l.n}_${o} = fma(w${l.weight(i, o)}, h${l.n - 1}_${i}, z${l.n}_${o});
  //: end
  //: if l.drawn
  let r${l.n}_${o} = ${l.drawn(o + 'u')};
  //: end
  let a${l.n}_${o} = act_${l.activation}(z${l.n}_${o}${l.arguments(o)});
  //: if !dropout || l.last
  let h${l.n}_${o} = a${l.n}_${o};
  //: end
  //: end
  //: if dropout && !l.last
  var none${l.n} = true; // no unit of this layer is kept yet
  //: for o in 0..l.units
  let kept${l.n}_${o} = uniform_draw(DROPOUT, t, seed, sample * ${dropout.draws}u + ${dropout.laws[l.n - 1].first + o}u)
    < select(${dropout.laws[l.n - 1].keep}, ${dropout.laws[l.n - 1].keepFirst[o]}, none${l.n});
  none${l.n} = none${l.n} && !kept${l.n}_${o};
  let m${l.n}_${o} = select(0.0, ${dropout.laws[l.n - 1].scale}, kept${l.n}_${o});
  let h${l.n}_${o} = m${l.n}_${o} * a${l.n}_${o};
  //: end
  //: end
  //: end
