// Trains every run of a wave for job.steps steps with loops over units: for the CPU engine, whose private arrays are plain
// memory, and networks whose unrolled text would not fit the processor's cache of instructions. One invocation is one network.
//: include job
//: include real
//: if draws
//: include rng
//: include direction
//: end
//: include table
//: include activations
//: include losses
//: include update
//: include state
//: include loops/memory
var<private> g: array<f32, ${parameters}>; // the gradient
var<private> d: array<f32, ${places}>; // slopes of the loss
//: if dropout
var<private> m: array<f32, ${places}>; // what each unit's activation is multiplied by
var<private> a: array<f32, ${places}>; // activations before that
var<private> keep_first: array<f32, ${dropout.draws}> = array<f32, ${dropout.draws}>(
  //: for law in dropout.laws
  //: for threshold in law.keepFirst
  ${threshold},
  //: end
  //: end
); // thresholds of units with no kept one before them (src/study/training/dropout.ts)
//: end

@group(0) @binding(1) var<storage, read_write> parameters: array<f32>; // [parameter][run]
@group(0) @binding(3) var<storage, read> schedule: array<Scalars>; // [step of this dispatch]
@group(0) @binding(5) var<storage, read_write> order: array<u32>; // [row][run], a permutation of the rows
//: if draws
@group(0) @binding(6) var<storage, read> seeds: array<u32>; // [run]
//: end

//: if order == 'shuffled'
//: include shuffle
//: end

@compute @workgroup_size(${workgroup})
fn train(@builtin(global_invocation_id) id: vec3u) {
  let run = id.x;
  if (run >= job.runs) { return; }
  //: if draws
  let seed = seeds[run];
  //: end
  for (var p = 0u; p < ${parameters}u; p++) { w[p] = parameters[p * job.stride + run]; }

  for (var step = 0u; step < job.steps; step++) {
    let t = job.first_step + step;
    let k = schedule[step];
    //: if order == 'fresh'
    let begin = 0u;
    let end = job.batch;
    //: else
    let batches = (job.rows + job.batch - 1u) / job.batch;
    let begin = (t % batches) * job.batch;
    let end = min(begin + job.batch, job.rows); // the short last batch is kept
    //: end
    //: if order == 'shuffled'
    if (begin == 0u) { shuffle(run, seed, t / batches); }
    //: end

    for (var p = 0u; p < ${parameters}u; p++) { g[p] = 0.0; }
    for (var sample = begin; sample < end; sample++) {
      //: if order == 'shuffled'
      let row = order[sample * job.stride + run];
      //: else
      let row = sample;
      //: end
      //: include sample
      //: include loops/forward
      //: include loops/backward
    }

    let scale = f32(${lossFactor}) / f32((end - begin) * ${outputs}u);
    //: include loops/update
  }

  for (var p = 0u; p < ${parameters}u; p++) { parameters[p * job.stride + run] = w[p]; }
}
