// The most multiplications and additions that a device makes: chains of them that do not wait for each other, with nothing to
// load. Factors come from a buffer and results go to one, so that no compiler can fold or drop them.
alias real = ${real};

@group(0) @binding(0) var<uniform> iterations: u32;
@group(0) @binding(1) var<uniform> factors: vec2f;
@group(0) @binding(2) var<storage, read_write> results: array<real>; // [invocation]

@compute @workgroup_size(${workgroup})
fn peak(@builtin(global_invocation_id) id: vec3u) {
  let a = real(factors.x);
  let b = real(factors.y);
  //: for c in 0..chains
  var x${c} = results[id.x] + real(${c});
  //: end
  for (var i = 0u; i < iterations; i++) {
    //: for u in 0..turns
    //: for c in 0..chains
    //: if fused
    x${c} = fma(x${c}, a, b);
    //: else
    x${c} = x${c} * a + b;
    //: end
    //: end
    //: end
  }
  results[id.x] = x0
    //: for c in 1..chains
    + x${c}
    //: end
    ;
}
