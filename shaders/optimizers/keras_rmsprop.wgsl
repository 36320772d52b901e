// Keras 3.16: v = rho v + (1 - rho) g^2; step = lr g / sqrt(v + epsilon), centred: sqrt(v - mean^2 + epsilon);
// with momentum m = mu m + step; w -= m. Epsilon is inside the root.
fn update(w: f32, g: f32, at: u32, k: Scalars) -> f32 {
  let v = state[at] + k.one_minus_rho * (g * g - state[at]);
  state[at] = v;
  var denominator = v + k.epsilon;
  //: if flags.centered
  let mean_at = at + job.slot;
  let mean = state[mean_at] + k.one_minus_rho * (g - state[mean_at]);
  state[mean_at] = mean;
  denominator -= mean * mean;
  //: end
  let push = k.learning_rate * g / sqrt(denominator);
  //: if flags.momentum
  let m_at = at + ${slots - 1}u * job.slot;
  let m = k.momentum * state[m_at] + push;
  state[m_at] = m;
  return w - m;
  //: else
  return w - push;
  //: end
}
