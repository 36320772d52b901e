// Draws the parameters of every run of a wave: the arm's operations, one after the other, each in place.
// One invocation is one network. The twin is src/reference/init.ts.
//: include job
//: include rng
//: include direction

@group(0) @binding(1) var<storage, read_write> parameters: array<f32>; // [parameter][run]
@group(0) @binding(3) var<uniform> laws: array<vec4f, ${operations.length}>; // the numbers of each operation

// Where an operation works: offsets into the parameters of a run, and shapes. The fields: src/study/catalogues/initializers.
struct Block {
  //: for field in blockFields
  ${field}: u32,
  //: end
}

var<private> run: u32; // in the wave
var<private> seed: u32;
var<private> epoch: u32; // of draws: 0, and k where a layer is drawn again for the k-th time

fn load(p: u32) -> f32 { return parameters[p * job.stride + run]; }
fn store(p: u32, value: f32) { parameters[p * job.stride + run] = value; }

//: include init/draws
//: include init/vectors
//: include init/modifiers
//: if looks
//: include init/look
//: include init/data
//: end

@compute @workgroup_size(${workgroup})
fn init(@builtin(global_invocation_id) id: vec3u) {
  run = id.x;
  if (run >= job.runs) { return; }
  seed = job.first_seed + run;
  //: for o in operations
  //: if o.again
  for (epoch = 1u; epoch <= u32(laws[${o.index}].x); epoch++) {
    if (!misses(Block(${o.block}))) { break; }
    //: for repeated in o.again
    init_${repeated.op}(Block(${repeated.block}), laws[${repeated.index}]);
    //: end
  }
  epoch = 0u;
  //: else
  init_${o.op}(Block(${o.block}), laws[${o.index}]);
  //: end
  //: end
}
