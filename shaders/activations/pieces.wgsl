fn act_linear(z: real) -> real { return z; }
fn back_linear(d: real, z: real, h: real) -> real { return d; }

// not max(z, 0), which SwiftShader takes 25 instructions for; the comparison is the backward pass's, too
fn act_relu(z: real) -> real { return select(real(), z, z > real()); }
fn back_relu(d: real, z: real, h: real) -> real { return select(real(), d, z > real()); }

fn act_leaky_relu(z: real, slope: f32) -> real { return select(slope * z, z, z > real()); }
fn back_leaky_relu(d: real, z: real, h: real, slope: f32) -> real { return select(slope * d, d, z > real()); }

// the slope is drawn in training, for every unit and sample
fn act_rrelu(z: real, slope: real) -> real { return select(slope * z, z, z > real()); }
fn back_rrelu(d: real, z: real, h: real, slope: real) -> real { return select(slope * d, d, z > real()); }

// each unit learns its slope; learn_prelu is d times the derivative in the slope
fn act_prelu(z: real, slope: real) -> real { return select(slope * z, z, z > real()); }
fn back_prelu(d: real, z: real, h: real, slope: real) -> real { return select(slope * d, d, z > real()); }
fn learn_prelu(d: real, z: real) -> real { return d * min(z, real()); }

fn act_relu6(z: real) -> real { return clamp(z, real(), real(6.0)); }
fn back_relu6(d: real, z: real, h: real) -> real { return select(real(), d, (z > real()) & (z < real(6.0))); }

fn act_square_relu(z: real) -> real { return max(z, real()) * max(z, real()); }
fn back_square_relu(d: real, z: real, h: real) -> real { return 2.0 * d * max(z, real()); }

fn act_abs(z: real) -> real { return abs(z); }
fn back_abs(d: real, z: real, h: real) -> real { return d * sign(z); }

fn act_threshold(z: real, at: f32, otherwise: f32) -> real { return select(real(otherwise), z, z > real(at)); }
fn back_threshold(d: real, z: real, h: real, at: f32, otherwise: f32) -> real { return select(real(), d, z > real(at)); }

fn act_hard_sigmoid(z: real) -> real { return clamp(z / 6.0 + 0.5, real(), real(1.0)); }
fn back_hard_sigmoid(d: real, z: real, h: real) -> real { return select(real(), d / 6.0, abs(z) < real(3.0)); }

fn act_hard_silu(z: real) -> real { return z * clamp(z / 6.0 + 0.5, real(), real(1.0)); }
fn back_hard_silu(d: real, z: real, h: real) -> real {
  return d * select(select(z / 3.0 + 0.5, real(1.0), z > real(3.0)), real(), z < real(-3.0));
}

fn act_hard_tanh(z: real) -> real { return clamp(z, real(-1.0), real(1.0)); }
fn back_hard_tanh(d: real, z: real, h: real) -> real { return select(real(), d, abs(z) < real(1.0)); }

fn act_hard_shrink(z: real, at: f32) -> real { return select(real(), z, abs(z) > real(at)); }
fn back_hard_shrink(d: real, z: real, h: real, at: f32) -> real { return select(real(), d, abs(z) > real(at)); }

fn act_soft_shrink(z: real, at: f32) -> real { return z - clamp(z, real(-at), real(at)); }
fn back_soft_shrink(d: real, z: real, h: real, at: f32) -> real { return select(real(), d, abs(z) > real(at)); }

fn act_sparse_plus(z: real) -> real {
  let above = max(z + 1.0, real());
  return select(0.25 * above * above, z, z > real(1.0));
}
fn back_sparse_plus(d: real, z: real, h: real) -> real { return d * clamp(0.5 * (z + 1.0), real(), real(1.0)); }

fn act_sparse_sigmoid(z: real) -> real { return clamp(0.5 * (z + 1.0), real(), real(1.0)); }
fn back_sparse_sigmoid(d: real, z: real, h: real) -> real { return select(real(), 0.5 * d, abs(z) < real(1.0)); }
