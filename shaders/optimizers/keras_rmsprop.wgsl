// Keras 3.16: v = rho v + (1 - rho) g^2; step = lr g / sqrt(v + epsilon), centred: sqrt(v - mean^2 + epsilon);
// with momentum m = mu m + step; w -= m. Epsilon is inside the root.
fn rule(w: real, g: real, s: ptr<function, State>, k: Scalars) -> real {
  (*s).v += k.one_minus_rho * (g * g - (*s).v);
  var denominator = (*s).v + k.epsilon;
  //: if flags.centered
  (*s).mean += k.one_minus_rho * (g - (*s).mean);
  denominator -= (*s).mean * (*s).mean;
  //: end
  let push = k.learning_rate * g / sqrt(denominator);
  //: if flags.momentum
  (*s).m = k.momentum * (*s).m + push;
  return w - (*s).m;
  //: else
  return w - push;
  //: end
}
