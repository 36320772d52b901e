        // One unit, of one quad of samples; m is what dropout multiplies it by.
        let cell = ${l.outputRow * width}u + task;
        let z = ${memory}[${cells}cell];
        //: if l.drawn
        let r${l.n}_0 = drawn_${l.n}(t, seed, first + 4u * q, o);
        //: end
        //: if l.learns
        let leak = slope_of(base, ${l.slopesFrom}u, o);
        //: end
        let h = act_${l.activation}(z${l.arguments(0)});
        //: if l.dropped
        let draws = mask_draws(t, seed, first + 4u * q, o + ${l.dropped.first}u);
        //: if l.keepsOne
        let kept = draws < select(vec4f(${l.dropped.keep}), vec4f(keep_first[o + ${l.dropped.first}u]), none);
        none &= !kept;
        //: else
        let kept = draws < vec4f(${l.dropped.keep});
        //: end
        let m = select(vec4f(), vec4f(${l.dropped.scale}), kept);
        ${memory}[${cells}cell] = m * h;
        //: else
        let m = vec4f(1);
        ${memory}[${cells}cell] = h;
        //: end
        //: if l.learning
        ${memory}[${cells}${l.learnRow * width}u + task] = learn_${l.activation}(m, z);
        //: end
        //: if l.sloped && !evaluating
        ${memory}[${cells}${l.slopeRow * width}u + task] = back_${l.activation}(m, z, h${l.arguments(0)});
        //: end
