// The loss of every run of a wave over the whole table, and how many hidden neurons no row of the table activates.
// One invocation is one network or several (real.wgsl). A run whose parameters or loss are not finite gets NaN, told by
// the exponent bits.
//: if turns[0].shared
enable subgroups;
//: end
//: include job
//: include real
//: include bits
//: include table
//: include activations
//: include losses

@group(0) @binding(1) var<storage, read> parameters: array<real>; // [parameter][run]
@group(0) @binding(3) var<storage, read_write> losses: array<word>; // [checkpoint][run], bits of f32
@group(0) @binding(4) var<storage, read_write> dead: array<word>; // [run], and the bit OVER
//: include deaths

@compute @workgroup_size(${workgroup})
fn evaluate(
  @builtin(global_invocation_id) id: vec3u,
  //: if turns[0].shared
  @builtin(subgroup_invocation_id) lane: u32,
  //: end
) {
  let run = id.x;
  //: if !turns[0].shared
  if (run >= job.runs) { return; }
  //: end
  var largest = word(); // exponent bits; all ones are infinity and NaN
  //: for p in 0..parameters
  let w${p} = parameters[${p}u * job.stride + run];
  largest = max(largest, exponent(w${p}));
  //: end
  //: for l in mortal
  //: for o in 0..l.units
  var most${l.n}_${o} = real(); // the largest positive sum of this neuron
  //: end
  //: end
  var sum = real();
  var s = 0u;
  //: for turn in turns
  for (; s + ${turn.samples - 1}u < job.rows; s += ${turn.samples}u) {
    //: if turn.shared
    //: include shared
    //: end
    //: for u in 0..turn.samples
    {
      let row = s + ${u}u;
      //: include sample
      //: include forward
      //: for l in mortal
      //: for o in 0..l.units
      most${l.n}_${o} = select(most${l.n}_${o}, z${l.n}_${o}, z${l.n}_${o} > most${l.n}_${o}); // as act_relu
      //: end
      //: end
      //: for o in 0..outputs
      sum += loss_${loss}(h${depth}_${o}, y${o}${lossArguments});
      //: end
    }
    //: end
  }
  //: end
  let mean = sum / f32(job.rows * ${outputs}u);
  largest = max(largest, exponent(mean));
  let bits = select(bitcast<word>(mean), NOT_A_NUMBER, largest == EXPONENT);
  var dead_units = word();
  var over = word();
  //: for l in mortal
  var dead${l.n} = word();
  //: for o in 0..l.units
  dead${l.n} += select(word(1u), word(), most${l.n}_${o} > real());
  note_death(${l.mortalAt + o}u * job.stride + run, most${l.n}_${o});
  //: end
  dead_units += dead${l.n};
  //: if l.fatal
  over |= select(word(), OVER, dead${l.n} == word(${l.units}u));
  //: end
  //: end
  dead[run] = dead_units | over;
  losses[job.checkpoint * job.stride + run] = bits;
}
