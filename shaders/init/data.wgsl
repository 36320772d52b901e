// Operations that look at the table, after all layers below are as they stay.

// The kink of each neuron goes through a row of its own: there its sum is 0.
fn init_kinks(b: Block, law: vec4f) {
  for (var o = 0u; o < b.units; o++) {
    let p = b.bias + o;
    look(b.layer, random_below(job.rows, INIT_CHOICE, 0u, seed, p));
    store(p, load(p) - z[o]);
  }
}

// The variance of a layer's sums over all its units and rows, by Welford's recurrence.
fn variance_of(b: Block) -> f32 {
  var count = 0u;
  var mean = 0.0;
  var squares = 0.0;
  for (var row = 0u; row < job.rows; row++) {
    look(b.layer, row);
    for (var o = 0u; o < b.units; o++) {
      let off = z[o] - mean;
      count++;
      mean += off / f32(count);
      squares += off * (z[o] - mean);
    }
  }
  return squares / f32(count);
}

// law: tolerance, tries. Weights are divided by the deviation of the sums while their variance is not 1; biases stay.
fn init_unit_variance(b: Block, law: vec4f) {
  for (var k = 0u; k < u32(law.y); k++) {
    let variance = variance_of(b);
    if (abs(variance - 1.0) < law.x || !(variance > 0.0)) { break; }
    let scale = 1.0 / sqrt(variance);
    for (var p = b.at; p < b.at + size(b); p++) { store(p, scale * load(p)); }
  }
}

// Is there a row that activates no neuron of the layer?
fn misses(b: Block) -> bool {
  for (var row = 0u; row < job.rows; row++) {
    if (look(b.layer, row) <= 0.0) { return true; }
  }
  return false;
}
