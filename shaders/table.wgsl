// The task's samples, [row][quad]: inputs, then outputs, padded to whole vectors. All networks walk the same rows, so the
// constant cache serves them where the table fits a uniform buffer; compilers also see that such loads are uniform.
//: if tableKind == 'uniform'
@group(0) @binding(2) var<uniform> table: array<vec4f, ${uniformQuads}>;
//: else
@group(0) @binding(2) var<storage, read> table: array<vec4f>;
//: end
