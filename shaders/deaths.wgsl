// Since when each neuron that can die has been dead, as seen whenever a run is evaluated: that step plus one, 0 while it lives.
@group(0) @binding(5) var<storage, read_write> deaths: array<word>; // [mortal unit][run]

// `most` is above zero where some row activates the neuron.
fn note_death(at: u32, most: real) {
  let since = deaths[at];
  deaths[at] = select(select(since, word(job.first_step + 1u), since == word()), word(), most > real());
}
