// Shows the random numbers of shaders/rng.wgsl to the tests.
//: include job
//: include rng

@group(0) @binding(1) var<storage, read> counters: array<vec4u>; // key, counter
@group(0) @binding(2) var<storage, read_write> blocks: array<vec2u>;
@group(0) @binding(3) var<storage, read_write> draws: array<vec4u>; // bits, uniform, normal, below 10

@compute @workgroup_size(64)
fn probe(@builtin(global_invocation_id) id: vec3u) {
  let i = id.x;
  if (i < job.rows) { blocks[i] = threefry2x32(counters[i].xy, counters[i].zw); }
  if (i >= job.runs) { return; }
  draws[i] = vec4u(
    random_bits(DROPOUT, 3u, job.first_seed, i),
    bitcast<u32>(uniform_draw(DROPOUT, 3u, job.first_seed, i)),
    bitcast<u32>(normal_draw(DROPOUT, 3u, job.first_seed, i)),
    random_below(10u, DROPOUT, 3u, job.first_seed, i),
  );
}
