  // The inputs h0_<i> of one sample, drawn for this run, step and sample.
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
