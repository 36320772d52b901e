      // Four rows, one an invocation of a quad, which shares them (sample.wgsl). All invocations are here, those without a run too.
      // (`lane % 4u` is a division a lane on SwiftShader, for every load.)
      //: for q in 0..quads
      let shared${q} = table[(s + (lane & 3u)) * ${quads}u + ${q}u];
      //: end
