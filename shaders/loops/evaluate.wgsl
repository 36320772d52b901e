// What evaluate.wgsl finds, with loops over units.
//: include job
//: include real
//: include bits
//: include table
//: include activations
//: include losses
//: include loops/memory
var<private> most: array<f32, ${places}>; // the largest positive sum of each unit

@group(0) @binding(1) var<storage, read> parameters: array<f32>; // [parameter][run]
@group(0) @binding(3) var<storage, read_write> losses: array<u32>; // [checkpoint][run], bits of f32
@group(0) @binding(4) var<storage, read_write> dead: array<u32>; // [run], and the bit OVER
//: include deaths

@compute @workgroup_size(${workgroup})
fn evaluate(@builtin(global_invocation_id) id: vec3u) {
  let run = id.x;
  if (run >= job.runs) { return; }
  var largest = 0u; // exponent bits; all ones are infinity and NaN
  for (var p = 0u; p < ${parameters}u; p++) {
    w[p] = parameters[p * job.stride + run];
    largest = max(largest, exponent(w[p]));
  }
  for (var u = 0u; u < ${places}u; u++) { most[u] = 0.0; }
  var sum = 0.0;
  for (var row = 0u; row < job.rows; row++) {
    //: include sample
    //: include loops/forward
    for (var u = ${inputs}u; u < ${places}u; u++) { most[u] = max(most[u], z[u]); }
    //: for o in 0..outputs
    sum += loss_${loss}(h[${outputAt + o}u], y${o}${lossArguments});
    //: end
  }
  let mean = sum / f32(job.rows * ${outputs}u);
  largest = max(largest, exponent(mean));
  var dead_units = 0u;
  var over = 0u;
  //: for l in mortal
  {
    var dead_here = 0u;
    for (var u = ${l.at}u; u < ${l.at + l.units}u; u++) {
      dead_here += select(1u, 0u, most[u] > 0.0);
      note_death((u - ${l.at}u + ${l.mortalAt}u) * job.stride + run, most[u]);
    }
    dead_units += dead_here;
    //: if l.fatal
    over |= select(0u, OVER, dead_here == ${l.units}u);
    //: end
  }
  //: end
  dead[run] = dead_units | over;
  losses[job.checkpoint * job.stride + run] = select(bitcast<u32>(mean), NOT_A_NUMBER, largest == EXPONENT);
}
