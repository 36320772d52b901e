// PyTorch 2.13: weight decay joins the gradient; buf = mu buf + (1 - dampening) g, undamped at the first step;
// w -= lr buf, or lr (g + mu buf) with Nesterov.
fn update(w: f32, gradient: f32, at: u32, k: Scalars) -> f32 {
  //: if flags.weight_decay
  let g = gradient + k.weight_decay * w;
  //: else
  let g = gradient;
  //: end
  //: if flags.momentum
  let buffer = k.momentum * state[at] + k.keep * g;
  state[at] = buffer;
  //: if flags.nesterov
  return w - k.lr * (g + k.momentum * buffer);
  //: else
  return w - k.lr * buffer;
  //: end
  //: else
  return w - k.lr * g;
  //: end
}
