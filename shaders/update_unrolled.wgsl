    // The update of all trained parameters where weights (w), gradients (g) and, if it is kept, state (s) are variables.
    //: for v in variables
    //: if v.regularized
    //: for p in v.parameters
    g${p} += penalty(w${p}, k);
    //: end
    //: end
    //: end
    //: for group in clipped
    var squares${group} = real();
    //: end
    //: if clipped.length > 0
    //: for v in variables
    //: for p in v.parameters
    squares${v.group} = fma(g${p}, g${p}, squares${v.group});
    //: end
    //: end
    //: for group in clipped
    let keep${group} = clipping(squares${group}, k);
    //: end
    //: for v in variables
    //: for p in v.parameters
    g${p} *= keep${v.group};
    //: end
    //: end
    //: end
    //: for v in variables
    //: if byVariable
    var weights${v.n} = real(); // squared norms
    var direction${v.n} = real();
    //: end
    //: for p in v.parameters
    //: if !kept
    var s${p} = load_state(${slotOf(p)}u * job.stride + run);
    //: end
    //: if byVariable
    g${p} = rule(w${p}, prepared(g${p}, &s${p}, k), &s${p}, k);
    w${p} = decayed(w${p}, k);
    weights${v.n} = fma(w${p}, w${p}, weights${v.n});
    direction${v.n} = fma(g${p}, g${p}, direction${v.n});
    //: else
    w${p} = update(w${p}, g${p}, &s${p}, k);
    //: if !kept
    store_state(${slotOf(p)}u * job.stride + run, s${p});
    //: end
    //: end
    //: end
    //: if byVariable
    let rate${v.n} = k.learning_rate * trust(weights${v.n}, direction${v.n});
    //: for p in v.parameters
    w${p} = averaged(w${p} - rate${v.n} * g${p}, &s${p}, k);
    //: if !kept
    store_state(${slotOf(p)}u * job.stride + run, s${p});
    //: end
    //: end
    //: end
    //: end
