// Random numbers without state; the twin is src/random. A draw is word 0 of a Threefry2x32-20 block: its key is
// (study seed, run seed), its counter (stream + 8 epoch, index). Bits and uniforms are equal on every device.

const INIT = ${streams.INIT}u;
const INIT_CHOICE = ${streams.INIT_CHOICE}u;
const SHUFFLE = ${streams.SHUFFLE}u;
const DATA = ${streams.DATA}u;
const DROPOUT = ${streams.DROPOUT}u;
const SLOPE = ${streams.SLOPE}u;
const TABLE = ${streams.TABLE}u;

const THREEFRY_PARITY = 0x1bd11bdau;
const EVEN_ROUNDS = vec4u(13u, 15u, 26u, 6u);
const ODD_ROUNDS = vec4u(17u, 29u, 16u, 24u);

fn rotate_left(x: u32, by: u32) -> u32 { return (x << by) | (x >> (32u - by)); }

fn four_rounds(block: vec2u, by: vec4u) -> vec2u {
  var x = block.x;
  var y = block.y;
  x += y; y = rotate_left(y, by.x) ^ x;
  x += y; y = rotate_left(y, by.y) ^ x;
  x += y; y = rotate_left(y, by.z) ^ x;
  x += y; y = rotate_left(y, by.w) ^ x;
  return vec2u(x, y);
}

fn threefry2x32(key: vec2u, counter: vec2u) -> vec2u {
  let k2 = THREEFRY_PARITY ^ key.x ^ key.y;
  var block = counter + key;
  block = four_rounds(block, EVEN_ROUNDS) + vec2u(key.y, k2 + 1u);
  block = four_rounds(block, ODD_ROUNDS) + vec2u(k2, key.x + 2u);
  block = four_rounds(block, EVEN_ROUNDS) + vec2u(key.x, key.y + 3u);
  block = four_rounds(block, ODD_ROUNDS) + vec2u(key.y, k2 + 4u);
  block = four_rounds(block, EVEN_ROUNDS) + vec2u(k2, key.x + 5u);
  return block;
}

fn random_bits(stream: u32, epoch: u32, seed: u32, index: u32) -> u32 {
  return threefry2x32(vec2u(job.study_seed, seed), vec2u(stream + 8u * epoch, index)).x;
}

// Uniform in (0, 1): (bits >> 9 + 1/2) / 2^23, where every step is exact.
fn uniform_draw(stream: u32, epoch: u32, seed: u32, index: u32) -> f32 {
  return (f32(random_bits(stream, epoch, seed, index) >> 9u) + 0.5) * 1.1920928955078125e-7;
}

// The same draw on (-1, 1): an odd multiple of 2^-23, exact.
fn centred_draw(stream: u32, epoch: u32, seed: u32, index: u32) -> f32 {
  return 2.0 * uniform_draw(stream, epoch, seed, index) - 1.0;
}

fn normal_draw(stream: u32, epoch: u32, seed: u32, index: u32) -> f32 {
  return 1.4142135 * inverse_erf(centred_draw(stream, epoch, seed, index));
}

fn random_below(n: u32, stream: u32, epoch: u32, seed: u32, index: u32) -> u32 {
  return random_bits(stream, epoch, seed, index) % n;
}

// M. Giles, Approximating the erfinv function (2011), single precision.
fn inverse_erf(y: f32) -> f32 {
  let w = -log((1.0 - y) * (1.0 + y));
  if (w < 5.0) {
    let s = w - 2.5;
    var p = 2.81022636e-8;
    p = p * s + 3.43273939e-7;
    p = p * s - 3.5233877e-6;
    p = p * s - 4.39150654e-6;
    p = p * s + 2.1858087e-4;
    p = p * s - 1.25372503e-3;
    p = p * s - 4.17768164e-3;
    p = p * s + 2.46640727e-1;
    p = p * s + 1.50140941;
    return p * y;
  }
  let s = sqrt(w) - 3.0;
  var p = -2.00214257e-4;
  p = p * s + 1.00950558e-4;
  p = p * s + 1.34934322e-3;
  p = p * s - 3.67342844e-3;
  p = p * s + 5.73950773e-3;
  p = p * s - 7.6224613e-3;
  p = p * s + 9.43887047e-3;
  p = p * s + 1.00167406;
  p = p * s + 2.83297682;
  return p * y;
}
