// Every row of src/study/activations.ts under its name: act_<name>(z) = f(z), and back_<name>(d, z, h) = d f'(z),
// given h = f(z). A row's parameters follow as literals.

fn act_linear(z: f32) -> f32 { return z; }
fn back_linear(d: f32, z: f32, h: f32) -> f32 { return d; }

fn act_relu(z: f32) -> f32 { return max(z, 0.0); }
fn back_relu(d: f32, z: f32, h: f32) -> f32 { return select(0.0, d, z > 0.0); }

fn act_leaky_relu(z: f32, slope: f32) -> f32 { return select(slope * z, z, z > 0.0); }
fn back_leaky_relu(d: f32, z: f32, h: f32, slope: f32) -> f32 { return select(slope * d, d, z > 0.0); }

fn act_elu(z: f32, alpha: f32) -> f32 { return select(alpha * expm1(z), z, z > 0.0); }
fn back_elu(d: f32, z: f32, h: f32, alpha: f32) -> f32 { return select(d * (h + alpha), d, z > 0.0); }

const SELU_SCALE = 1.0507009873554805;
const SELU_ALPHA = 1.6732632423543772;
fn act_selu(z: f32) -> f32 { return SELU_SCALE * select(SELU_ALPHA * expm1(z), z, z > 0.0); }
fn back_selu(d: f32, z: f32, h: f32) -> f32 { return d * select(h + SELU_SCALE * SELU_ALPHA, SELU_SCALE, z > 0.0); }

fn act_sigmoid(z: f32) -> f32 { return 1.0 / (1.0 + exp(-z)); }
fn back_sigmoid(d: f32, z: f32, h: f32) -> f32 { return d * h * (1.0 - h); }

// On some drivers tanh overflows to NaN for large |z|; from 9.02 on it is 1 in f32 anyway.
fn act_tanh(z: f32) -> f32 { return tanh(clamp(z, -9.02, 9.02)); }
fn back_tanh(d: f32, z: f32, h: f32) -> f32 { return d * (1.0 - h * h); }

fn act_exponential(z: f32) -> f32 { return exp(z); }
fn back_exponential(d: f32, z: f32, h: f32) -> f32 { return d * h; }

// exp(z) - 1 for z <= 0 without its cancellation near 0: the Taylor series below 1/4.
fn expm1(z: f32) -> f32 {
  let series = z * (1.0 + z * (0.5 + z * (0.16666667 + z * (0.041666668 + z * (0.008333334 + z * 0.0013888889)))));
  return select(exp(z) - 1.0, series, abs(z) < 0.25);
}
