// Threefry2x32-20 against published numbers, on the CPU and on the GPU.

import { expect, test } from 'vitest';
import { threefry2x32 } from '../../src/random/threefry';
import { gpuTest } from '../support/gpu';
import { probe } from './probe';

/** key, counter, block; hexadecimal, from the file kat_vectors of Random123. */
const RANDOM123 = [
  ['00000000 00000000', '00000000 00000000', '6b200159 99ba4efe'],
  ['ffffffff ffffffff', 'ffffffff ffffffff', '1cb996fc bb002be7'],
  ['13198a2e 03707344', '243f6a88 85a308d3', 'c4923a9c 483df7a0'],
] as const;

const words = (text: string) => text.split(' ').map((word) => parseInt(word, 16));

/** jax.random.split(jax.random.PRNGKey(0)) with jax_threefry_partitionable=False: counters (0, 2) and (1, 3), word by word. */
const JAX_SPLIT = [
  [4146024105, 967050713],
  [2718843009, 1272950319],
];

test.each(RANDOM123)('key %s, counter %s', (key, counter, block) => {
  const [k0, k1] = words(key);
  const [c0, c1] = words(counter);
  expect(threefry2x32(k0, k1, c0, c1)).toEqual(words(block));
});

test('splits a key as JAX does', () => {
  const blocks = [threefry2x32(0, 0, 0, 2), threefry2x32(0, 0, 1, 3)];
  expect([0, 1].map((word) => blocks.map((block) => block[word]))).toEqual(JAX_SPLIT);
});

gpuTest(
  'the GPU gives the published blocks, and the CPU its blocks elsewhere',
  async ({ device }) => {
    const published = RANDOM123.map(([key, counter]) => [...words(key), ...words(counter)]);
    const jax = [0, 1].map((i) => [0, 0, i, i + 2]);
    const others = Array.from({ length: 1000 }, (_, i) =>
      [1, 2, 3, 4].map((k) => Math.imul(0x9e3779b1, 4 * i + k) >>> 0),
    );
    const asked = [...published, ...jax, ...others];
    const { blocks } = await probe(device, { counters: asked });
    expect(blocks.slice(0, 3)).toEqual(RANDOM123.map(([, , block]) => words(block)));
    expect([0, 1].map((word) => blocks.slice(3, 5).map((block) => block[word]))).toEqual(JAX_SPLIT);
    expect(blocks).toEqual(asked.map(([k0, k1, c0, c1]) => threefry2x32(k0, k1, c0, c1)));
  },
);
