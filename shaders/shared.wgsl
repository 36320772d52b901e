      // Four rows, one an invocation of a quad, which shares them (sample.wgsl). All invocations are here, those without a run too.
      //: for q in 0..quads
      let shared${q} = table[(s + lane % 4u) * ${quads}u + ${q}u];
      //: end
