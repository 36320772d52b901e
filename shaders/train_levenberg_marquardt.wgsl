// Levenberg-Marquardt for job.steps steps, one invocation a network. A step takes J'J and J'e over the whole table, where
// e = output - target and J are the derivatives of the outputs in the trained parameters, and then tries w - d with
// (J'J + mu I) d = J'e: where the sum of squares falls, mu falls; else mu rises until it does, or is too large, which ends
// the run. Loops differ from run to run and are bounded; all rows are walked in the same order.
// Source: Hagan and Menhaj 1994; the constants and their names are those of MATLAB's trainlm.
//: include job
//: include real
//: include bits
//: include table
//: include activations
//: include scalars

@group(0) @binding(1) var<storage, read_write> parameters: array<real>; // [parameter][run]
@group(0) @binding(3) var<storage, read> schedule: array<Scalars>; // [step of this dispatch]
@group(0) @binding(4) var<storage, read_write> state: array<real>; // [word][run]

const COUNT = ${trained.length}u;
const TRIANGLE = ${triangle}u; // entries of a symmetric matrix: [row][column up to row]

// Where things begin in a run's state.
const GRADIENTS = 0u; // passes over the table for J'J and J'e so far
const OUTPUTS = 1u; // and for the sum of squares alone
const SQUARE = 2u; // J'J
const FACTOR = SQUARE + TRIANGLE; // L with L L' = J'J + mu I
const SLOPE = FACTOR + TRIANGLE; // J'e
const MOVE = SLOPE + COUNT; // d
const MU = MOVE + COUNT;
const ENDED = MU + 1u;

fn entry(row: u32, column: u32) -> u32 { return row * (row + 1u) / 2u + column; }
fn at(word: u32, run: u32) -> u32 { return word * job.stride + run; }

// The derivative of an output, where y holds 1 for the chosen output and 0 for the others.
fn slope_chosen(p: real, y: real) -> real { return y; }

// Puts the solution of (J'J + mu I) d = J'e in the state; false where a pivot is not positive, as rounding may have it.
fn solve(run: u32, mu: f32) -> bool {
  for (var i = 0u; i < COUNT; i++) {
    for (var j = 0u; j <= i; j++) {
      var sum = state[at(SQUARE + entry(i, j), run)];
      if (i == j) { sum += mu; }
      for (var k = 0u; k < j; k++) {
        sum = fma(-state[at(FACTOR + entry(i, k), run)], state[at(FACTOR + entry(j, k), run)], sum);
      }
      if (i > j) {
        sum /= state[at(FACTOR + entry(j, j), run)];
      } else {
        if (!(sum > 0.0) || exponent(sum) == EXPONENT) { return false; }
        sum = sqrt(sum);
      }
      state[at(FACTOR + entry(i, j), run)] = sum;
    }
  }
  for (var i = 0u; i < COUNT; i++) {
    var sum = state[at(SLOPE + i, run)];
    for (var k = 0u; k < i; k++) { sum = fma(-state[at(FACTOR + entry(i, k), run)], state[at(MOVE + k, run)], sum); }
    state[at(MOVE + i, run)] = sum / state[at(FACTOR + entry(i, i), run)];
  }
  for (var left = COUNT; left > 0u; left--) {
    let i = left - 1u;
    var sum = state[at(MOVE + i, run)];
    for (var k = left; k < COUNT; k++) { sum = fma(-state[at(FACTOR + entry(k, i), run)], state[at(MOVE + k, run)], sum); }
    state[at(MOVE + i, run)] = sum / state[at(FACTOR + entry(i, i), run)];
  }
  return true;
}

@compute @workgroup_size(${workgroup})
fn train(@builtin(global_invocation_id) id: vec3u) {
  let run = id.x;
  if (run >= job.runs) { return; }
  if (job.first_step == 0u) { state[at(MU, run)] = schedule[0].mu; }
  for (var step = 0u; step < job.steps; step++) {
    if (state[at(ENDED, run)] != 0.0) { return; }
    let k = schedule[step];
    //: for p in 0..parameters
    let w${p} = parameters[at(${p}u, run)];
    //: end
    //: if unrolled
    //: for a in 0..trained.length
    var je${a} = real();
    //: for b in 0..a + 1
    var jj${a}_${b} = real();
    //: end
    //: end
    //: else
    for (var i = 0u; i < TRIANGLE; i++) { state[at(SQUARE + i, run)] = 0.0; }
    for (var i = 0u; i < COUNT; i++) { state[at(SLOPE + i, run)] = 0.0; }
    //: end
    // the sum of squares, by blocks of rows, so that its rounding does not hide how little it falls near an exact fit
    var squares = 0.0;
    for (var first = 0u; first < job.rows; first += ${block}u) {
      var part = 0.0;
      for (var row = first; row < min(first + ${block}u, job.rows); row++) {
        //: include sample
        //: include forward
        //: for o in 0..outputs
        let e${o} = h${depth}_${o} - y${o};
        part = fma(e${o}, e${o}, part);
        //: end
        //: for o in 0..outputs
        {
          //: for other in 0..outputs
          let y${other} = real(f32(${other}u == ${o}u));
          //: end
          //: for p in trained
          var g${p} = real();
          //: end
          //: include backward
          //: if unrolled
          //: for a in 0..trained.length
          je${a} = fma(g${trained[a]}, e${o}, je${a});
          //: for b in 0..a + 1
          jj${a}_${b} = fma(g${trained[a]}, g${trained[b]}, jj${a}_${b});
          //: end
          //: end
          //: else
          var slopes: array<f32, ${trained.length}>;
          //: for a in 0..trained.length
          slopes[${a}] = g${trained[a]};
          //: end
          for (var a = 0u; a < COUNT; a++) {
            let slope = slopes[a];
            state[at(SLOPE + a, run)] = fma(slope, e${o}, state[at(SLOPE + a, run)]);
            if (slope == 0.0) { continue; } // the weights of a neuron that is off
            for (var b = 0u; b <= a; b++) {
              let here = at(SQUARE + entry(a, b), run);
              state[here] = fma(slope, slopes[b], state[here]);
            }
          }
          //: end
        }
        //: end
      }
      squares += part;
    }
    //: if unrolled
    //: for a in 0..trained.length
    state[at(SLOPE + ${a}u, run)] = je${a};
    //: for b in 0..a + 1
    state[at(SQUARE + entry(${a}u, ${b}u), run)] = jj${a}_${b};
    //: end
    //: end
    //: end

    state[at(GRADIENTS, run)] += 1.0;
    var mu = state[at(MU, run)];
    for (var trial = 0u; trial < ${mostTrials}u && mu <= k.mu_max; trial++) {
      if (!solve(run, mu)) {
        mu *= k.mu_inc;
        continue;
      }
      //: for p in 0..parameters
      let before${p} = parameters[at(${p}u, run)];
      //: end
      var fallen = 0.0;
      {
        //: for p in 0..parameters
        //: if isTrained(p)
        let w${p} = before${p} - state[at(MOVE + ${slotOf(p)}u, run)];
        //: else
        let w${p} = before${p};
        //: end
        //: end
        for (var first = 0u; first < job.rows; first += ${block}u) {
          var part = 0.0;
          for (var row = first; row < min(first + ${block}u, job.rows); row++) {
            //: include sample
            //: include forward
            //: for o in 0..outputs
            let e${o} = h${depth}_${o} - y${o};
            part = fma(e${o}, e${o}, part);
            //: end
          }
          fallen += part;
        }
      }
      state[at(OUTPUTS, run)] += 1.0;
      if (fallen < squares && exponent(fallen) != EXPONENT) {
        //: for p in trained
        parameters[at(${p}u, run)] = before${p} - state[at(MOVE + ${slotOf(p)}u, run)];
        //: end
        mu = max(mu * k.mu_dec, ${muLeast});
        break;
      }
      mu *= k.mu_inc;
    }
    state[at(MU, run)] = mu;
    if (!(mu <= k.mu_max)) { state[at(ENDED, run)] = 1.0; }
  }
}
