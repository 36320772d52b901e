// Which runs of a wave rest from here on, 1 or 0 a run, by their losses in row job.checkpoint. The rules are those of
// src/study/training/rest.ts.
//: include job
//: include real
//: include bits

@group(0) @binding(1) var<storage, read> losses: array<word>; // [checkpoint][run], bits of f32
@group(0) @binding(2) var<storage, read> dead: array<word>; // [run]
@group(0) @binding(3) var<storage, read> state: array<real>; // [slot][trained parameter][run]
@group(0) @binding(4) var<storage, read_write> resting: array<u32>; // [run]

// Whether the optimiser still moves a parameter that has no gradient.
fn moves(run: u32) -> bool {
  var magnitude = 0u;
  //: for slot in motion
  for (var p = 0u; p < ${trained.length}u; p++) {
    magnitude |= bitcast<word>(state[${slot}u * job.slot + p * job.stride + run]) & MAGNITUDE;
  }
  //: end
  return magnitude != 0u;
}

@compute @workgroup_size(${workgroup})
fn rest(@builtin(global_invocation_id) id: vec3u) {
  let run = id.x;
  if (run >= job.runs) { return; }
  let loss = losses[job.checkpoint * job.stride + run];
  var ends = (loss & EXPONENT) == EXPONENT || bitcast<f32>(loss) <= bitcast<f32>(job.stop_below);
  if ((dead[run] & OVER) != 0u) { ends = ends || !moves(run); }
  resting[run] = u32(ends);
}
