      // The backward pass, unrolled: d<layer>_<unit> is the slope of the loss in z<layer>_<unit>, less the loss's factor.
      //: for l in backward
      //: for i in 0..l.units
      //: if l.last
      let d${l.n}_${i} = back_${l.activation}(slope_${loss}(h${l.n}_${i}, y${i}), z${l.n}_${i}, h${l.n}_${i}${l.arguments});
      //: else
      //: if l.factored
      // sum e h = w . sum(e x) + b sum(e): the sums of e x serve this layer's weights and the next layer's
      let e${l.n}_${i} = back_${l.activation}(d${l.n + 1}_0, z${l.n}_${i}, h${l.n}_${i}${l.arguments});
      //: if l.propagates
      let d${l.n}_${i} = e${l.n}_${i} * w${l.next.weight(i, 0)};
      //: end
      //: else
      var s${l.n}_${i} = w${l.next.weight(i, 0)} * d${l.n + 1}_0;
      //: for o in 1..l.next.units
      s${l.n}_${i} = fma(w${l.next.weight(i, o)}, d${l.n + 1}_${o}, s${l.n}_${i});
      //: end
      let d${l.n}_${i} = back_${l.activation}(s${l.n}_${i}, z${l.n}_${i}, h${l.n}_${i}${l.arguments});
      //: end
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
      //: end
      //: end
      //: end
