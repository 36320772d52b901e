// PyTorch 2.13: v = alpha v + (1 - alpha) g^2; step = g / (sqrt(v) + eps), centred: sqrt(v - mean^2) + eps;
// with momentum buf = mu buf + step; w -= lr buf. Eps is outside the root.
fn update(w: f32, gradient: f32, at: u32, k: Scalars) -> f32 {
  //: if flags.weight_decay
  let g = gradient + k.weight_decay * w;
  //: else
  let g = gradient;
  //: end
  let v = state[at] + k.one_minus_alpha * (g * g - state[at]);
  state[at] = v;
  //: if flags.centered
  let mean_at = at + job.slot;
  let mean = state[mean_at] + k.one_minus_alpha * (g - state[mean_at]);
  state[mean_at] = mean;
  let push = g / (sqrt(v - mean * mean) + k.eps);
  //: else
  let push = g / (sqrt(v) + k.eps);
  //: end
  //: if flags.momentum
  let m_at = at + ${slots - 1}u * job.slot;
  let buffer = k.momentum * state[m_at] + push;
  state[m_at] = buffer;
  return w - k.lr * buffer;
  //: else
  return w - k.lr * push;
  //: end
}
