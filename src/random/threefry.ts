// Threefry2x32 with 20 rounds (Salmon, Moraes, Dror, Shaw: Parallel random numbers: as easy as 1, 2, 3; SC 2011):
// a bijection of 64-bit counters for each 64-bit key. The twin of `threefry2x32` in shaders/rng.wgsl; written out,
// because a loop over the rounds takes twice as long.

const PARITY = 0x1bd11bda;

const rotateLeft = (x: number, by: number) => (x << by) | (x >>> (32 - by));

/**
 * The block of a counter under a key.
 * @param k0,k1 the key's words
 * @param c0,c1 the counter's words
 * @returns two words, 0 .. 2^32 - 1
 */
export function threefry2x32(k0: number, k1: number, c0: number, c1: number): [number, number] {
  const k2 = PARITY ^ k0 ^ k1;
  let x = (c0 + k0) | 0;
  let y = (c1 + k1) | 0;

  x = (x + y) | 0;
  y = rotateLeft(y, 13) ^ x;
  x = (x + y) | 0;
  y = rotateLeft(y, 15) ^ x;
  x = (x + y) | 0;
  y = rotateLeft(y, 26) ^ x;
  x = (x + y) | 0;
  y = rotateLeft(y, 6) ^ x;
  x = (x + k1) | 0;
  y = (y + k2 + 1) | 0;

  x = (x + y) | 0;
  y = rotateLeft(y, 17) ^ x;
  x = (x + y) | 0;
  y = rotateLeft(y, 29) ^ x;
  x = (x + y) | 0;
  y = rotateLeft(y, 16) ^ x;
  x = (x + y) | 0;
  y = rotateLeft(y, 24) ^ x;
  x = (x + k2) | 0;
  y = (y + k0 + 2) | 0;

  x = (x + y) | 0;
  y = rotateLeft(y, 13) ^ x;
  x = (x + y) | 0;
  y = rotateLeft(y, 15) ^ x;
  x = (x + y) | 0;
  y = rotateLeft(y, 26) ^ x;
  x = (x + y) | 0;
  y = rotateLeft(y, 6) ^ x;
  x = (x + k0) | 0;
  y = (y + k1 + 3) | 0;

  x = (x + y) | 0;
  y = rotateLeft(y, 17) ^ x;
  x = (x + y) | 0;
  y = rotateLeft(y, 29) ^ x;
  x = (x + y) | 0;
  y = rotateLeft(y, 16) ^ x;
  x = (x + y) | 0;
  y = rotateLeft(y, 24) ^ x;
  x = (x + k1) | 0;
  y = (y + k2 + 4) | 0;

  x = (x + y) | 0;
  y = rotateLeft(y, 13) ^ x;
  x = (x + y) | 0;
  y = rotateLeft(y, 15) ^ x;
  x = (x + y) | 0;
  y = rotateLeft(y, 26) ^ x;
  x = (x + y) | 0;
  y = rotateLeft(y, 6) ^ x;
  x = (x + k2) | 0;
  y = (y + k0 + 5) | 0;

  return [x >>> 0, y >>> 0];
}
