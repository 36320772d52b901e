// Threefry2x32-20 against published numbers, on the CPU and on the GPU.

import { expect, test } from 'vitest';
import { threefry2x32 } from '../../src/random/threefry';
import { JAX_SPLIT, RANDOM123 } from '../../src/verify/random';
import { gpuTest } from '../support/gpu';
import { probe } from './probe';

const published = [...RANDOM123, ...JAX_SPLIT];

test.each(published)(
  'key $key, counter $counter',
  ({ key: [k0, k1], counter: [c0, c1], block }) => {
    expect(threefry2x32(k0, k1, c0, c1)).toEqual(block);
  },
);

gpuTest(
  'the GPU gives the published blocks, and the CPU its blocks elsewhere',
  async ({ device }) => {
    const others = Array.from({ length: 1000 }, (_, i) =>
      [1, 2, 3, 4].map((k) => Math.imul(0x9e3779b1, 4 * i + k) >>> 0),
    );
    const asked = [...published.map(({ key, counter }) => [...key, ...counter]), ...others];
    const { blocks } = await probe(device, { counters: asked });
    expect(blocks.slice(0, published.length)).toEqual(published.map(({ block }) => block));
    expect(blocks).toEqual(asked.map(([k0, k1, c0, c1]) => threefry2x32(k0, k1, c0, c1)));
  },
);
