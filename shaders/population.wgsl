// Expectations over inputs x ~ N(0, I) that a ReLU network without biases needs: all follow from the angles between its
// neurons. With rays u, v of unit length at the angle theta (Cho and Saul 2009, arc-cosine kernel of degree 1),
//   E relu(u.x) relu(v.x)    = (sin theta + (pi - theta) cos theta) / (2 pi)
//   E relu(u.x) 1(v.x > 0) x = (sin theta v + (pi - theta) u) / (2 pi), the gradient of it in the length of v.
// The twin is src/reference/population.ts.

// The direction of a neuron's incoming weights, zero where it is dead, and its length times the outgoing weight.
struct Ray {
  mass: real,
  //: for c in 0..inputs
  u${c}: real,
  //: end
}

struct Angle {
  sine: real,
  cosine: real,
  rest: real, // pi/2 - theta
}

// Of two unit vectors, or a zero one. A rounded cosine c tells an angle near 0 or pi badly, by 4e-4, but nothing here feels it:
// d/dc (sine + rest c) = rest, and |sine v + (pi - theta) u| changes with c by at most 1.
fn between(a: Ray, b: Ray) -> Angle {
  var c = a.u0 * b.u0;
  //: for c in 1..inputs
  c = fma(a.u${c}, b.u${c}, c);
  //: end
  c = clamp(c, real(-1), real(1));
  let sine = sqrt((1.0 - c) * (1.0 + c));
  return Angle(sine, c, 2.0 * arctangent(c / (1.0 + sine)));
}

// On [-1, 1], within 1.1 ULP by its Chebyshev polynomial in x^2: WGSL promises 4096 ULP of its own.
fn arctangent(x: real) -> real {
  let s = x * x;
  var p = fma(s, real(0.00283406419), real(-0.0160050299));
  p = fma(p, s, real(0.0425876081));
  p = fma(p, s, real(-0.0749544576));
  p = fma(p, s, real(0.106367543));
  p = fma(p, s, real(-0.142025709));
  p = fma(p, s, real(0.199924842));
  p = fma(p, s, real(-0.333330661));
  return x * fma(p, s, real(1));
}

const HALF_PI = 1.5707963267948966;

// Incoming weights of a student's neuron, as their length and unit vector.
struct Weights {
  length: real,
  ray: Ray,
}

// Neuron i of a run, with its outgoing weight. Scaled by the largest weight, so that no square leaves the range of f32.
fn student(run: u32, i: u32) -> Weights {
  //: for c in 0..inputs
  let w${c} = parameters[(${c * units}u + i) * job.stride + run];
  //: end
  //: if outgoing
  let a = parameters[(${inputs * units}u + i) * job.stride + run];
  //: end
  var largest = abs(w0);
  //: for c in 1..inputs
  largest = max(largest, abs(w${c}));
  //: end
  let alive = largest >= real(${smallest});
  let scale = 1.0 / select(real(1), largest, alive);
  let v0 = w0 * scale;
  var square = v0 * v0;
  //: for c in 1..inputs
  let v${c} = w${c} * scale;
  square = fma(v${c}, v${c}, square);
  //: end
  let length = sqrt(square);
  let inverse = select(real(), 1.0 / length, alive);
  let whole = select(real(), largest * length, alive);
  return Weights(
    whole,
    Ray(
      //: if outgoing
      a * whole,
      //: else
      whole,
      //: end
      //: for c in 0..inputs
      v${c} * inverse,
      //: end
    ),
  );
}

// Neuron t of the teacher, from the table.
fn teacher(t: u32) -> Ray {
  let row = t;
  //: include sample
  return Ray(
    y0,
    //: for c in 0..inputs
    h0_${c},
    //: end
  );
}
