// What a layer makes of a row of the table. Sums of small networks are unrolled, which costs no turns of loops (src/gpu/device.ts).
//: include real
//: include table
//: include activations

var<private> h: array<f32, ${widest}>; // inputs of a layer
var<private> z: array<f32, ${widest}>; // its sums

// Fills h and z for one layer and row. Returns the largest sum, or 0 where none is positive.
fn look(layer: u32, row: u32) -> f32 {
  //: include sample
  //: for i in 0..inputs
  h[${i}u] = h0_${i};
  //: end
  var most = 0.0;
  //: for l in layers
  //: if unrolled
  //: for o in 0..l.units
  //: if l.bias
  z[${o}u] = load(${l.biasAt + o}u);
  //: else
  z[${o}u] = 0.0;
  //: end
  //: for i in 0..l.inputs
  z[${o}u] = fma(load(${l.weight(i, o)}u), h[${i}u], z[${o}u]);
  //: end
  most = max(most, z[${o}u]);
  //: end
  //: else
  for (var o = 0u; o < ${l.units}u; o++) {
    //: if l.bias
    var sum = load(${l.biasAt}u + o);
    //: else
    var sum = 0.0;
    //: end
    for (var i = 0u; i < ${l.inputs}u; i++) {
      sum = fma(load(${l.weight(0, 0)}u + i * ${l.units}u + o), h[i], sum);
    }
    z[o] = sum;
    most = max(most, sum);
  }
  //: end
  //: if !l.last
  if (layer == ${l.n - 1}u) { return most; }
  most = 0.0;
  //: if unrolled
  //: for o in 0..l.units
  h[${o}u] = act_${l.activation}(z[${o}u]${l.slope(o)});
  //: end
  //: else
  for (var o = 0u; o < ${l.units}u; o++) { h[o] = act_${l.activation}(z[o]${l.slope('o')}); }
  //: end
  //: end
  //: end
  return most;
}
