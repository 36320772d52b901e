// Operations that change a layer after all layers are drawn. Their laws have no numbers.

// Neuron k + floor(m / 2) gets the incoming weights of neuron k, negated; of an odd number the last keeps its own.
fn init_mirror(b: Block, law: vec4f) {
  let half = b.units / 2u;
  for (var i = 0u; i < b.inputs; i++) {
    for (var o = 0u; o < half; o++) {
      let p = b.at + i * b.units + o;
      store(p + half, -load(p));
    }
  }
}

// One input: alternating signs, the first at random.
fn init_spread_line(b: Block, law: vec4f) {
  let first = random_below(2u, INIT_CHOICE, 0u, seed, b.at);
  for (var o = 0u; o < b.units; o++) {
    let magnitude = abs(load(b.at + o));
    store(b.at + o, select(magnitude, -magnitude, (first + o) % 2u == 1u));
  }
}

// Two inputs: directions at equal angles, turned by a random angle; each neuron keeps its length.
fn init_spread_circle(b: Block, law: vec4f) {
  let turn = uniform_draw(INIT_CHOICE, 0u, seed, b.at);
  for (var o = 0u; o < b.units; o++) {
    let weights = length_of(incoming(b), o) * direction(turn + f32(o) / f32(b.units));
    store(b.at + o, weights.x);
    store(b.at + b.units + o, weights.y);
  }
}

// More inputs: the first neurons become orthogonal, the others repeat their directions; each keeps its length.
fn init_spread_frame(b: Block, law: vec4f) {
  let v = incoming(b);
  for (var o = 0u; o < b.units; o++) {
    let length = length_of(v, o);
    if (o < b.inputs) {
      make_orthogonal(v, o);
    } else {
      for (var i = 0u; i < b.inputs; i++) { store(entry(v, o, i), load(entry(v, o % b.inputs, i))); }
    }
    set_length(v, o, length);
  }
}

fn init_absolute(b: Block, law: vec4f) {
  for (var p = b.at; p < b.at + size(b); p++) { store(p, abs(load(p))); }
}

// A neuron's outgoing weights are scaled to the norm of its incoming weights.
fn init_balance(b: Block, law: vec4f) {
  for (var o = 0u; o < b.units; o++) { set_length(outgoing(b), o, length_of(incoming(b), o)); }
}
