  // The inputs h0_<i> and targets y<o> of one sample: a row of the table, or drawn anew for this run, step and sample.
  //: if order == 'fresh'
  //: if distribution == 'disc'
  let at = ${radius} * sqrt(uniform_draw(DATA, t, seed, sample * 2u));
  let way = direction(uniform_draw(DATA, t, seed, sample * 2u + 1u));
  let h0_0 = at * way.x;
  let h0_1 = at * way.y;
  //: else
  //: for i in 0..inputs
  //: if distribution == 'normal'
  let h0_${i} = normal_draw(DATA, t, seed, sample * ${inputs}u + ${i}u);
  //: else
  let h0_${i} = ${radius} * centred_draw(DATA, t, seed, sample * ${inputs}u + ${i}u);
  //: end
  //: end
  //: end
  //: for o in 0..outputs
  let y${o} = ${target(o)};
  //: end
  //: else
  //: for q in 0..quads
  let quad${q} = table[row * ${quads}u + ${q}u];
  //: end
  //: for i in 0..inputs
  let h0_${i} = real(${cell(i)});
  //: end
  //: for o in 0..outputs
  let y${o} = real(${cell(inputs + o)});
  //: end
  //: end
