// The optimiser's state of every run in storage.
@group(0) @binding(4) var<storage, read_write> state: array<real>; // [slot][trained parameter][run]

fn load_state(at: u32) -> State {
  //: if stateNames.length == 0
  return State(real());
  //: else
  return State(
    //: for i in 0..stateNames.length
    state[at + ${i}u * job.slot],
    //: end
  );
  //: end
}

fn store_state(at: u32, s: State) {
  //: for i in 0..stateNames.length
  state[at + ${i}u * job.slot] = s.${stateNames[i]};
  //: end
}
