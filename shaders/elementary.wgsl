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

// 1 where a > b, else 0: what formulas (src/study/expression) make of kinks.
fn above(a: real, b: real) -> real { return select(real(), real(1.0), a > b); }
