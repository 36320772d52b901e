// Every row of src/study/catalogues/losses.ts under its name: loss_<name>(p, y) of one output p for the target y, and
// slope_<name>(p, y), its derivative in p without the row's constant factor. A row's parameters follow as literals.

fn loss_mse(p: real, y: real) -> real { return (p - y) * (p - y); }
fn slope_mse(p: real, y: real) -> real { return p - y; }

fn loss_mae(p: real, y: real) -> real { return abs(p - y); }
fn slope_mae(p: real, y: real) -> real { return sign(p - y); }

fn loss_huber(p: real, y: real, delta: f32) -> real {
  let e = abs(p - y);
  return select(delta * (e - 0.5 * delta), 0.5 * e * e, e <= real(delta));
}
fn slope_huber(p: real, y: real, delta: f32) -> real { return clamp(p - y, real(-delta), real(delta)); }

// log(1 + 2 sinh(e / 2)^2) for e < 1, by Taylor's series of sinh, else e + log(1 + exp(-2 e)) - log(2)
fn loss_log_cosh(p: real, y: real) -> real {
  let e = abs(p - y);
  let x = 0.5 * min(e, real(1.0));
  let q = x * x;
  let sinh = x * (1.0 + q * (0.16666667 + q * (8.333333e-3 + q * 1.984127e-4)));
  return select(e + (log1p(exp(-2.0 * e)) - 0.6931472), log1p(2.0 * sinh * sinh), e < real(1.0));
}
fn slope_log_cosh(p: real, y: real) -> real { return hyperbolic_tangent(p - y); }

// probabilities are cut to [1e-7, 1 - 1e-7], where the slope is 0
fn loss_bce(p: real, y: real) -> real {
  let c = clamp(p, real(1e-7), real(1.0 - 0x1p-23));
  return -(y * log(c) + (1.0 - y) * log(1.0 - c));
}
fn slope_bce(p: real, y: real) -> real {
  let c = clamp(p, real(1e-7), real(1.0 - 0x1p-23));
  return select(real(), (c - y) / (c * (1.0 - c)), c == p);
}

fn loss_bce_with_logits(p: real, y: real) -> real { return max(p, real()) - p * y + log1p(exp(-abs(p))); }
fn slope_bce_with_logits(p: real, y: real) -> real { return logistic(p) - y; }

// labels 0 and 1 become -1 and 1
fn label(y: real) -> real { return select(y, real(-1.0), y == real()); }
fn loss_hinge(p: real, y: real) -> real { return max(1.0 - label(y) * p, real()); }
fn slope_hinge(p: real, y: real) -> real { return select(real(), -label(y), label(y) * p < real(1.0)); }

fn loss_squared_hinge(p: real, y: real) -> real { return loss_hinge(p, y) * loss_hinge(p, y); }
fn slope_squared_hinge(p: real, y: real) -> real { return -label(y) * loss_hinge(p, y); }

fn loss_poisson(p: real, y: real) -> real { return p - y * log(p + 1e-7); }
fn slope_poisson(p: real, y: real) -> real { return 1.0 - y / (p + 1e-7); }
