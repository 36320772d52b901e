// Keras 3.16: w -= lr sign(m + (g - m)(1 - beta_1)); m += (g - m)(1 - beta_2).
fn rule(w: real, g: real, s: ptr<function, State>, k: Scalars) -> real {
  let push = sign((*s).m + (g - (*s).m) * k.one_minus_beta_1);
  (*s).m += (g - (*s).m) * k.one_minus_beta_2;
  return w - k.learning_rate * push;
}
