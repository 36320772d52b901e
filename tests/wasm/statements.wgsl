// One function for each kind of statement and expression, case_<name>(n, x) of the invocation's integer and float.
// tests/wasm/statements.test.ts has the same in TypeScript.
@group(0) @binding(0) var<storage, read> integers: array<u32>;
@group(0) @binding(1) var<storage, read> floats: array<f32>;
@group(0) @binding(2) var<storage, read_write> results: array<f32>;
@group(0) @binding(3) var<storage, read_write> scratch: array<u32>; // [row][invocation], 8 rows
@group(0) @binding(4) var<uniform> sizes: Sizes;
@group(0) @binding(5) var<storage, read_write> pairs: array<Pair>;

struct Sizes { count: u32, four: u32, half: f32 }
struct Pair { first: f32, second: f32 }
struct Nested { pair: Pair, corners: vec3f, list: array<f32, 3> }

alias real = vec4f;
const THREE = 3u;
const TABLE = array(2.0, 3.0, 5.0, 7.0);
const HALVES: vec2f = vec2(0.5, 1.5);

var<private> total: f32;
var<private> stack: array<u32, 4>;
var<private> me: u32;

fn case_if_else(n: u32, x: f32) -> f32 {
  var y = 1.0;
  if (x > 0.0) { y = x; } else if (n == 2u) { y += 10.0; } else { y = -x; }
  return y;
}

fn case_early_return(n: u32, x: f32) -> f32 {
  if (n % 3u == 0u) { return 1.0; }
  if (x < 0.0) {
    if (n > 5u) { return 2.0; }
  }
  var y = x;
  y *= 2.0;
  return y;
}

fn case_for(n: u32, x: f32) -> f32 {
  var sum = 0.0;
  for (var i = 0u; i < sizes.four; i++) { sum += f32(i) * x; }
  return sum;
}

fn case_for_each_its_own(n: u32, x: f32) -> f32 {
  var sum = 0.0;
  for (var i = 0u; i < n; i++) { sum += f32(i); }
  return sum;
}

fn case_while(n: u32, x: f32) -> f32 {
  var m = n;
  var steps = 0.0;
  while m != 1u && m != 0u {
    m = select(3u * m + 1u, m / 2u, m % 2u == 0u);
    steps += 1.0;
  }
  return steps;
}

fn case_loop(n: u32, x: f32) -> f32 {
  var i = 0u;
  var sum = 0.0;
  loop {
    if (i == n) { break; }
    i++;
    if (i % 2u == 0u) { continue; }
    sum += f32(i);
  }
  return sum;
}

fn case_continuing(n: u32, x: f32) -> f32 {
  var i = 0u;
  var sum = 0.0;
  loop {
    if (i % 3u == n % 3u) { continue; }
    sum += 1.0;
    continuing {
      i++;
      break if i >= n;
    }
  }
  return sum;
}

fn case_uniform_break(n: u32, x: f32) -> f32 {
  var sum = 0.0;
  for (var i = 0u; ; i++) {
    if (i == sizes.four) { break; }
    if (i == 1u) { continue; }
    sum += x;
  }
  return sum;
}

fn case_return_in_loops(n: u32, x: f32) -> f32 {
  for (var i = 0u; i < 5u; i++) {
    for (var j = 0u; j < 5u; j++) {
      if (i * 5u + j == n) { return f32(i) + 0.1 * f32(j); }
    }
  }
  return -1.0;
}

fn case_break_of_the_inner_loop(n: u32, x: f32) -> f32 {
  var sum = 0.0;
  for (var i = 0u; i < 4u; i++) {
    for (var j = 0u; j < 4u; j++) {
      if (j > i || i + j > n) { break; }
      sum += 1.0;
    }
    if (n == i + 7u) { continue; }
    sum += 100.0;
  }
  return sum;
}

fn case_branch_in_branch(n: u32, x: f32) -> f32 {
  var y = 0.0;
  if (n > 3u) {
    if (x > 0.0) { y = 1.0; } else { y = 2.0; }
    y += 10.0;
  } else {
    for (var i = 0u; i < n; i++) {
      if (i == 1u) { y += 0.5; continue; }
      y += 0.25;
    }
  }
  return y;
}

fn case_shadowing(n: u32, x: f32) -> f32 {
  var y = x;
  {
    let y = 5.0;
    { var y = 7.0; y += 1.0; }
    if (y > 6.0) { return 0.0; }
  }
  y += 1.0;
  return y;
}

fn bump(p: ptr<function, f32>, by: f32) { *p += by; }
fn swap_pair(p: ptr<function, Pair>) {
  let old = (*p).first;
  (*p).first = (*p).second;
  p.second = old;
}

fn case_pointers(n: u32, x: f32) -> f32 {
  var y = x;
  bump(&y, 2.0);
  if (n > 4u) { bump(&y, 1.0); }
  var pair = Pair(y, f32(n));
  swap_pair(&pair);
  let inner = &pair.second;
  *inner *= 2.0;
  return pair.first - pair.second;
}

fn moved(p: Pair, by: f32) -> Pair { return Pair(p.first + by, p.second - by); }

fn case_structs(n: u32, x: f32) -> f32 {
  var nested: Nested;
  nested.pair = moved(Pair(x, 1.0), 3.0);
  nested.corners = vec3f(1.0, 2.0, x);
  nested.list[2] = nested.pair.second;
  nested.list[n % 2u] = 4.0;
  let copy = nested;
  nested.corners.x = 100.0;
  return copy.pair.first + copy.corners.x + copy.list[2] + copy.list[0] * 10.0;
}

fn case_arrays(n: u32, x: f32) -> f32 {
  var list = array<f32, 4>(1.0, 2.0, x, 8.0);
  list[n % 4u] += 0.5;
  for (var i = 0u; i < 3u; i++) { list[i + 1u] += list[i]; }
  return list[3] + TABLE[n % 4u] + TABLE[1];
}

fn case_private(n: u32, x: f32) -> f32 {
  for (var i = 0u; i < 4u; i++) { stack[i] = i * n; }
  if (n > 2u) { stack[1] = 50u; }
  total = f32(stack[1] + stack[n % 4u]);
  return total;
}

fn next() -> f32 { total += 1.0; return total; }

fn case_order_of_effects(n: u32, x: f32) -> f32 {
  total = x;
  let before = total + 10.0 * next() + 100.0 * next();
  return before - total;
}

fn case_vectors(n: u32, x: f32) -> f32 {
  var v = vec3f(x, 1.0, 2.0);
  v.y = 4.0;
  v += vec3(1.0);
  let w = v.zyx * 2.0;
  let u = vec4f(w.xy, 1.0, HALVES.y);
  let flags = w > vec3f(5.0);
  let picked = select(w, -w, flags);
  return dot(u, vec4f(1.0, 10.0, 100.0, 1000.0)) + picked.x + f32(any(flags)) + f32(all(flags)) + length(vec2f(3.0, 4.0)) + v[n % 3u];
}

fn case_packed(n: u32, x: f32) -> f32 {
  let zero = real();
  let y = max(real(x), zero) + fma(real(2.0), real(0.5), real(1.0, 2.0, 3.0, 4.0));
  let bits = bitcast<vec4u>(y) & vec4u(0x7f800000u);
  return y.x + y.w + f32(bits.x >> 23u);
}

fn case_whole_numbers(n: u32, x: f32) -> f32 {
  let a = 100u / n;
  let b = 100u % n;
  let c = ((0u - n) / 7u) % 1000u;
  let d = i32(n) - 8;
  let e = d / 3 + d % 3 * 100;
  let f = ((n * 0x9e3779b9u) >> (n % 32u)) & 1023u;
  let g = (d >> 1u) + (d << 2u);
  return f32(a + b) + f32(c) + f32(e) + f32(f) + f32(g) + f32(~n & 15u) + f32(n ^ 5u) + f32(n | 8u);
}

fn case_conversions(n: u32, x: f32) -> f32 {
  let a = u32(x * 10.0);
  let b = i32(x * 10.0);
  let c = f32(bitcast<u32>(x) >> 23u);
  let d = bitcast<f32>(bitcast<u32>(x) ^ 0x80000000u);
  return f32(a) + f32(b) + c + d + f32(x > 1.0) + f32(u32(n > 3u)) + f32(bool(n));
}

fn case_logic(n: u32, x: f32) -> f32 {
  let a = n > 2u && x > 0.0;
  let b = n < 2u || x < -1.0;
  let c = sizes.count > 4u && sizes.half < 1.0;
  let d = ((n > 1u) & !(x > 0.0)) | (a != b);
  return f32(a) + 2.0 * f32(b) + 4.0 * f32(c) + 8.0 * f32(d) + 16.0 * f32(a == b) + 32.0 * f32(n == 1u && sizes.count > 99u);
}

fn case_rounding(n: u32, x: f32) -> f32 {
  return floor(x) + 10.0 * ceil(x) + 100.0 * round(x) + 1000.0 * trunc(x) + sign(x) + fract(x) + abs(x)
    + clamp(x, -1.0, 1.0) + min(x, 0.5) + max(x, -0.5) + saturate(x) + step(0.0, x) + mix(1.0, 3.0, 0.25)
    + sqrt(abs(x)) + f32(min(n, 3u)) + f32(max(i32(n) - 4, -2)) + x % 0.75 + f32(abs(i32(n) - 5));
}

fn case_gather_and_scatter(n: u32, x: f32) -> f32 {
  let count = sizes.count;
  for (var i = 0u; i < 8u; i++) { scratch[i * count + me] = i; }
  for (var i = 7u; i > 0u; i--) { // a permutation of its own for every invocation
    let at = i * count + me;
    let other_at = ((n * 7u + i * 3u) % (i + 1u)) * count + me;
    let other = scratch[other_at];
    scratch[other_at] = scratch[at];
    scratch[at] = other;
  }
  var number = 0.0;
  for (var i = 0u; i < 8u; i++) { number = 8.0 * number + f32(scratch[i * count + me]); }
  if (n > 3u) { scratch[me] = 77u; }
  return number + f32(scratch[me]);
}

fn case_structs_in_memory(n: u32, x: f32) -> f32 {
  pairs[me] = Pair(x, f32(n));
  if (n % 2u == 0u) { pairs[me].second = -1.0; }
  let other = pairs[(me / 4u) * 4u + n % (me % 4u + 1u)];
  return pairs[me].second + other.first;
}

fn case_uniform_values(n: u32, x: f32) -> f32 {
  let batches = (sizes.count + sizes.four - 1u) / sizes.four;
  var best = 0u;
  for (var i = 0u; i < sizes.four; i++) { best = max(best, (i * 3u) % sizes.four); }
  let early = select(1.0, 2.0, sizes.count > THREE) + 0x1.8p-2 + f32(0x1Fu);
  return f32(batches) + f32(best) + early + sizes.half + floats[sizes.four] + exp2(3.0);
}

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u) {
  me = id.x;
  if (me >= sizes.count) { return; }
  results[me] = case_${name}(integers[me], floats[me]);
}
