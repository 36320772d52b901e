// Keras 3.16: m = mu m - lr g; w += m, or w += mu m - lr g with Nesterov; without momentum w -= lr g.
fn update(w: f32, g: f32, at: u32, k: Scalars) -> f32 {
  let push = k.learning_rate * g;
  //: if flags.momentum
  let m = k.momentum * state[at] - push;
  state[at] = m;
  //: if flags.nesterov
  return w + (k.momentum * m - push);
  //: else
  return w + m;
  //: end
  //: else
  return w - push;
  //: end
}
