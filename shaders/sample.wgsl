  // The inputs h0_<i> and targets y<o> of one sample: a row of the table, or drawn anew for this run, step and sample.
  //: if order == 'fresh'
  //: include draw
  //: for o in 0..outputs
  let y${o} = ${target(o)};
  //: end
  //: else
  //: for q in 0..quads
  //: if turn.shared
  let quad${q} = quadBroadcast(shared${q}, ${u}u);
  //: else
  let quad${q} = table[row * ${quads}u + ${q}u];
  //: end
  //: end
  //: for i in 0..inputs
  let h0_${i} = real(${cell(i)});
  //: end
  //: for o in 0..outputs
  let y${o} = real(${cell(inputs + o)});
  //: end
  //: end
