// Keras 3.16, McMahan's FTRL-proximal: the weight is a function of what has been summed up, so that the first step forgets
// where it started. power = -learning_rate_power, per_rate = 1 / lr, twice_l2 = 2 l2 + beta / lr.
fn raised(sum: real, k: Scalars) -> real {
  //: if flags.root
  return sqrt(sum);
  //: else
  return pow(sum, real(k.power));
  //: end
}

fn rule(w: real, g: real, s: ptr<function, State>, k: Scalars) -> real {
  let before = raised((*s).sum, k);
  (*s).sum += g * g;
  let after = raised((*s).sum, k);
  (*s).linear += g + k.twice_shrinkage * w - (after - before) * k.per_rate * w;
  let linear = (*s).linear;
  return (clamp(linear, real(-k.l1), real(k.l1)) - linear) / (after * k.per_rate + k.twice_l2);
}
