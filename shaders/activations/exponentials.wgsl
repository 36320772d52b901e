fn act_elu(z: real, alpha: f32) -> real { return select(alpha * expm1(min(z, real())), z, z > real()); }
fn back_elu(d: real, z: real, h: real, alpha: f32) -> real { return select(d * (h + alpha), d, z > real()); }

const SELU_SCALE = 1.0507009873554805;
const SELU_ALPHA = 1.6732632423543772;
fn act_selu(z: real) -> real { return SELU_SCALE * select(SELU_ALPHA * expm1(min(z, real())), z, z > real()); }
fn back_selu(d: real, z: real, h: real) -> real { return d * select(h + SELU_SCALE * SELU_ALPHA, real(SELU_SCALE), z > real()); }

fn act_celu(z: real, alpha: f32) -> real { return select(alpha * expm1(min(z, real()) / alpha), z, z > real()); }
fn back_celu(d: real, z: real, h: real, alpha: f32) -> real { return select(d * (h / alpha + 1.0), d, z > real()); }

fn act_sigmoid(z: real) -> real { return logistic(z); }
fn back_sigmoid(d: real, z: real, h: real) -> real { return d * h * (1.0 - h); }

fn act_tanh(z: real) -> real { return hyperbolic_tangent(z); }
fn back_tanh(d: real, z: real, h: real) -> real { return d * (1.0 - h * h); }

// z - tanh(z); near 0, where that cancels, by its Taylor series
fn act_tanh_shrink(z: real) -> real {
  let q = z * z;
  let series = 0.053968254 - q * (0.021869488 - q * (0.008863235 - q * 0.0035921282));
  return select(z - hyperbolic_tangent(z), z * q * (0.33333334 - q * (0.13333334 - q * series)), q < real(0.16));
}
fn back_tanh_shrink(d: real, z: real, h: real) -> real {
  let t = hyperbolic_tangent(z);
  return d * t * t;
}

fn act_softplus(z: real) -> real { return max(z, real()) + log1p(exp(-abs(z))); }
fn back_softplus(d: real, z: real, h: real) -> real { return d * logistic(z); }

fn act_log_sigmoid(z: real) -> real { return min(z, real()) - log1p(exp(-abs(z))); }
fn back_log_sigmoid(d: real, z: real, h: real) -> real { return d * logistic(-z); }

fn act_silu(z: real) -> real { return z * logistic(z); }
fn back_silu(d: real, z: real, h: real) -> real { return d * (logistic(z) + h * logistic(-z)); }

// with e = exp(z): tanh(log(1 + e)) = n / (n + 2), n = e (e + 2), which is 1 in f32 long before z = 20
fn act_mish(z: real) -> real {
  let e = exp(min(z, real(20.0)));
  let n = e * (e + 2.0);
  return z * (n / (n + 2.0));
}
fn back_mish(d: real, z: real, h: real) -> real {
  let e = exp(min(z, real(20.0)));
  let m = e * (e + 2.0) + 2.0;
  return d * (e * (e + 2.0) / m + 4.0 * z * (e / m) * ((1.0 + e) / m));
}

// 1/2 (1 + tanh(u)) = logistic(2 u), which keeps its digits where it is small
fn act_gelu_tanh(z: real) -> real { return z * logistic(1.5957691 * z * (1.0 + 0.044715 * z * z)); }
fn back_gelu_tanh(d: real, z: real, h: real) -> real {
  let u = 1.5957691 * z * (1.0 + 0.044715 * z * z);
  return d * (logistic(u) + h * logistic(-u) * 1.5957691 * (1.0 + 0.134145 * z * z));
}

fn act_exponential(z: real) -> real { return exp(z); }
fn back_exponential(d: real, z: real, h: real) -> real { return d * h; }
