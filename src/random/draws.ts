// Random numbers without state: a draw is a function of two 32-bit seeds, a stream, an epoch and an index, so that runs
// and steps can be computed in any order. The twin of shaders/rng.wgsl: bits and uniforms are equal there, normals within
// NORMAL_ULPS. `epoch` is the step or epoch that a draw belongs to, below 2^29, and 0 where there is none.
import { inverseErf } from './inverse_erf';
import type { Stream } from './streams';
import { threefry2x32 } from './threefry';

type Draw = (
  studySeed: number,
  runSeed: number,
  stream: Stream,
  epoch: number,
  index: number,
) => number;

/** How far a normal draw on a GPU may be from the twin's, in units in the last place of float32. */
export const NORMAL_ULPS = 16;

/** 32 random bits. */
export const randomBits: Draw = (studySeed, runSeed, stream, epoch, index) =>
  threefry2x32(studySeed, runSeed, stream + 8 * epoch, index)[0];

/** Uniform in (0, 1), symmetric about 1/2: an odd multiple of 2^-24, exact in float32. */
export const uniformDraw: Draw = (studySeed, runSeed, stream, epoch, index) =>
  ((randomBits(studySeed, runSeed, stream, epoch, index) >>> 9) + 0.5) * 2 ** -23;

/** The same draw on (-1, 1): an odd multiple of 2^-23, exact in float32. */
export const centredDraw: Draw = (studySeed, runSeed, stream, epoch, index) =>
  2 * uniformDraw(studySeed, runSeed, stream, epoch, index) - 1;

/** Standard normal by the inverse distribution function, in float32; |z| < 5.3. */
export const normalDraw: Draw = (studySeed, runSeed, stream, epoch, index) =>
  Math.fround(Math.SQRT2 * inverseErf(centredDraw(studySeed, runSeed, stream, epoch, index)));

/** A whole number below n; none is likelier than another by more than n / 2^32 of its share. */
export const randomBelow = (n: number, ...draw: Parameters<Draw>): number =>
  randomBits(...draw) % n;
