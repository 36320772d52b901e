// PyTorch 2.13: v = alpha v + (1 - alpha) g^2; step = g / (sqrt(v) + eps), centred: sqrt(v - mean^2) + eps;
// with momentum buf = mu buf + step; w -= lr buf. Eps is outside the root.
fn rule(w: real, gradient: real, s: ptr<function, State>, k: Scalars) -> real {
  //: if flags.weight_decay
  let g = gradient + k.weight_decay * w;
  //: else
  let g = gradient;
  //: end
  (*s).v += k.one_minus_alpha * (g * g - (*s).v);
  //: if flags.centered
  (*s).mean += k.one_minus_alpha * (g - (*s).mean);
  let push = g / (sqrt((*s).v - (*s).mean * (*s).mean) + k.eps);
  //: else
  let push = g / (sqrt((*s).v) + k.eps);
  //: end
  //: if flags.momentum
  (*s).buffer = k.momentum * (*s).buffer + push;
  return w - k.lr * (*s).buffer;
  //: else
  return w - k.lr * push;
  //: end
}
