        // One unit, of one quad of samples; under dropout what is left of it, and of its slope.
        let cell = ${l.outputRow * width}u + task;
        let z = ${memory}[${cells}cell];
        //: if l.drawn
        //: for c in components
        let r${c.n} = drawn_${l.n}(t, seed, first + 4u * q + ${c.n}u, o);
        //: end
        let r${l.n}_0 = vec4f(r0, r1, r2, r3);
        //: end
        //: if l.learns
        let leak = slope_of(base, ${l.slopesFrom}u, o);
        //: end
        let h = act_${l.activation}(z${l.arguments(0)});
        //: if l.dropped
        //: for c in components
        let u${c.n} = mask_draw(t, seed, first + 4u * q + ${c.n}u, o + ${l.dropped.first}u);
        //: end
        //: if l.keepsOne
        let keep = select(vec4f(${l.dropped.keep}), vec4f(keep_first[o + ${l.dropped.first}u]), none);
        let kept = vec4f(u0, u1, u2, u3) < keep;
        none &= !kept;
        //: else
        let kept = vec4f(u0, u1, u2, u3) < vec4f(${l.dropped.keep});
        //: end
        let m = select(vec4f(), vec4f(${l.dropped.scale}), kept);
        ${memory}[${cells}cell] = m * h;
        //: else
        ${memory}[${cells}cell] = h;
        //: end
        //: if l.learning
        //: if l.dropped
        ${memory}[${cells}${l.learnRow * width}u + task] = learn_${l.activation}(m, z);
        //: else
        ${memory}[${cells}${l.learnRow * width}u + task] = learn_${l.activation}(vec4f(1), z);
        //: end
        //: end
        //: if l.sloped && !evaluating
        let slope = back_${l.activation}(vec4f(1), z, h${l.arguments(0)});
        //: if l.dropped
        ${memory}[${cells}${l.slopeRow * width}u + task] = m * slope;
        //: else
        ${memory}[${cells}${l.slopeRow * width}u + task] = slope;
        //: end
        //: end
