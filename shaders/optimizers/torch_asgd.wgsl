// PyTorch 2.13: w -= lambd eta w; w -= eta g, eta = lr / (1 + lambd lr (t - 1))^alpha and shrink = lambd eta from the host.
// The average that it keeps beside the weights changes none of them.
fn rule(w: real, gradient: real, s: ptr<function, State>, k: Scalars) -> real {
  //: if flags.weight_decay
  let g = gradient + k.weight_decay * w;
  //: else
  let g = gradient;
  //: end
  return w - k.shrink * w - k.eta * g;
}
