// Rows or columns of a kernel as vectors, and the operations that make them orthogonal.

// Vector k is the entries at + k * step + e * stride for e < length.
struct Vectors { at: u32, length: u32, step: u32, stride: u32 }

// A neuron's incoming weights: the columns of a kernel.
fn incoming(b: Block) -> Vectors { return Vectors(b.at, b.inputs, 1u, b.units); }

// A neuron's weights into the next layer: the rows of the next kernel.
fn outgoing(b: Block) -> Vectors { return Vectors(b.next, b.outputs, b.outputs, 1u); }

fn entry(v: Vectors, k: u32, e: u32) -> u32 { return v.at + k * v.step + e * v.stride; }

fn product(v: Vectors, j: u32, k: u32) -> f32 {
  var sum = 0.0;
  for (var e = 0u; e < v.length; e++) { sum += load(entry(v, j, e)) * load(entry(v, k, e)); }
  return sum;
}

fn length_of(v: Vectors, k: u32) -> f32 { return sqrt(product(v, k, k)); }

// A vector of length 0 keeps it.
fn set_length(v: Vectors, k: u32, length: f32) {
  let old = length_of(v, k);
  let factor = select(0.0, length / old, old > 0.0);
  for (var e = 0u; e < v.length; e++) { store(entry(v, k, e), factor * load(entry(v, k, e))); }
}

// Takes from vector k its components along the vectors before it, which are orthogonal: Gram and Schmidt, twice, since
// once leaves a rounding error that grows with how much is taken.
fn make_orthogonal(v: Vectors, k: u32) {
  for (var pass_number = 0u; pass_number < 2u; pass_number++) {
    for (var j = 0u; j < k; j++) {
      let square = product(v, j, j);
      let part = select(0.0, product(v, j, k) / square, square > 0.0);
      for (var e = 0u; e < v.length; e++) {
        store(entry(v, k, e), load(entry(v, k, e)) - part * load(entry(v, j, e)));
      }
    }
  }
}

// law: gain. The shorter side becomes orthonormal: Q of a QR decomposition with a positive diagonal of R.
fn init_orthogonal(b: Block, law: vec4f) {
  let rows = Vectors(b.at, b.units, b.units, 1u);
  var v = incoming(b);
  if (b.inputs < b.units) { v = rows; }
  for (var k = 0u; k < min(b.inputs, b.units); k++) {
    make_orthogonal(v, k);
    set_length(v, k, 1.0);
  }
  for (var p = b.at; p < b.at + size(b); p++) { store(p, law.x * load(p)); }
}

// law: length of each neuron's incoming weights
fn init_unit_length(b: Block, law: vec4f) {
  for (var o = 0u; o < b.units; o++) { set_length(incoming(b), o, law.x); }
}
