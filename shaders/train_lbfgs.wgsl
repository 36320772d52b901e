// L-BFGS for job.steps steps, one invocation a network. A step is one call of torch.optim.LBFGS.step(closure): up to
// max_iter iterations, each along a direction made from the last moves, with a line search for the strong Wolfe conditions.
// A turn of the inner loop evaluates loss and gradient once, at x + t d; what follows from them depends on where the run
// stands (`phase`), so that runs at different places still walk the table together.
// Source: Nocedal and Wright, Numerical Optimization, algorithms 3.5, 3.6, 7.4; constants: PyTorch 2.13.
//: include job
//: include real
//: include bits
//: include table
//: include activations
//: include losses
//: include scalars

@group(0) @binding(1) var<storage, read_write> parameters: array<real>; // [parameter][run]
@group(0) @binding(3) var<storage, read> schedule: array<Scalars>; // [step of this dispatch]
@group(0) @binding(4) var<storage, read_write> state: array<real>; // [word][run]

const COUNT = ${trained.length}u;
const HISTORY = ${history}u;

// Words at the start of a run's state: passes over the table so far, with gradients and without.
const GRADIENTS = 0u;
const VECTORS = 2u;

// Vectors behind them, COUNT words each: four gradients, the direction, and the pairs.
const DIRECTION = 4u;
const CHANGES = 5u; // y, how the gradient changed, [pair]
const MOVES = CHANGES + HISTORY; // s, how x moved, [pair]
// Words behind them.
const INVERSE = VECTORS + (MOVES + HISTORY) * COUNT; // 1 / (y s), [pair]
const SHARES = INVERSE + HISTORY; // of the pairs in a direction, [pair]
const PAIRS = SHARES + HISTORY; // how many there are
const OLDEST = PAIRS + 1u;
const SCALE = OLDEST + 1u; // of the first guess of the inverse Hessian
const LENGTH = SCALE + 1u; // t of the last move
const BEFORE = LENGTH + 1u; // which gradient is that at its start
const BEGUN = BEFORE + 1u; // 1 after the first iteration
const ENDED = BEGUN + 1u;

const FAR = 1e30; // a loss that is not finite counts as this one
const LEAST_PRODUCT = 1e-10;
const DECREASE = 1e-4;
const CURVATURE = 0.9;

// Where a run stands when it has evaluated.
const START = 0u; // of a step
const FARTHER = 1u; // the minimum may lie farther along the direction
const BETWEEN = 2u; // it lies between low and high
const TAKEN = 3u; // the point is taken as it is

// The loss at a step length t: its value f, its derivative in t, and which of the four gradients belongs to it.
struct Point {
  t: f32,
  f: f32,
  slope: f32,
  gradient: u32,
}

fn place(at: u32, run: u32) -> u32 { return at * job.stride + run; }
fn part(vector: u32, i: u32, run: u32) -> u32 { return place(VECTORS + vector * COUNT + i, run); }

fn dot_of(a: u32, b: u32, run: u32) -> f32 {
  var sum = 0.0;
  for (var i = 0u; i < COUNT; i++) { sum = fma(state[part(a, i, run)], state[part(b, i, run)], sum); }
  return sum;
}

fn largest_of(vector: u32, run: u32) -> f32 {
  var most = 0.0;
  for (var i = 0u; i < COUNT; i++) { most = max(most, abs(state[part(vector, i, run)])); }
  return most;
}

fn sum_of(vector: u32, run: u32) -> f32 {
  var sum = 0.0;
  for (var i = 0u; i < COUNT; i++) { sum += abs(state[part(vector, i, run)]); }
  return sum;
}

// One of the four gradients that is none of these.
fn free(a: u32, b: u32, c: u32) -> u32 {
  for (var g = 0u; g < 3u; g++) {
    if (g != a && g != b && g != c) { return g; }
  }
  return 3u;
}

// Where the cubic through two points and their slopes is least between two bounds; their middle where it is not.
fn cubic(a: Point, b: Point, low: f32, high: f32) -> f32 {
  let middle = 0.5 * (low + high);
  if (a.f >= FAR || b.f >= FAR) { return middle; }
  var left = a;
  var right = b;
  if (a.t > b.t) {
    left = b;
    right = a;
  }
  let width = right.t - left.t;
  let d1 = left.slope + right.slope - 3.0 * (right.f - left.f) / width;
  let square = d1 * d1 - left.slope * right.slope;
  if (!(square >= 0.0)) { return middle; }
  let d2 = sqrt(square);
  let t = right.t - width * ((right.slope + d2 - d1) / (right.slope - left.slope + 2.0 * d2));
  if (exponent(t) == EXPONENT) { return middle; }
  return clamp(t, low, high);
}

// Keeps the last move and what the gradient became by it as a pair, where they tell something about the curvature.
fn remember(run: u32, gradient: u32) {
  let pairs = u32(state[place(PAIRS, run)]);
  let oldest = u32(state[place(OLDEST, run)]);
  let before = u32(state[place(BEFORE, run)]);
  let length = state[place(LENGTH, run)];
  var product = 0.0;
  var square = 0.0;
  for (var i = 0u; i < COUNT; i++) {
    let y = state[part(gradient, i, run)] - state[part(before, i, run)];
    product = fma(y, length * state[part(DIRECTION, i, run)], product);
    square = fma(y, y, square);
  }
  if (!(product > LEAST_PRODUCT)) { return; }
  let pair = (oldest + pairs) % HISTORY; // over the oldest where all are taken
  for (var i = 0u; i < COUNT; i++) {
    state[part(CHANGES + pair, i, run)] = state[part(gradient, i, run)] - state[part(before, i, run)];
    state[part(MOVES + pair, i, run)] = length * state[part(DIRECTION, i, run)];
  }
  state[place(INVERSE + pair, run)] = 1.0 / product;
  state[place(SCALE, run)] = product / square;
  if (pairs < HISTORY) {
    state[place(PAIRS, run)] = f32(pairs + 1u);
  } else {
    state[place(OLDEST, run)] = f32((oldest + 1u) % HISTORY);
  }
}

// Minus the inverse Hessian times a gradient, by two loops over the pairs.
fn direct(run: u32, gradient: u32) {
  let pairs = u32(state[place(PAIRS, run)]);
  let oldest = u32(state[place(OLDEST, run)]);
  let scale = state[place(SCALE, run)];
  for (var i = 0u; i < COUNT; i++) { state[part(DIRECTION, i, run)] = -state[part(gradient, i, run)]; }
  for (var left = pairs; left > 0u; left--) {
    let pair = (oldest + left - 1u) % HISTORY;
    let share = state[place(INVERSE + pair, run)] * dot_of(MOVES + pair, DIRECTION, run);
    state[place(SHARES + pair, run)] = share;
    for (var i = 0u; i < COUNT; i++) {
      let here = part(DIRECTION, i, run);
      state[here] = fma(-share, state[part(CHANGES + pair, i, run)], state[here]);
    }
  }
  for (var i = 0u; i < COUNT; i++) { state[part(DIRECTION, i, run)] *= scale; }
  for (var turn = 0u; turn < pairs; turn++) {
    let pair = (oldest + turn) % HISTORY;
    let share = state[place(SHARES + pair, run)] - state[place(INVERSE + pair, run)] * dot_of(CHANGES + pair, DIRECTION, run);
    for (var i = 0u; i < COUNT; i++) {
      let here = part(DIRECTION, i, run);
      state[here] = fma(share, state[part(MOVES + pair, i, run)], state[here]);
    }
  }
}

@compute @workgroup_size(${workgroup})
fn train(@builtin(global_invocation_id) id: vec3u) {
  let run = id.x;
  if (run >= job.runs) { return; }
  if (job.first_step == 0u) { state[place(SCALE, run)] = 1.0; }
  for (var step = 0u; step < job.steps; step++) {
    if (state[place(ENDED, run)] != 0.0) { return; }
    let k = schedule[step];
    var phase = START;
    var evaluations = 0.0; // of this step
    var searched = 0u; // of this line search
    var iterations = 0.0;
    var t = 0.0;
    var start: Point; // at t = 0
    var before: Point; // the last point, while the search goes farther
    var low: Point; // the better end of the interval
    var high: Point;
    var near_end = false; // the last point but one was near an end of the interval
    var shortest = 0.0; // interval worth searching

    // an iteration begins below max_eval evaluations, and its search ends
    for (var turn = 0.0; turn < k.max_eval + ${mostSearch}.0; turn += 1.0) {
      let first_gradient = u32(state[place(BEFORE, run)]);
      var kept = vec2u(first_gradient);
      if (phase == FARTHER) { kept.x = before.gradient; }
      if (phase == BETWEEN) { kept = vec2u(low.gradient, high.gradient); }
      var here = Point(t, 0.0, 0.0, free(first_gradient, kept.x, kept.y));
      var finite = true;
      {
        //: for p in 0..parameters
        //: if isTrained(p)
        let w${p} = fma(t, state[part(DIRECTION, ${slotOf(p)}u, run)], parameters[place(${p}u, run)]);
        //: else
        let w${p} = parameters[place(${p}u, run)];
        //: end
        //: end
        //: for p in trained
        var g${p} = real();
        //: end
        // the loss, by blocks of rows, so that its rounding does not mislead the search near the end
        var sum = 0.0;
        for (var first = 0u; first < job.rows; first += ${block}u) {
          var block = 0.0;
          for (var row = first; row < min(first + ${block}u, job.rows); row++) {
            //: include sample
            //: include forward
            //: include backward
            //: for o in 0..outputs
            block += loss_${loss}(h${depth}_${o}, y${o}${lossArguments});
            //: end
          }
          sum += block;
        }
        let terms = f32(job.rows * ${outputs}u);
        here.f = sum / terms;
        //: for p in trained
        let slope${p} = g${p} * (f32(${lossFactor}) / terms);
        state[part(here.gradient, ${slotOf(p)}u, run)] = slope${p};
        finite &= exponent(slope${p}) != EXPONENT;
        //: end
        here.slope = dot_of(here.gradient, DIRECTION, run);
        finite &= exponent(here.f) != EXPONENT && exponent(here.slope) != EXPONENT;
      }
      if (!finite) {
        here.f = FAR;
        here.slope = 0.0;
      }
      evaluations += 1.0;
      state[place(GRADIENTS, run)] += 1.0;
      searched += 1u;

      var accepted = phase == TAKEN;
      if (phase == START) {
        if (!finite || largest_of(here.gradient, run) <= k.tolerance_grad) {
          state[place(ENDED, run)] = 1.0;
          break;
        }
      }
      if (phase == FARTHER) {
        let falls = here.f <= start.f + DECREASE * t * start.slope;
        low = before;
        high = here;
        if (!falls || (searched > 2u && here.f >= before.f)) {
          phase = BETWEEN;
        } else if (abs(here.slope) <= -CURVATURE * start.slope) {
          low = here;
          accepted = true;
        } else if (here.slope >= 0.0) {
          phase = BETWEEN;
        } else if (searched == ${mostSearch}u) {
          low = start;
          phase = BETWEEN;
        } else {
          t = cubic(before, here, here.t + 0.01 * (here.t - before.t), 10.0 * here.t);
          before = here;
          continue;
        }
        if (phase == BETWEEN && high.f < low.f) {
          let other = low;
          low = high;
          high = other;
        }
      } else if (phase == BETWEEN) {
        if (here.f > start.f + DECREASE * t * start.slope || here.f >= low.f) {
          high = here;
          if (high.f < low.f) {
            high = low;
            low = here;
          }
        } else {
          accepted = abs(here.slope) <= -CURVATURE * start.slope;
          if (!accepted && here.slope * (high.t - low.t) >= 0.0) { high = low; }
          low = here;
        }
      } else {
        low = here;
      }
      if (phase == BETWEEN && !accepted) {
        accepted = searched >= ${mostSearch}u || !(abs(high.t - low.t) >= shortest);
        if (!accepted) {
          let least = min(low.t, high.t);
          let most = max(low.t, high.t);
          let margin = 0.1 * (most - least);
          t = cubic(low, high, least, most);
          let near = min(most - t, t - least) < margin;
          let moves = near && (near_end || t >= most || t <= least);
          if (moves) { t = select(least + margin, most - margin, most - t < t - least); }
          near_end = near && !moves;
          continue;
        }
      }

      if (phase != START) {
        //: for p in trained
        let x${p} = place(${p}u, run);
        parameters[x${p}] = fma(low.t, state[part(DIRECTION, ${slotOf(p)}u, run)], parameters[x${p}]);
        //: end
        state[place(LENGTH, run)] = low.t;
        if (iterations >= k.max_iter || evaluations >= k.max_eval || low.f >= FAR) { break; }
        if (largest_of(low.gradient, run) <= k.tolerance_grad) { break; }
        if (abs(low.t) * largest_of(DIRECTION, run) <= k.tolerance_change) { break; }
        if (abs(low.f - start.f) < k.tolerance_change) { break; }
      }

      let begun = state[place(BEGUN, run)] != 0.0;
      if (begun) { remember(run, low.gradient); }
      direct(run, low.gradient);
      state[place(BEGUN, run)] = 1.0;
      state[place(BEFORE, run)] = f32(low.gradient);
      iterations += 1.0;
      start = Point(0.0, low.f, dot_of(low.gradient, DIRECTION, run), low.gradient);
      if (!(start.slope <= -k.tolerance_change) || exponent(start.slope) == EXPONENT) {
        state[place(LENGTH, run)] = 0.0;
        state[place(ENDED, run)] = f32(iterations == 1.0); // the next step would end here, too
        break;
      }
      t = k.lr;
      if (!begun) { t *= min(1.0, 1.0 / sum_of(low.gradient, run)); }
      before = start;
      searched = 0u;
      near_end = false;
      shortest = k.tolerance_change / largest_of(DIRECTION, run);
      //: if flags.line_search
      phase = FARTHER;
      //: else
      phase = TAKEN;
      //: end
    }
  }
}
