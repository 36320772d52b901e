    // The update of all trained parameters (update.wgsl), a quad a turn: the lane that has one in the first loop has it in all,
    // so that only norms cross lanes.
    let scale = f32(${lossFactor}) / f32((end - begin) * ${outputs}u);
    //: for group in clipped
    var squares${group} = 0.0;
    //: end
    //: for v in variables
    //: if v.before
    for (var q = ${v.first}u + lane; q < ${v.end}u; q += ${lanes}u) {
      var g = scale * scratch[gradient + q];
      //: if v.regularized
      g += penalty(scratch[base + q], k);
      //: end
      //: if clipped.length > 0
      squares${v.group} += dot(g, g);
      //: end
      scratch[gradient + q] = g;
    }
    //: end
    //: end
    //: for group in clipped
    let keep${group} = clipping(vec4f(sum_of_lanes(lane, squares${group})), k);
    //: end
    //: for v in variables
    //: if byVariable
    var weights${v.n} = 0.0; // squared norms
    var direction${v.n} = 0.0;
    //: end
    for (var q = ${v.first}u + lane; q < ${v.end}u; q += ${lanes}u) {
      var s = load_state(base + q);
      //: if clipped.length > 0
      let g = keep${v.group} * scratch[gradient + q];
      //: else
      //: if v.before
      let g = scratch[gradient + q];
      //: else
      let g = scale * scratch[gradient + q];
      //: end
      //: end
      //: if byVariable
      let direction = rule(scratch[base + q], prepared(g, &s, k), &s, k);
      let w = decayed(scratch[base + q], k);
      weights${v.n} += dot(w, w);
      direction${v.n} += dot(direction, direction);
      scratch[base + q] = w;
      scratch[gradient + q] = direction;
      //: else
      scratch[base + q] = update(scratch[base + q], g, &s, k);
      //: if sets == '+='
      scratch[gradient + q] = vec4f();
      //: end
      //: end
      store_state(base + q, s);
    }
    //: if byVariable
    let norms${v.n} = vec2f(sum_of_lanes(lane, weights${v.n}), sum_of_lanes(lane, direction${v.n}));
    let rate${v.n} = k.learning_rate * trust(vec4f(norms${v.n}.x), vec4f(norms${v.n}.y));
    for (var q = ${v.first}u + lane; q < ${v.end}u; q += ${lanes}u) {
      var s = load_state(base + q);
      scratch[base + q] = averaged(scratch[base + q] - rate${v.n} * scratch[gradient + q], &s, k);
      //: if sets == '+='
      scratch[gradient + q] = vec4f();
      //: end
      store_state(base + q, s);
    }
    //: end
    //: end
