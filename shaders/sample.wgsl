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
  //: for i in 0..inputs
  let h0_${i} = table[row * ${inputs + outputs}u + ${i}u];
  //: end
  //: for o in 0..outputs
  let y${o} = table[row * ${inputs + outputs}u + ${inputs + o}u];
  //: end
  //: end
