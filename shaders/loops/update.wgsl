    // The update of all trained parameters (update.wgsl), by loops over weights w and gradients g.
    for (var p = 0u; p < ${parameters}u; p++) { g[p] *= scale; }
    //: for group in clipped
    var squares${group} = real();
    //: end
    //: for v in variables
    //: if v.regularized || clipped.length > 0
    for (var p = ${v.first + v.offset}u; p < ${v.end + v.offset}u; p++) {
      //: if v.regularized
      g[p] += penalty(w[p], k);
      //: end
      //: if clipped.length > 0
      squares${v.group} = fma(g[p], g[p], squares${v.group});
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
      let p = i + ${v.offset}u;
      var s = load_state(at);
      //: if clipped.length > 0
      g[p] *= keep${v.group};
      //: end
      //: if byVariable
      g[p] = rule(w[p], prepared(g[p], &s, k), &s, k);
      w[p] = decayed(w[p], k);
      weights${v.n} = fma(w[p], w[p], weights${v.n});
      direction${v.n} = fma(g[p], g[p], direction${v.n});
      //: else
      w[p] = update(w[p], g[p], &s, k);
      //: end
      store_state(at, s);
    }
    //: if byVariable
    let rate${v.n} = k.learning_rate * trust(weights${v.n}, direction${v.n});
    for (var i = ${v.first}u; i < ${v.end}u; i++) {
      let at = i * job.stride + run;
      let p = i + ${v.offset}u;
      var s = load_state(at);
      w[p] = averaged(w[p] - rate${v.n} * g[p], &s, k);
      store_state(at, s);
    }
    //: end
    //: end
