// Elementary functions with the relative accuracy that WGSL's own lack, and without overflow.

// exp(z) - 1 for z <= 0 without its cancellation near 0: the Taylor series below 1/4.
fn expm1(z: real) -> real {
  let series = z * (1.0 + z * (0.5 + z * (0.16666667 + z * (0.041666668 + z * (0.008333334 + z * 0.0013888889)))));
  return select(exp(z) - 1.0, series, abs(z) < real(0.25));
}

// log(1 + e) for 0 <= e <= 1: 2 artanh(s) by its series, with s = e / (2 + e) at most 1/3.
fn log1p(e: real) -> real {
  let s = e / (2.0 + e);
  let q = s * s;
  let series = 0.2 + q * (0.14285715 + q * (0.11111111 + q * (0.09090909 + q * (0.07692308 + q * 0.06666667))));
  return 2.0 * s * (1.0 + q * (0.33333334 + q * series));
}

// 1 / (1 + exp(-z)), as accurate below 0 as above.
fn logistic(z: real) -> real {
  let e = exp(-abs(z));
  let s = 1.0 / (1.0 + e);
  return select(e * s, s, z >= real());
}

// tanh(z): on some drivers WGSL's own overflows to NaN for large |z|, and it may be wrong by 1e-5.
fn hyperbolic_tangent(z: real) -> real {
  let m = expm1(-2.0 * abs(z));
  return -sign(z) * m / (2.0 + m);
}

// sin and cos, of which WGSL promises 5e-4 and only near 0: Taylor's series on half a turn, and the sign of the half turn.
struct HalfTurn {
  angle: real, // within +- pi / 2
  sign: real,
}

fn half_turn(z: real) -> HalfTurn {
  let n = round(0.31830987 * z);
  let odd = n - 2.0 * floor(0.5 * n);
  return HalfTurn((z - n * 3.140625) - n * 9.6765358e-4, 1.0 - 2.0 * odd); // pi in two parts, the first of 8 bits
}

fn sine(z: real) -> real {
  let turn = half_turn(z);
  let q = turn.angle * turn.angle;
  let high = 2.7557319e-6 - q * (2.5052108e-8 - q * 1.6059044e-10);
  return turn.sign * turn.angle * (1.0 - q * (0.16666667 - q * (8.333333e-3 - q * (1.984127e-4 - q * high))));
}

fn cosine(z: real) -> real {
  let turn = half_turn(z);
  let q = turn.angle * turn.angle;
  let high = 2.4801588e-5 - q * (2.7557319e-7 - q * 2.0876757e-9);
  return turn.sign * (1.0 - q * (0.5 - q * (4.1666668e-2 - q * (1.3888889e-3 - q * high))));
}

// 1 where a > b, else 0: what formulas (src/study/expression) make of kinks.
fn above(a: real, b: real) -> real { return select(real(), real(1.0), a > b); }

// What formulas make of x^2 and of other whole powers, since WGSL's pow is undefined for x < 0: repeated squares.
fn square(x: real) -> real { return x * x; }

fn whole_power(x: real, n: u32) -> real {
  var product = real(1.0);
  if ((n & 1u) == 1u) { product = x; }
  var factor = x;
  for (var left = n >> 1u; left > 0u; left >>= 1u) {
    factor *= factor;
    if ((left & 1u) == 1u) { product *= factor; }
  }
  return product;
}
