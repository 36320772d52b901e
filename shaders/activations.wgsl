// Every row of src/study/activations.ts under its name: act_<name>(z) = f(z), and back_<name>(d, z, h) = d f'(z),
// given h = f(z), of one or several networks at once (real.wgsl). A row's parameters follow as literals.

fn act_linear(z: real) -> real { return z; }
fn back_linear(d: real, z: real, h: real) -> real { return d; }

fn act_relu(z: real) -> real { return max(z, real()); }
fn back_relu(d: real, z: real, h: real) -> real { return select(real(), d, z > real()); }

fn act_leaky_relu(z: real, slope: f32) -> real { return select(slope * z, z, z > real()); }
fn back_leaky_relu(d: real, z: real, h: real, slope: f32) -> real { return select(slope * d, d, z > real()); }

fn act_elu(z: real, alpha: f32) -> real { return select(alpha * expm1(z), z, z > real()); }
fn back_elu(d: real, z: real, h: real, alpha: f32) -> real { return select(d * (h + alpha), d, z > real()); }

const SELU_SCALE = 1.0507009873554805;
const SELU_ALPHA = 1.6732632423543772;
fn act_selu(z: real) -> real { return SELU_SCALE * select(SELU_ALPHA * expm1(z), z, z > real()); }
fn back_selu(d: real, z: real, h: real) -> real { return d * select(h + SELU_SCALE * SELU_ALPHA, real(SELU_SCALE), z > real()); }

fn act_sigmoid(z: real) -> real { return 1.0 / (1.0 + exp(-z)); }
fn back_sigmoid(d: real, z: real, h: real) -> real { return d * h * (1.0 - h); }

// On some drivers tanh overflows to NaN for large |z|; from 9.02 on it is 1 in f32 anyway.
fn act_tanh(z: real) -> real { return tanh(clamp(z, real(-9.02), real(9.02))); }
fn back_tanh(d: real, z: real, h: real) -> real { return d * (1.0 - h * h); }

fn act_exponential(z: real) -> real { return exp(z); }
fn back_exponential(d: real, z: real, h: real) -> real { return d * h; }

// exp(z) - 1 for z <= 0 without its cancellation near 0: the Taylor series below 1/4.
fn expm1(z: real) -> real {
  let series = z * (1.0 + z * (0.5 + z * (0.16666667 + z * (0.041666668 + z * (0.008333334 + z * 0.0013888889)))));
  return select(exp(z) - 1.0, series, abs(z) < real(0.25));
}
