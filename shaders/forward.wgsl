  // The forward pass, unrolled: z<layer>_<unit> is the sum, h<layer>_<unit> the activation; h0_<i> are the inputs.
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
  let h${l.n}_${o} = act_${l.activation}(z${l.n}_${o}${l.arguments});
  //: end
  //: end
