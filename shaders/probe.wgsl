// What is measured of every network on the whole table (src/study/facts.ts has the definitions): one invocation is one network.
//: include job
//: include real
//: include table
//: include activations
//: include losses

@group(0) @binding(1) var<storage, read> parameters: array<f32>; // [parameter][run]
@group(0) @binding(3) var<storage, read_write> facts: array<f32>; // [fact, active rows, rises][run]
@group(0) @binding(4) var<storage, read_write> patterns: array<u32>; // [first layer's unit][run]

// A row as a number of its own: neurons with equal sums of those are active on the same rows, but for one chance in 2^32.
fn mark_of(row: u32) -> u32 {
  var x = row * 0x9e3779b9u + 0x85ebca6bu;
  x = (x ^ (x >> 16u)) * 0x85ebca6bu;
  x = (x ^ (x >> 13u)) * 0xc2b2ae35u;
  return x ^ (x >> 16u);
}

fn counted(yes: bool) -> f32 { return select(0.0, 1.0, yes); }

//: if hidden.length > 0
// Whether a neuron of the first layer, active on so many rows, lives, and whether it bends within the table.
fn lives(on: f32) -> bool { return ${immortal} || on > 0.0; }
fn bends(on: f32) -> bool { return ${curved} || (on > 0.0 && (${oneSided} || on < f32(job.rows))); }

// The weight from input c to neuron i of the first layer.
fn weight(c: u32, i: u32, run: u32) -> f32 { return parameters[(c * ${units}u + i) * job.stride + run]; }
//: end

@compute @workgroup_size(${workgroup})
fn probe(@builtin(global_invocation_id) id: vec3u) {
  let run = id.x;
  if (run >= job.runs) { return; }
  //: for p in 0..parameters
  let w${p} = parameters[${p}u * job.stride + run];
  //: end
  //: for l in hidden
  //: for o in 0..l.units
  var on${l.n}_${o} = 0.0; // rows on which it is active
  //: if l.smooth
  var steep${l.n}_${o} = 0.0; // its largest slope
  //: end
  //: if l.n == 1
  var pattern${o} = 0u;
  //: end
  //: end
  //: end
  //: for o in 0..outputs
  var low${o} = 3.4e38;
  var high${o} = -3.4e38;
  var least${o} = 3.4e38; // of the target
  var most${o} = -3.4e38;
  //: end
  //: for i in 0..lastUnits
  var without${i} = 0.0;
  //: end
  //: for p in trained
  var g${p} = real();
  //: end
  var sum = 0.0;
  var dead_rows = 0.0;

  for (var row = 0u; row < job.rows; row++) {
    //: include sample
    //: include forward
    let mark = mark_of(row);
    var dark = false;
    //: for l in hidden
    //: for o in 0..l.units
    let active${l.n}_${o} = z${l.n}_${o} > 0.0;
    on${l.n}_${o} += counted(active${l.n}_${o});
    //: if l.smooth
    steep${l.n}_${o} = max(steep${l.n}_${o}, abs(back_${l.activation}(1.0, z${l.n}_${o}, a${l.n}_${o}${l.arguments(o)})));
    //: end
    //: if l.n == 1
    pattern${o} += select(0u, mark, active${l.n}_${o});
    //: end
    //: end
    //: if l.mortal
    var seen${l.n} = active${l.n}_0;
    //: for o in 1..l.units
    seen${l.n} = seen${l.n} || active${l.n}_${o};
    //: end
    dark = dark || !seen${l.n};
    //: end
    //: end
    dead_rows += counted(dark);
    //: for o in 0..outputs
    low${o} = min(low${o}, h${depth}_${o});
    high${o} = max(high${o}, h${depth}_${o});
    least${o} = min(least${o}, y${o});
    most${o} = max(most${o}, y${o});
    sum += loss_${loss}(h${depth}_${o}, y${o}${lossArguments});
    //: for i in 0..lastUnits
    without${i} += loss_${loss}(act_${last.activation}(z${depth}_${o} - w${last.weight(i, o)} * h${depth - 1}_${i}${last.arguments(o)}), y${o}${lossArguments});
    //: end
    //: end
    //: include backward
  }

  let terms = f32(job.rows * ${outputs}u);
  var found: array<f32, ${factCount}>;
  found[${at('dead_rows')}] = dead_rows;
  //: for l in hidden
  //: for o in 0..l.units
  {
    let on = on${l.n}_${o};
    facts[${activeAt(l.n, o)}u * job.stride + run] = on;
    //: if l.mortal
    found[${at('dead')}] += counted(on == 0.0);
    found[${at('nearly_dead')}] += counted(on > 0.0 && on <= max(1.0, ${nearly} * f32(job.rows)));
    //: end
    //: if l.smooth
    let flat = steep${l.n}_${o} <= ${flat};
    found[${at('saturated')}] += counted(flat);
    found[${at('bending')}] += counted(!flat);
    //: end
    //: if !l.smooth
    //: if l.kinked
    found[${at('always_on')}] += counted(on >= f32(job.rows) - ${nearly} * f32(job.rows));
    //: end
    //: if l.kinked
    found[${at('bending')}] += counted(on > 0.0 && on < f32(job.rows));
    //: end
    //: if l.mortal && !l.kinked
    found[${at('bending')}] += counted(on > 0.0);
    //: end
    //: end
  }
  //: end
  //: end
  //: for i in 0..lastUnits
  {
    let rise = (without${i} - sum) / terms;
    facts[${riseAt(i)}u * job.stride + run] = rise;
    found[${at('idle')}] += counted(rise <= ${idle} * sum / terms);
    //: if outputs == 1
    found[${at('positive')}] += counted(w${last.weight(i, 0)} > 0.0);
    //: end
  }
  //: end
  //: for o in 0..outputs
  if (most${o} > least${o}) {
    found[${at('range')}] = max(found[${at('range')}], (high${o} - low${o}) / (most${o} - least${o}));
  } else if (high${o} > low${o}) {
    found[${at('range')}] = ${unbounded};
  }
  //: end

  var slope = 0.0;
  var size = 0.0;
  //: for p in trained
  slope = fma(g${p}, g${p}, slope);
  size = fma(w${p}, w${p}, size);
  //: end
  if (sum > 0.0) { found[${at('gradient')}] = f32(${lossFactor}) * sqrt(slope) * sqrt(size) / sum; }

  //: if hidden.length > 0
  //: for o in 0..units
  patterns[${o}u * job.stride + run] = pattern${o};
  //: end
  var cosines = 0.0; // the square of the sum of all unit vectors
  for (var i = 0u; i < ${units}u; i++) {
    let on = facts[(${activeAt(1, 0)}u + i) * job.stride + run];
    var own = bends(on); // no neuron before it lies on its line
    var own_square = 0.0;
    for (var c = 0u; c < ${inputs}u; c++) { own_square = fma(weight(c, i, run), weight(c, i, run), own_square); }
    cosines += counted(own_square > 0.0);
    for (var j = 0u; j < i; j++) {
      let other = facts[(${activeAt(1, 0)}u + j) * job.stride + run];
      var dot = 0.0;
      var square = 0.0;
      for (var c = 0u; c < ${inputs}u; c++) {
        let v = weight(c, j, run);
        dot = fma(weight(c, i, run), v, dot);
        square = fma(v, v, square);
      }
      let lengths = sqrt(own_square) * sqrt(square);
      let cosine = select(0.0, dot / lengths, lengths > 0.0);
      cosines = fma(2.0, cosine, cosines);
      let alike = patterns[i * job.stride + run] == patterns[j * job.stride + run];
      let bend = bends(on) && bends(other);
      found[${at('same_pairs')}] += counted(alike && lives(on) && lives(other) && cosine > ${cosApart});
      found[${at('opposite_pairs')}] += counted(bend && cosine < -${cosApart});
      own = own && !(bend && abs(cosine) > ${cosApart});
    }
    found[${at('lines')}] += counted(own);
    //: if canBeDoomed
    //: if layers[0].bias
    let bias = parameters[(${layers[0].biasAt}u + i) * job.stride + run];
    own_square = fma(bias, bias, own_square);
    //: end
    let a = parameters[(${last.weight(0, 0)}u + i) * job.stride + run];
    found[${at('doomed')}] += counted(a < 0.0 && a * a > own_square);
    //: end
  }
  found[${at('alignment')}] = sqrt(max(cosines, 0.0)) / ${units}.0;
  //: end
  //: for f in 0..factCount
  facts[${f}u * job.stride + run] = found[${f}];
  //: end
}
