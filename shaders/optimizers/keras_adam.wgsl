// Keras 3.16, the "epsilon hat" form: alpha = lr sqrt(1 - beta_2^t) / (1 - beta_1^t) from the host;
// m += (g - m)(1 - beta_1); v += (g^2 - v)(1 - beta_2); w -= alpha m / (sqrt(v) + epsilon); AMSGrad takes the largest v.
fn rule(w: real, g: real, s: ptr<function, State>, k: Scalars) -> real {
  (*s).m += (g - (*s).m) * k.one_minus_beta_1;
  (*s).v += (g * g - (*s).v) * k.one_minus_beta_2;
  //: if flags.amsgrad
  (*s).largest = max((*s).largest, (*s).v);
  return w - k.alpha * (*s).m / (sqrt((*s).largest) + k.epsilon);
  //: else
  return w - k.alpha * (*s).m / (sqrt((*s).v) + k.epsilon);
  //: end
}
