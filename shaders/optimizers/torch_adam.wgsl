// PyTorch 2.13: step_size = lr / (1 - beta_1^t), correction = 1 / sqrt(1 - beta_2^t) from the host;
// w -= step_size m / (sqrt(v) correction + eps); AMSGrad takes the largest v; weight decay joins the gradient.
fn update(w: f32, gradient: f32, at: u32, k: Scalars) -> f32 {
  //: if flags.weight_decay
  let g = gradient + k.weight_decay * w;
  //: else
  let g = gradient;
  //: end
  let v_at = at + job.slot;
  let m = state[at] + (g - state[at]) * k.one_minus_beta_1;
  let v = state[v_at] + (g * g - state[v_at]) * k.one_minus_beta_2;
  state[at] = m;
  state[v_at] = v;
  //: if flags.amsgrad
  let largest_at = v_at + job.slot;
  let largest = max(state[largest_at], v);
  state[largest_at] = largest;
  return w - k.step_size * m / (sqrt(largest) * k.correction + k.eps);
  //: else
  return w - k.step_size * m / (sqrt(v) * k.correction + k.eps);
  //: end
}
