// The share of the normal distribution below z. Phi(-a) exp(a^2 / 2) for a >= 0 is a polynomial in 1 / (1 + 0.35 a), fitted
// by us to a relative 4e-8 up to a = 14, where Phi(-a) leaves the range of f32.
fn normal_below(z: real) -> real {
  let a = abs(z);
  let t = 1.0 / (1.0 + 0.35 * a);
  let high = 0.15924266 + t * (-0.25577295 + t * (0.14399956 - t * 0.029151555));
  let poly = t * (0.13962136 + t * (0.13986264 + t * (0.11982741 + t * (0.10552896 + t * (-0.023158096 + t * high)))));
  let tail = exp(-0.5 * a * a) * poly;
  return select(tail, 1.0 - tail, z > real());
}
fn act_gelu(z: real) -> real { return z * normal_below(z); }
fn back_gelu(d: real, z: real, h: real) -> real { return d * (normal_below(z) + 0.3989423 * z * exp(-0.5 * z * z)); }

fn act_softsign(z: real) -> real { return z / (1.0 + abs(z)); }
fn back_softsign(d: real, z: real, h: real) -> real {
  let s = 1.0 / (1.0 + abs(z));
  return d * s * s;
}

// (z + sqrt(z^2 + b)) / 2; below 0, where that cancels, from the product of both roots, b / 4
fn act_squareplus(z: real, b: f32) -> real {
  let root = 0.5 * (abs(z) + sqrt(z * z + b));
  return select(0.25 * b / root, root, z > real());
}
fn back_squareplus(d: real, z: real, h: real, b: f32) -> real { return d * h / sqrt(z * z + b); }

fn act_gaussian(z: real) -> real { return exp(-z * z); }
fn back_gaussian(d: real, z: real, h: real) -> real { return -2.0 * d * z * h; }

fn act_sin(z: real) -> real { return sine(z); }
fn back_sin(d: real, z: real, h: real) -> real { return d * cosine(z); }
