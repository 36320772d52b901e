      // The backward pass, unrolled: for a unit, s<layer>_<unit> is the slope of the loss in its activation and
      // d<layer>_<unit> in its sum z, both less the loss's factor.
      //: for l in backward
      //: for i in 0..l.units
      //: if l.last
      var s${l.n}_${i} = slope_${loss}(h${l.n}_${i}, y${i}${lossArguments});
      //: else
      //: if l.factored
      // sum e h = w . sum(e x) + b sum(e): the sums of e x serve this layer's weights and the next layer's
      var s${l.n}_${i} = d${l.n + 1}_0;
      //: else
      var s${l.n}_${i} = w${l.next.weight(i, 0)} * d${l.n + 1}_0;
      //: for o in 1..l.next.units
      s${l.n}_${i} = fma(w${l.next.weight(i, o)}, d${l.n + 1}_${o}, s${l.n}_${i});
      //: end
      //: end
      //: if dropout
      s${l.n}_${i} *= m${l.n}_${i};
      //: end
      //: end
      let ${l.carrier}${l.n}_${i} = back_${l.activation}(s${l.n}_${i}, z${l.n}_${i}, a${l.n}_${i}${l.arguments(i)});
      //: if l.factored && l.propagates
      let d${l.n}_${i} = e${l.n}_${i} * w${l.next.weight(i, 0)};
      //: end
      //: end
      //: if l.trainable
      //: for o in 0..l.units
      //: if !l.fromSums
      //: for i in 0..l.inputs
      g${l.weight(i, o)} = fma(${l.carrier}${l.n}_${o}, h${l.n - 1}_${i}, g${l.weight(i, o)});
      //: end
      //: end
      //: if l.bias
      g${l.biasAt + o} += ${l.carrier}${l.n}_${o};
      //: end
      //: if l.learns
      g${l.slopesAt + o} += learn_${l.activation}(s${l.n}_${o}, z${l.n}_${o});
      //: end
      //: end
      //: end
      //: end
