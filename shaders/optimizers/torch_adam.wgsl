// PyTorch 2.13: step_size = lr / (1 - beta_1^t), correction = 1 / sqrt(1 - beta_2^t) from the host;
// w -= step_size m / (sqrt(v) correction + eps); AMSGrad takes the largest v; weight decay joins the gradient.
fn rule(w: real, gradient: real, s: ptr<function, State>, k: Scalars) -> real {
  //: if flags.weight_decay
  let g = gradient + k.weight_decay * w;
  //: else
  let g = gradient;
  //: end
  (*s).m += (g - (*s).m) * k.one_minus_beta_1;
  (*s).v += (g * g - (*s).v) * k.one_minus_beta_2;
  //: if flags.amsgrad
  (*s).largest = max((*s).largest, (*s).v);
  return w - k.step_size * (*s).m / (sqrt((*s).largest) * k.correction + k.eps);
  //: else
  return w - k.step_size * (*s).m / (sqrt((*s).v) * k.correction + k.eps);
  //: end
}
