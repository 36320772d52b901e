// Keras 3.16: m += (g - m)(1 - beta_1); u = max(beta_2 u, |g|); w -= step_size m / (u + epsilon),
// step_size = lr / (1 - beta_1^t) from the host.
fn rule(w: real, g: real, s: ptr<function, State>, k: Scalars) -> real {
  (*s).m += (g - (*s).m) * k.one_minus_beta_1;
  (*s).u = max(k.beta_2 * (*s).u, abs(g));
  return w - k.step_size * (*s).m / ((*s).u + k.epsilon);
}
