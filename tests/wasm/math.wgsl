// One built-in function of one or two numbers.
@group(0) @binding(0) var<storage, read> first: array<f32>;
@group(0) @binding(1) var<storage, read> second: array<f32>;
@group(0) @binding(2) var<storage, read_write> results: array<f32>;
@group(0) @binding(3) var<storage, read_write> again: array<f32>;
@group(0) @binding(4) var<uniform> number: vec4f;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let x = first[id.x];
  let y = second[id.x];
  results[id.x] = ${call};
  { // of a number that all lanes share
    let x = number.x;
    let y = number.y;
    again[id.x] = ${call};
  }
}
