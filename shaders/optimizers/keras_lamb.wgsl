// Keras 3.16: the direction m / (1 - beta_1^t) / (sqrt(v / (1 - beta_2^t)) + epsilon), which the norms of its variable scale
// (update.wgsl). correct_m = 1 / (1 - beta_1^t), correct_v = 1 / (1 - beta_2^t) from the host.
fn rule(w: real, g: real, s: ptr<function, State>, k: Scalars) -> real {
  (*s).m += (g - (*s).m) * k.one_minus_beta_1;
  (*s).v += (g * g - (*s).v) * k.one_minus_beta_2;
  return (*s).m * k.correct_m / (sqrt((*s).v * k.correct_v) + k.epsilon);
}
