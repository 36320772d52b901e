// The update of one parameter in a step whose scalars are k: what comes before the optimiser's formula (`rule`, a file of its
// own) and after it. The order of all of it: src/study/training/update.ts.
//: include scalars

// One parameter's state.
struct State {
  //: for name in stateNames
  ${name}: real,
  //: end
  //: if stateNames.length == 0
  none: real,
  //: end
}

//: include optimizers/${optimizer}

// The gradient that the formula sees. State is zero when training starts: what it starts at is added in the first step.
fn prepared(gradient: real, s: ptr<function, State>, k: Scalars) -> real {
  //: for name in initialNames
  (*s).${name} += k.initial_${name};
  //: end
  //: if clip == 'value'
  return clamp(gradient, real(-k.clip), real(k.clip));
  //: else
  return gradient;
  //: end
}

fn decayed(w: real, k: Scalars) -> real {
  //: if decays
  return w - k.decay * w;
  //: else
  return w;
  //: end
}

// The weight, or after the last step its moving average.
fn averaged(w: real, s: ptr<function, State>, k: Scalars) -> real {
  //: if averages
  (*s).average = k.average_keep * (*s).average + k.average_take * w;
  return select(w, (*s).average, real(k.average_ends) > real());
  //: else
  return w;
  //: end
}

//: if byVariable
// The factor of a step whose direction and whose variable have these squared norms: 1 where either is zero.
fn trust(weights: real, direction: real) -> real {
  let known = min(weights, direction) > real();
  return select(real(1.0), sqrt(weights) / sqrt(select(real(1.0), direction, known)), known);
}
//: else
fn update(w: real, gradient: real, s: ptr<function, State>, k: Scalars) -> real {
  let g = prepared(gradient, s, k);
  return averaged(rule(decayed(w, k), g, s, k), s, k);
}
//: end
//: if clipped.length > 0

// The factor that brings a gradient of this squared norm down to k.clip.
fn clipping(squares: real, k: Scalars) -> real {
  return k.clip / max(sqrt(squares) + k.clip_epsilon, real(k.clip));
}
//: end
//: if regularized

// The slope of the penalty of a kernel's weight.
fn penalty(w: real, k: Scalars) -> real { return k.penalty_l1 * sign(w) + k.penalty_twice_l2 * w; }
//: end
