// normal_draw of shaders/rng.wgsl for chosen uniforms: the (first_seed + i)th of the 2^23 there are, for i < rows.
//: include job
//: include rng

@group(0) @binding(1) var<storage, read_write> values: array<f32>;

@compute @workgroup_size(64)
fn probe(@builtin(global_invocation_id) id: vec3u) {
  for (var i = id.x; i < job.rows; i += job.runs) {
    let u = (f32(job.first_seed + i) + 0.5) * 1.1920928955078125e-7;
    values[i] = 1.4142135 * inverse_erf(2.0 * u - 1.0);
  }
}
