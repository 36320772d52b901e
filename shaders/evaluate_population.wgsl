// The population loss of every run of a wave (population.wgsl), and how many neurons are dead: those without incoming weights.
// With relu(z) = (z + |z|) / 2 the loss is a square of linear parts, which is exact, and a sum over pairs of even parts, of which
// sin theta + (pi/2 - theta) cos theta - 1 is left to sum once a second square is split off. So little cancels near loss 0.
// A run whose parameters or loss are not finite gets NaN, told by the exponent bits.
//: include job
//: include real
//: include bits
//: include table

@group(0) @binding(1) var<storage, read> parameters: array<real>; // [parameter][run]
@group(0) @binding(3) var<storage, read_write> losses: array<word>; // [checkpoint][run], bits of f32
@group(0) @binding(4) var<storage, read_write> dead: array<word>; // [run], and the bit OVER
//: include deaths

//: include population

fn even_part(a: Ray, b: Ray) -> real {
  let angle = between(a, b);
  return fma(angle.rest, angle.cosine, angle.sine - 1.0);
}

@compute @workgroup_size(${workgroup})
fn evaluate(@builtin(global_invocation_id) id: vec3u) {
  let run = id.x;
  if (run >= job.runs) { return; }
  var largest = word(); // exponent bits; all ones are infinity and NaN
  for (var p = 0u; p < ${parameters}u; p++) {
    largest = max(largest, exponent(parameters[p * job.stride + run]));
  }

  // student less teacher: the sums of masses and of vectors, and of even parts over pairs
  var mass = real(${f32(-teacherMass)});
  //: for c in 0..inputs
  var v${c} = real(${f32(-teacherVector(c))});
  //: end
  var even = real(${f32(teacherEven)});
  var dead_units = word();
  for (var i = 0u; i < ${units}u; i++) {
    let neuron = student(run, i);
    let own = neuron.ray;
    mass += own.mass;
    //: for c in 0..inputs
    v${c} = fma(own.mass, own.u${c}, v${c});
    //: end
    var sum = real(${f32(-ringEven)});
    for (var j = 0u; j < ${units}u; j++) {
      let other = student(run, j).ray;
      sum = fma(other.mass, even_part(own, other), sum);
    }
    for (var t = 0u; t < job.rows; t++) {
      let other = teacher(t);
      sum = fma(-2.0 * other.mass, even_part(own, other), sum);
    }
    even = fma(own.mass, sum, even);
    dead_units += select(word(1u), word(), neuron.length > real());
    //: if mortal
    note_death(i * job.stride + run, neuron.length);
    //: end
  }
  var square = v0 * v0;
  //: for c in 1..inputs
  square = fma(v${c}, v${c}, square);
  //: end
  let loss = 0.25 * square + 0.15915494 * fma(mass, mass, even);
  largest = max(largest, exponent(loss));
  // rounding may leave a loss of 0 below it
  let bits = select(bitcast<word>(max(loss, real())), NOT_A_NUMBER, largest == EXPONENT);
  //: if fatal
  dead_units |= select(word(), OVER, dead_units == word(${units}u));
  //: end
  //: if mortal
  dead[run] = dead_units;
  //: else
  dead[run] = word();
  //: end
  losses[job.checkpoint * job.stride + run] = bits;
}
