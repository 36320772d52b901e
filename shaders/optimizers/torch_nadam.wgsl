// PyTorch 2.13: as Keras' Nadam, with momenta beta_1 (1 - 0.96^(t momentum_decay) / 2).
fn rule(w: real, gradient: real, s: ptr<function, State>, k: Scalars) -> real {
  //: if flags.weight_decay
  let g = gradient + k.weight_decay * w;
  //: else
  let g = gradient;
  //: end
  (*s).m += (g - (*s).m) * k.one_minus_beta_1;
  (*s).v += (g * g - (*s).v) * k.one_minus_beta_2;
  return w - (k.from_momentum * (*s).m + k.from_gradient * g) / (sqrt((*s).v) * k.correction + k.eps);
}
