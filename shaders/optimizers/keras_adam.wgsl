// Keras 3.16, the "epsilon hat" form: alpha = lr sqrt(1 - beta_2^t) / (1 - beta_1^t) from the host;
// m += (g - m)(1 - beta_1); v += (g^2 - v)(1 - beta_2); w -= alpha m / (sqrt(v) + epsilon); AMSGrad takes the largest v.
fn update(w: f32, g: f32, at: u32, k: Scalars) -> f32 {
  let v_at = at + job.slot;
  let m = state[at] + (g - state[at]) * k.one_minus_beta_1;
  let v = state[v_at] + (g * g - state[v_at]) * k.one_minus_beta_2;
  state[at] = m;
  state[v_at] = v;
  //: if flags.amsgrad
  let largest_at = v_at + job.slot;
  let largest = max(state[largest_at], v);
  state[largest_at] = largest;
  return w - k.alpha * m / (sqrt(largest) + k.epsilon);
  //: else
  return w - k.alpha * m / (sqrt(v) + k.epsilon);
  //: end
}
