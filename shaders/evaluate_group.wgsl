// The loss of every run of a wave over the whole table, and how many hidden neurons no row of the table activates, where a
// workgroup is one network (train_group.wgsl). A run whose parameters or loss are not finite gets NaN, told by the exponent bits.
//: include job
//: include real
//: include bits
//: include table
//: include activations
//: include losses

@group(0) @binding(1) var<storage, read> parameters: array<f32>; // [parameter][run]
@group(0) @binding(3) var<storage, read_write> losses: array<u32>; // [checkpoint][run], bits of f32
@group(0) @binding(4) var<storage, read_write> dead: array<u32>; // [run], and the bit OVER
@group(0) @binding(5) var<storage, read_write> deaths: array<u32>; // [mortal unit][run], as in deaths.wgsl

// What each lane found.
struct Found {
  loss: f32,
  largest: u32, // exponent bits; all ones are infinity and NaN
  //: for l in mortal
  dead${l.n}: u32,
  //: end
}

var<workgroup> block: array<vec4f, ${blockRows * width}>;
//: if mostWords > 0
var<workgroup> most: array<f32, ${mostWords}>; // zero unless a sample of the task activates its unit
//: end
var<workgroup> found: array<Found, ${lanes}>;

// The weights of four units from one input; past a layer's last unit anything.
fn weights(base: u32, p: u32) -> vec4f {
  let at = min(p + vec4u(0u, 1u, 2u, 3u), vec4u(${parameters - 1}u)) * job.stride + base;
  return vec4f(parameters[at.x], parameters[at.y], parameters[at.z], parameters[at.w]);
}

// The learned slope of a unit, for four samples.
fn slope_of(base: u32, p: u32, unit: u32) -> vec4f { return vec4f(weights(base, p + unit).x); }

@compute @workgroup_size(${lanes})
fn evaluate(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) lane: u32) {
  let run = group.x;
  let base = run;
  let end = job.rows;
  var sum = vec4f();
  for (var first = 0u; first < end; first += ${4 * width}u) {
    //: include group/block
    //: include group/forward
  }

  var mine = Found();
  mine.loss = dot(sum, vec4f(1));
  var largest = vec4u();
  for (var p = 4u * lane; p < ${parameters}u; p += ${4 * lanes}u) { largest = max(largest, exponent(weights(run, p))); }
  mine.largest = max(max(largest.x, largest.y), max(largest.z, largest.w));
  //: for l in mortal
  for (var o = lane; o < ${l.units}u; o += ${lanes}u) {
    var alive = false;
    for (var q = 0u; q < ${width}u; q++) { alive |= most[${l.mostAt}u + o * ${width}u + q] > 0.0; }
    mine.dead${l.n} += select(1u, 0u, alive);
    let at = (${l.mortalAt}u + o) * job.stride + run;
    deaths[at] = select(select(deaths[at], job.first_step + 1u, deaths[at] == 0u), 0u, alive);
  }
  //: end
  found[lane] = mine;
  workgroupBarrier();
  if (lane == 0u) {
    for (var other = 1u; other < ${lanes}u; other++) {
      mine.loss += found[other].loss;
      mine.largest = max(mine.largest, found[other].largest);
      //: for l in mortal
      mine.dead${l.n} += found[other].dead${l.n};
      //: end
    }
    let mean = mine.loss / f32(job.rows * ${outputs}u);
    mine.largest = max(mine.largest, exponent(vec4f(mean)).x);
    losses[job.checkpoint * job.stride + run] = select(bitcast<u32>(mean), NOT_A_NUMBER.x, mine.largest == EXPONENT.x);
    var dead_units = 0u;
    var over = 0u;
    //: for l in mortal
    dead_units += mine.dead${l.n};
    //: if l.fatal
    over |= select(0u, OVER.x, mine.dead${l.n} == ${l.units}u);
    //: end
    //: end
    dead[run] = dead_units | over;
  }
}
