      // Four rows, one an invocation: the subgroup shares them (sample.wgsl). All its invocations are here, those without a run too.
      //: for q in 0..quads
      let shared${q} = table[(s + lane) * ${quads}u + ${q}u];
      //: end
