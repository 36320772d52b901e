    // The update of all trained parameters where their gradients are in storage, in the slot behind the optimiser's state.
    //: for range in trainedRanges
    for (var i = ${range.first}u; i < ${range.end}u; i++) {
      let at = i * job.stride + run;
      let p = (i + ${range.offset}u) * job.stride + run;
      var s = load_state(at);
      parameters[p] = update(parameters[p], state[at + ${stateNames.length}u * job.slot], &s, k);
      store_state(at, s);
    }
    //: end
