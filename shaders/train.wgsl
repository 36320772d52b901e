// Trains every run of a wave for job.steps steps: fused forward, backward and optimiser. One invocation is one network, or
// several side by side (real.wgsl). The network's shape is unrolled in the text, so that weights (w) and gradients (g) are
// scalars and stay in registers: arrays indexed at run time go to memory on many drivers. The optimiser's state is touched
// once a step and stays in storage; adapters on the CPU, which have no registers to spare for it either but load from storage
// lane by lane, keep it in variables (a network of 2-3-1 trains 45 % faster on lavapipe, 15 % on SwiftShader). All invocations
// walk the same rows, so control flow and the table's loads are uniform.
//: if turns[0].shared
enable subgroups;
//: end
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

@group(0) @binding(1) var<storage, read_write> parameters: array<real>; // [parameter][run]
@group(0) @binding(3) var<storage, read> schedule: array<Scalars>; // [step of this dispatch]
@group(0) @binding(5) var<storage, read_write> order: array<u32>; // [row][run], a permutation of the rows
//: if draws
@group(0) @binding(6) var<storage, read> seeds: array<u32>; // [run]
//: end

//: if order == 'shuffled'
//: include shuffle
//: end

@compute @workgroup_size(${workgroup})
fn train(
  @builtin(global_invocation_id) id: vec3u,
  //: if turns[0].shared
  @builtin(subgroup_invocation_id) lane: u32,
  //: end
) {
  let run = id.x;
  //: if !turns[0].shared
  if (run >= job.runs) { return; }
  //: end
  //: if draws
  let seed = seeds[run];
  //: end
  //: if unrolled
  //: for p in 0..parameters
  var w${p} = parameters[${p}u * job.stride + run];
  //: end
  //: if kept
  //: for p in trained
  var s${p} = load_state(${slotOf(p)}u * job.stride + run);
  //: end
  //: end
  //: end

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

    //: if !unrolled
    //: for p in 0..parameters
    let w${p} = parameters[${p}u * job.stride + run];
    //: end
    //: end
    //: for p in trained
    var g${p} = real();
    //: end
    var s = begin;
    //: for turn in turns
    for (; s + ${turn.samples - 1}u < end; s += ${turn.samples}u) {
      //: if turn.shared
      //: include shared
      //: end
      //: for u in 0..turn.samples
      {
        let sample = s + ${u}u;
        //: if order == 'shuffled'
        let row = order[sample * job.stride + run];
        //: else
        let row = sample;
        //: end
        //: include sample
        //: include forward
        //: include backward
      }
      //: end
    }
    //: end

    //: for l in factored
    //: for i in 0..l.units
    //: if l.next.trainable
    g${l.next.weight(i, 0)} =
      //: if l.bias
      w${l.biasAt + i} * g${l.biasAt + i}
      //: else
      w${l.weight(0, i)} * g${l.weight(0, i)}
      //: end
      //: for j in l.firstTerm..l.inputs
      + w${l.weight(j, i)} * g${l.weight(j, i)}
      //: end
      ;
    //: end
    //: for p in l.incoming(i)
    g${p} *= w${l.next.weight(i, 0)};
    //: end
    //: end
    //: end
    let scale = f32(${lossFactor}) / f32((end - begin) * ${outputs}u);
    //: if unrolled
    //: for p in trained
    g${p} *= scale;
    //: end
    //: include update_unrolled
    //: else
    //: for p in trained
    state[${stateNames.length}u * job.slot + ${slotOf(p)}u * job.stride + run] = g${p} * scale;
    //: end
    //: include update_stored
    //: end
  }

  //: if unrolled
  //: for p in trained
  parameters[${p}u * job.stride + run] = w${p};
  //: if kept
  store_state(${slotOf(p)}u * job.stride + run, s${p});
  //: end
  //: end
  //: end
}
