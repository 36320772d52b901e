// PyTorch 2.13: sum += g^2, from 0; w -= lr g / (sqrt(sum) + eps), lr / (1 + (t - 1) lr_decay) from the host.
fn rule(w: real, gradient: real, s: ptr<function, State>, k: Scalars) -> real {
  //: if flags.weight_decay
  let g = gradient + k.weight_decay * w;
  //: else
  let g = gradient;
  //: end
  (*s).sum += g * g;
  return w - k.lr * g / (sqrt((*s).sum) + k.eps);
}
