// Operations that overwrite a block entry by entry. The one uniform of parameter p is number p of the stream INIT, so
// that a run draws the same uniforms under every scheme.

fn size(b: Block) -> u32 { return b.inputs * b.units; }

// law: value
fn init_constant(b: Block, law: vec4f) {
  for (var p = b.at; p < b.at + size(b); p++) { store(p, law.x); }
}

// law: centre, half the width; bits equal the twin's where the centre is 0
fn init_uniform(b: Block, law: vec4f) {
  for (var p = b.at; p < b.at + size(b); p++) {
    store(p, law.x + law.y * centred_draw(INIT, epoch, seed, p));
  }
}

// law: mean, standard deviation
fn init_normal(b: Block, law: vec4f) {
  for (var p = b.at; p < b.at + size(b); p++) {
    store(p, law.x + law.y * normal_draw(INIT, epoch, seed, p));
  }
}

// law: mean, standard deviation; centre and half the width of the interval of erf(z / sqrt 2)
fn init_truncated_normal(b: Block, law: vec4f) {
  for (var p = b.at; p < b.at + size(b); p++) {
    let z = 1.4142135 * inverse_erf(law.z + law.w * centred_draw(INIT, epoch, seed, p));
    store(p, law.x + law.y * z);
  }
}

// law: lowest, highest
fn init_clamp(b: Block, law: vec4f) {
  for (var p = b.at; p < b.at + size(b); p++) { store(p, clamp(load(p), law.x, law.y)); }
}

// law: gain
fn init_identity(b: Block, law: vec4f) {
  for (var i = 0u; i < b.inputs; i++) {
    for (var o = 0u; o < b.units; o++) { store(b.at + i * b.units + o, select(0.0, law.x, i == o)); }
  }
}

// law: how many of each input's weights become 0; selection sampling, Knuth's Algorithm S
fn init_sparse(b: Block, law: vec4f) {
  for (var i = 0u; i < b.inputs; i++) {
    var missing = u32(law.x);
    for (var o = 0u; o < b.units; o++) {
      let p = b.at + i * b.units + o;
      if (random_below(b.units - o, INIT_CHOICE, epoch, seed, p) < missing) {
        store(p, 0.0);
        missing--;
      }
    }
  }
}

// law: entries that a neuron draws, its weights and then its bias; one of them becomes Beta(2, 1), the root of its uniform
fn init_rai(b: Block, law: vec4f) {
  for (var o = 0u; o < b.units; o++) {
    let chosen = random_below(u32(law.x), INIT_CHOICE, epoch, seed, b.at + o);
    let p = select(b.bias + o, b.at + chosen * b.units + o, chosen < b.inputs);
    store(p, sqrt(uniform_draw(INIT, epoch, seed, p)));
  }
}
