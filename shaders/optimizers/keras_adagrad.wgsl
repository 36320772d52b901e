// Keras 3.16: sum += g^2, from 0.1; w -= lr g / sqrt(sum + epsilon). Epsilon is inside the root.
fn rule(w: real, g: real, s: ptr<function, State>, k: Scalars) -> real {
  (*s).sum += g * g;
  return w - k.learning_rate * g / sqrt((*s).sum + k.epsilon);
}
