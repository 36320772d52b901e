// Uniforms, normals and indices: their laws, and GPU against CPU twin.

import { expect, test } from 'vitest';
import {
  NORMAL_ULPS,
  normalDraw,
  randomBelow,
  randomBits,
  uniformDraw,
} from '../../src/random/draws';
import { inverseErf } from '../../src/random/inverse_erf';
import { streams } from '../../src/random/streams';
import { threefry2x32 } from '../../src/random/threefry';
import { erf } from '../../src/study/catalogues/initializers/operations';
import { gpuTest } from '../support/gpu';
import { expectEven, expectLaw, normalLaw, uniformLaw } from '../support/law';
import { normalsOfUniforms, probe } from './probe';

const { INIT, SHUFFLE, DROPOUT } = streams;
const COUNT = 100_000;
const many = (f: (index: number) => number) => Float64Array.from({ length: COUNT }, (_, i) => f(i));

test('a draw is word 0 of the block of (stream + 8 epoch, index) under (study seed, run seed)', () => {
  expect(randomBits(7, 9, SHUFFLE, 5, 11)).toBe(threefry2x32(7, 9, 2 + 8 * 5, 11)[0]);
});

test('no two streams or epochs share a counter', () => {
  const words = Object.values(streams).flatMap((stream) => [0, 1, 2].map((e) => stream + 8 * e));
  expect(new Set(words).size).toBe(words.length);
  expect(Math.max(...Object.values(streams))).toBeLessThan(8);
});

test('draws follow their laws, along indices and along runs', () => {
  expectLaw(
    many((i) => uniformDraw(0, 0, INIT, 0, i)),
    uniformLaw(0, 1),
    'index',
  );
  expectLaw(
    many((run) => uniformDraw(0, run, INIT, 0, 0)),
    uniformLaw(0, 1),
    'run',
  );
  expectLaw(
    many((i) => normalDraw(1, 2, DROPOUT, 3, i)),
    normalLaw(0, 1),
    'normal',
  );
  const counts = Array.from({ length: 7 }, () => 0);
  for (let i = 0; i < COUNT; i++) counts[randomBelow(7, 1, 2, SHUFFLE, 0, i)]++;
  expectEven(counts);
});

test('uniforms lie strictly inside (0, 1), and are exact in float32', () => {
  const extremes = [0, 2 ** 23 - 1].map((k) => (k + 0.5) * 2 ** -23);
  expect(extremes.map(Math.fround)).toEqual(extremes);
  expect(extremes[0]).toBeGreaterThan(0);
  expect(extremes[1]).toBe(1 - extremes[0]);
  for (let i = 0; i < 1000; i++) {
    const u = uniformDraw(3, 4, INIT, 0, i);
    expect((u * 2 ** 24) % 2).toBe(1);
  }
});

test('inverse_erf inverts erf to a relative 2^-22', () => {
  for (let y = 1e-6; y < 1 - 1e-7; y += (1 - y) * 0.01) {
    const x = inverseErf(y);
    const slope = (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x);
    expect(Math.abs((erf(x) - y) / slope / x), `at ${y}`).toBeLessThan(2 ** -22);
    expect(inverseErf(-y)).toBe(-x);
  }
});

gpuTest('bits, uniforms and indices on the GPU are the twin’s', async ({ device }) => {
  const [study, seed, count] = [0xfedcba98, 0xffffffff, 100_000];
  const gpu = await probe(device, { count, study, seed });
  const twin = (f: (index: number) => number) => Array.from({ length: count }, (_, i) => f(i));
  expect(gpu.bits).toEqual(twin((i) => randomBits(study, seed, DROPOUT, 3, i)));
  expect(gpu.uniforms).toEqual(twin((i) => uniformDraw(study, seed, DROPOUT, 3, i)));
  expect(gpu.belowTen).toEqual(twin((i) => randomBelow(10, study, seed, DROPOUT, 3, i)));
  gpu.normals.forEach((z, i) => {
    const expected = normalDraw(study, seed, DROPOUT, 3, i);
    expect(ulps(z, expected), `draw ${i}: ${z}, ${expected}`).toBeLessThanOrEqual(NORMAL_ULPS);
  });
});

// SwiftShader under Dawn: 3.04 at most, 89 % below 1
gpuTest('all 2^23 normals there are lie within NORMAL_ULPS of the twin’s', async ({ device }) => {
  const part = 2 ** 21;
  let worst = 0;
  for (let first = 0; first < 2 ** 23; first += part) {
    const values = await normalsOfUniforms(device, first, part);
    for (let i = 0; i < part; i++) {
      const u = (first + i + 0.5) * 2 ** -23;
      const off = ulps(values[i], Math.SQRT2 * inverseErf(2 * u - 1));
      if (!(off <= worst)) worst = off;
    }
  }
  expect(worst).toBeLessThanOrEqual(NORMAL_ULPS);
  expect(worst).toBeGreaterThan(0);
});

/** The distance of two numbers in units in the last place of the second as a float32. */
const ulps = (a: number, b: number) =>
  Math.abs(a - b) / 2 ** (Math.floor(Math.log2(Math.abs(b))) - 23);
