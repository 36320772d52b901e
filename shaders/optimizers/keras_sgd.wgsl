// Keras 3.16: m = mu m - lr g; w += m, or w += mu m - lr g with Nesterov; without momentum w -= lr g.
fn rule(w: real, g: real, s: ptr<function, State>, k: Scalars) -> real {
  let push = k.learning_rate * g;
  //: if flags.momentum
  (*s).m = k.momentum * (*s).m - push;
  //: if flags.nesterov
  return w + (k.momentum * (*s).m - push);
  //: else
  return w + (*s).m;
  //: end
  //: else
  return w - push;
  //: end
}
