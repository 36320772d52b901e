    // The update of all trained parameters where their gradients are in storage, in the slot behind the optimiser's state.
    //: for group in clipped
    var squares${group} = real();
    //: end
    //: for v in variables
    //: if v.regularized || clipped.length > 0
    for (var i = ${v.first}u; i < ${v.end}u; i++) {
      let at = i * job.stride + run + ${stateNames.length}u * job.slot;
      //: if v.regularized
      state[at] += penalty(parameters[(i + ${v.offset}u) * job.stride + run], k);
      //: end
      //: if clipped.length > 0
      squares${v.group} = fma(state[at], state[at], squares${v.group});
      //: end
    }
    //: end
    //: end
    //: for group in clipped
    let keep${group} = clipping(squares${group}, k);
    //: end
    //: for v in variables
    //: if byVariable
    var weights${v.n} = real(); // squared norms
    var direction${v.n} = real();
    //: end
    for (var i = ${v.first}u; i < ${v.end}u; i++) {
      let at = i * job.stride + run;
      let p = (i + ${v.offset}u) * job.stride + run;
      var s = load_state(at);
      //: if clipped.length > 0
      let g = state[at + ${stateNames.length}u * job.slot] * keep${v.group};
      //: else
      let g = state[at + ${stateNames.length}u * job.slot];
      //: end
      //: if byVariable
      let direction = rule(parameters[p], prepared(g, &s, k), &s, k);
      let w = decayed(parameters[p], k);
      weights${v.n} = fma(w, w, weights${v.n});
      direction${v.n} = fma(direction, direction, direction${v.n});
      parameters[p] = w;
      state[at + ${stateNames.length}u * job.slot] = direction;
      //: else
      parameters[p] = update(parameters[p], g, &s, k);
      //: end
      store_state(at, s);
    }
    //: if byVariable
    let rate${v.n} = k.learning_rate * trust(weights${v.n}, direction${v.n});
    for (var i = ${v.first}u; i < ${v.end}u; i++) {
      let at = i * job.stride + run;
      let p = (i + ${v.offset}u) * job.stride + run;
      var s = load_state(at);
      parameters[p] = averaged(parameters[p] - rate${v.n} * state[at + ${stateNames.length}u * job.slot], &s, k);
      store_state(at, s);
    }
    //: end
    //: end
