// PyTorch 2.13: weight decay joins the gradient; buf = mu buf + (1 - dampening) g, undamped at the first step;
// w -= lr buf, or lr (g + mu buf) with Nesterov.
fn rule(w: real, gradient: real, s: ptr<function, State>, k: Scalars) -> real {
  //: if flags.weight_decay
  let g = gradient + k.weight_decay * w;
  //: else
  let g = gradient;
  //: end
  //: if flags.momentum
  (*s).buffer = k.momentum * (*s).buffer + k.keep * g;
  //: if flags.nesterov
  return w - k.lr * (g + k.momentum * (*s).buffer);
  //: else
  return w - k.lr * (*s).buffer;
  //: end
  //: else
  return w - k.lr * g;
  //: end
}
