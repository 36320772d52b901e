// Keras 3.16: Adam's moments; the step looks ahead by the momentum of the next step. From the host, with momenta
// u_t = beta_1 (1 - 0.96^t / 2) and their products p_t: from_momentum = lr u_(t+1) / (1 - p_(t+1)),
// from_gradient = lr (1 - u_t) / (1 - p_t), correction = 1 / sqrt(1 - beta_2^t).
fn rule(w: real, g: real, s: ptr<function, State>, k: Scalars) -> real {
  (*s).m += (g - (*s).m) * k.one_minus_beta_1;
  (*s).v += (g * g - (*s).v) * k.one_minus_beta_2;
  return w - (k.from_momentum * (*s).m + k.from_gradient * g) / (sqrt((*s).v) * k.correction + k.epsilon);
}
