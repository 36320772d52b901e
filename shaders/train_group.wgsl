// Trains every run of a wave for job.steps steps where a network is too large for one invocation: a workgroup is one network.
// A block of samples passes at a time: activations and slopes of the block are [row][quad of samples], in workgroup memory or
// on adapters that are the CPU in storage; weights, gradients and the optimiser's state are in the part of `scratch` that is
// the run's, from dispatch to dispatch: to move them from and to [parameter][run] costs a GPU one memory transaction a word,
// and is done only where somebody else looks at them. The loops over layers are unrolled in the text, those over units are
// not, so that it stays short, and every barrier is in uniform control flow. Each lane sums a tile of its own over all samples,
// in their order; across lanes go only norms, those where an arm clips by them, in the lanes' order. Subgroup operations,
// whose order and size differ from device to device, add nothing up; on adapters on the CPU they share loads.
//: if sharing
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

@group(0) @binding(1) var<storage, read_write> parameters: array<f32>; // [parameter][run]
@group(0) @binding(3) var<storage, read> schedule: array<Scalars>; // [step of this dispatch]
@group(0) @binding(4) var<storage, read_write> state: array<f32>; // [slot][trained parameter][run]
@group(0) @binding(5) var<storage, read_write> order: array<u32>; // [row][run], a permutation of the rows
//: if draws
@group(0) @binding(6) var<storage, read> seeds: array<u32>; // [run]
//: end
// [run][weights, gradient, optimiser's state][layer][input, then bias][quad of units]; units that fill a quad up stay zero;
// then the block, where it is in storage
@group(0) @binding(7) var<storage, read_write> scratch: array<vec4f>;

//: if memory == 'block'
var<workgroup> block: array<vec4f, ${blockRows * width}>;
//: end

//: if norms
var<workgroup> brought: array<f32, ${lanes}>;
//: end

//: if order == 'shuffled'
//: include shuffle
//: end
//: if order == 'fresh'
fn draw(t: u32, seed: u32, sample: u32) -> array<f32, ${inputs}> {
  //: include draw
  return array<f32, ${inputs}>(
    //: for i in 0..inputs
    h0_${i},
    //: end
  );
}
//: end

//: if dropout
// What decides in which of four samples a unit is dropped, and with `keep_first` the thresholds of units with no kept one
// before them (src/study/training/dropout.ts).
fn mask_draws(t: u32, seed: u32, sample: u32, unit: u32) -> vec4f {
  return vec4f(
    //: for c in components
    uniform_draw(DROPOUT, t, seed, (sample + ${c.n}u) * ${dropout.draws}u + unit),
    //: end
  );
}
//: if dropout.keepsOne
var<private> keep_first: array<f32, ${dropout.draws}> = array<f32, ${dropout.draws}>(
  //: for law in dropout.laws
  //: for threshold in law.keepFirst
  ${threshold},
  //: end
  //: end
);
//: end
//: end
//: for l in layers
//: if l.drawn
// The slopes of a unit for four samples.
fn drawn_${l.n}(t: u32, seed: u32, first: u32, unit: u32) -> vec4f {
  var slopes = vec4f();
  //: for c in components
  {
    let sample = first + ${c.n}u;
    slopes.${c.component} = ${l.drawn('unit')};
  }
  //: end
  return slopes;
}
//: end
//: end

fn weights(base: u32, quad: u32) -> vec4f { return scratch[base + quad]; }

// The learned slope of a unit, for four samples.
fn slope_of(base: u32, quad: u32, unit: u32) -> vec4f { return vec4f(weights(base, quad + unit / 4u)[unit % 4u]); }

// The optimiser's state of the weights at `at`.
fn load_state(at: u32) -> State {
  //: if stateNames.length == 0
  return State();
  //: else
  return State(
    //: for i in 0..stateNames.length
    scratch[at + ${(2 + i) * weightQuads}u],
    //: end
  );
  //: end
}

fn store_state(at: u32, s: State) {
  //: for i in 0..stateNames.length
  scratch[at + ${(2 + i) * weightQuads}u] = s.${stateNames[i]};
  //: end
}
//: if norms

// The sum of what the lanes bring, in their order; to be asked in uniform control flow.
fn sum_of_lanes(lane: u32, own: f32) -> f32 {
  workgroupBarrier(); // the last sum is read
  brought[lane] = own;
  workgroupBarrier();
  var sum = 0.0;
  for (var i = 0u; i < ${lanes}u; i++) { sum += brought[i]; }
  return sum;
}
//: end

@compute @workgroup_size(${lanes})
fn train(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) lane: u32) {
  let run = group.x;
  //: if draws
  let seed = seeds[run];
  //: end
  let base = run * ${runQuads}u;
  //: if memory == 'scratch'
  let own = base + ${slots * weightQuads}u;
  //: end
  let gradient = base + ${weightQuads}u;
  if (job.begins != 0u) {
    //: for l in layers
    for (var q = lane; q < ${l.weightQuads}u; q += ${lanes}u) {
      //: include group/place
      var w = vec4f(); // said, since a compiler was seen to keep the last turn's value of a plain `var w: vec4f`
      var s = State();
      //: for c in l.components
      if (unit + ${c.n}u < ${l.units}u) {
        w.${c.component} = parameters[(at + ${c.n}u) * job.stride + run];
        //: if l.trainable
        //: for i in 0..stateNames.length
        s.${stateNames[i]}.${c.component} = state[${i}u * job.slot + (trained + ${c.n}u) * job.stride + run];
        //: end
        //: end
      }
      //: end
      scratch[base + ${l.kernel}u + q] = w;
      scratch[gradient + ${l.kernel}u + q] = vec4f();
      store_state(base + ${l.kernel}u + q, s);
    }
    //: end
  }
  storageBarrier();

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
    if (begin == 0u) {
      if (lane == 0u) { shuffle(run, seed, t / batches); }
      storageBarrier();
    }
    //: end

    for (var first = begin; first < end; first += ${4 * width}u) {
      //: if keeping
      if (job.begins != 0u && step == 0u) {
        //: include group/block
      }
      //: else
      //: include group/block
      //: end
      //: include group/forward
      //: include group/backward
    }

    storageBarrier();
    //: include group/update
    storageBarrier();
  }

  if (job.ends != 0u) {
    //: for l in layers
    //: if l.trainable
    for (var q = lane; q < ${l.weightQuads}u; q += ${lanes}u) {
      //: include group/place
      //: for c in l.components
      if (unit + ${c.n}u < ${l.units}u) {
        parameters[(at + ${c.n}u) * job.stride + run] = scratch[base + ${l.kernel}u + q].${c.component};
        //: for i in 0..stateNames.length
        state[${i}u * job.slot + (trained + ${c.n}u) * job.stride + run] = scratch[base + ${(2 + i) * weightQuads + l.kernel}u + q].${c.component};
        //: end
      }
      //: end
    }
    //: end
    //: end
  }
}
