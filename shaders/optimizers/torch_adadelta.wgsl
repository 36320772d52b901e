// PyTorch 2.13: Keras' formula with an lr of 1 by default; weight decay joins the gradient.
fn rule(w: real, gradient: real, s: ptr<function, State>, k: Scalars) -> real {
  //: if flags.weight_decay
  let g = gradient + k.weight_decay * w;
  //: else
  let g = gradient;
  //: end
  (*s).v += k.one_minus_rho * (g * g - (*s).v);
  let delta = sqrt((*s).delta + k.eps) / sqrt((*s).v + k.eps) * g;
  (*s).delta += k.one_minus_rho * (delta * delta - (*s).delta);
  return w - k.lr * delta;
}
