// A new permutation of the rows for this run and epoch, by Fisher and Yates.
fn shuffle(run: u32, seed: u32, epoch: u32) {
  for (var i = 0u; i < job.rows; i++) { order[i * job.stride + run] = i; }
  for (var i = job.rows - 1u; i > 0u; i--) {
    let at = i * job.stride + run;
    let other_at = random_below(i + 1u, SHUFFLE, epoch, seed, i) * job.stride + run;
    let other = order[other_at];
    order[other_at] = order[at];
    order[at] = other;
  }
}
