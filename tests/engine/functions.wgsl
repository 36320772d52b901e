// Every activation and loss, and its slope, at many points; points are the components of vectors where `real` is one.
//: include real
//: include activations
//: include losses

@group(0) @binding(0) var<storage, read> points: array<real>;
@group(0) @binding(1) var<storage, read_write> values: array<real>; // [row][point]
@group(0) @binding(2) var<storage, read_write> slopes: array<real>; // [row][point]

@compute @workgroup_size(64)
fn probe(@builtin(global_invocation_id) id: vec3u) {
  let count = arrayLength(&points);
  let i = id.x;
  if (i >= count) { return; }
  let z = points[i];
  //: for row in rows
  let value${row.index} = ${row.value};
  values[${row.index}u * count + i] = value${row.index};
  slopes[${row.index}u * count + i] = ${row.slope};
  //: end
}
