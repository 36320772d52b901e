// Keras 3.16: v = rho v + (1 - rho) g^2; d = sqrt(delta + epsilon) / sqrt(v + epsilon) g;
// delta = rho delta + (1 - rho) d^2; w -= lr d. The default lr of 0.001 makes it look stuck.
fn rule(w: real, g: real, s: ptr<function, State>, k: Scalars) -> real {
  (*s).v += k.one_minus_rho * (g * g - (*s).v);
  let delta = sqrt((*s).delta + k.epsilon) / sqrt((*s).v + k.epsilon) * g;
  (*s).delta += k.one_minus_rho * (delta * delta - (*s).delta);
  return w - k.learning_rate * delta;
}
