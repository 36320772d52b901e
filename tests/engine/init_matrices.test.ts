// Initialisers whose entries depend on each other, drawn on the GPU, each by its law, and the CPU twin's values.

import { describe, expect } from 'vitest';
import type { Device } from '../../src/gpu/device';
import { expectClose } from '../support/close';
import { drawOnCpu, drawOnGpu, layersOf, scheme, type Drawn } from '../support/draw';
import { gpuTest } from '../support/gpu';
import { betaLaw, expectEven, expectLaw, normalLaw, uniformLaw } from '../support/law';

const range = (n: number) => Array.from({ length: n }, (_, i) => i);
const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);
const dot = (a: readonly number[], b: readonly number[]) => sum(a.map((x, i) => x * b[i]));
const runs = (d: Drawn) => range(d.runs);

/** Rows and columns of the first kernel. */
const row = (d: Drawn, run: number, i: number, units: number) =>
  range(units).map((o) => d.w(run, 0, i, o));
const column = (d: Drawn, run: number, o: number, inputs: number) =>
  range(inputs).map((i) => d.w(run, 0, i, o));

/** Draws on the GPU, after a comparison of the first runs with the twin. */
async function draw(
  device: Device,
  layers: ReturnType<typeof layersOf>,
  count: number,
  atol = 1e-6,
) {
  const gpu = await drawOnGpu(device, layers, { runs: count });
  const few = await drawOnGpu(device, layers, { runs: 500 });
  expectClose(few.values, drawOnCpu(layers, { runs: 500 }).values, { rtol: 2e-6, atol });
  return gpu;
}

describe('orthogonal', () => {
  for (const [name, inputs, units, gain] of [
    ['orthogonal', 3, 5, 1],
    ['orthogonal', 5, 3, 1.5],
    ['orthogonal', 4, 4, 1],
    ['orthogonal_', 5, 3, 1],
    ['orthogonal_', 3, 5, 2],
  ] as const) {
    gpuTest(`${name} ${inputs} -> ${units}, gain ${gain}`, async ({ device }) => {
      const layers = layersOf([inputs, units], scheme(name, { gain }));
      const count = Math.ceil(100_000 / (inputs * units));
      // a square matrix can be close to singular, which magnifies the last bits of its normals
      const q = await draw(device, layers, count, inputs === units ? 5e-3 : 1e-4);
      const raw = await drawOnGpu(device, layersOf([inputs, units], scheme('normal_')), {
        runs: count,
      });
      const [vectors, length, vector] =
        inputs < units ? ([inputs, units, row] as const) : ([units, inputs, column] as const);
      for (const run of runs(q)) {
        const of = (d: Drawn, k: number) => vector(d, run, k, length);
        for (const k of range(vectors)) {
          for (const j of range(k + 1)) {
            const expected = j === k ? gain * gain : 0;
            expectClose(dot(of(q, j), of(q, k)), expected, { atol: 1e-5 });
          }
          expect(dot(of(q, k), of(raw, k))).toBeGreaterThan(0); // the diagonal of R
        }
      }
      // Haar's measure: entries have mean 0 and variance gain^2 / length, wherever they stand
      const variance = (gain * gain) / length;
      for (const i of range(inputs)) {
        const entries = runs(q).map((run) => q.w(run, 0, i, units - 1));
        const mean = sum(entries) / count;
        const square = dot(entries, entries) / count;
        expect(Math.abs(mean)).toBeLessThan(4 * Math.sqrt(variance / count));
        expect(Math.abs(square - variance)).toBeLessThan(4 * variance * Math.sqrt(2 / count));
      }
    });
  }
});

describe('identity', () => {
  for (const [name, values, gain] of [
    ['identity', { gain: -2 }, -2],
    ['eye_', {}, 1],
  ] as const) {
    gpuTest(name, async ({ device }) => {
      const d = await draw(device, layersOf([3, 5], scheme(name, values)), 500);
      for (const i of range(3)) {
        expect(row(d, 7, i, 5)).toEqual(range(5).map((o) => (i === o ? gain : 0)));
      }
      expectClose(
        d.values,
        drawOnCpu(layersOf([3, 5], scheme(name, values)), { runs: 500 }).values,
      );
    });
  }
});

gpuTest(
  'sparse_ zeroes ceil(sparsity m) of each input’s weights, all alike',
  async ({ device }) => {
    const [inputs, units, count] = [4, 5, 8000];
    const layers = layersOf([inputs, units], scheme('sparse_', { sparsity: 0.5, std: 0.3 }));
    const d = await draw(device, layers, count);
    const zeros = range(units).map(() => 0);
    for (const run of runs(d)) {
      for (const i of range(inputs)) {
        const weights = row(d, run, i, units);
        expect(weights.filter((w) => w === 0)).toHaveLength(3);
        weights.forEach((w, o) => (zeros[o] += w === 0 ? 1 : 0));
      }
    }
    expectEven(zeros);
    expectLaw(
      d.all(0, 'kernel').filter((w) => w !== 0),
      normalLaw(0, 0.3),
    );
  },
);

gpuTest('nguyen_widrow: directions of one length, biases uniform within it', async ({ device }) => {
  const [inputs, units, count] = [2, 3, 16_800];
  const d = await draw(device, layersOf([inputs, units], scheme('nguyen_widrow')), count);
  const length = 0.7 * 3 ** 0.5;
  for (const run of runs(d)) {
    for (const o of range(units)) {
      const w = column(d, run, o, inputs);
      expectClose(Math.sqrt(dot(w, w)), length, { rtol: 1e-6 });
    }
  }
  expectLaw(d.all(0, 'bias'), uniformLaw(-length, length));
  const tangents = runs(d).map((run) => d.w(run, 0, 0, 0) / d.w(run, 0, 1, 0));
  // the ratio of two uniforms: P(|t| <= x) = x / 2 below 1
  const folded = tangents.map(Math.abs).map((t) => (t < 1 ? t / 2 : 1 - 1 / (2 * t)));
  expectLaw(folded, uniformLaw(0, 1));
});

describe('rai', () => {
  const [inputs, units, count] = [3, 4, 6300];
  const s = 0.6007 / Math.sqrt(inputs);

  /** Which entry of each neuron is not its normal draw; index `inputs` is the bias. */
  async function replaced(device: Device, d: Drawn, withBias: boolean) {
    const normal = scheme('normal_', { std: s });
    const layers = layersOf([inputs, units], normal, withBias ? normal : null, true);
    const raw = await drawOnGpu(device, layers, { runs: count });
    return runs(d).flatMap((run) =>
      range(units).map((o) => {
        const entries = [
          ...range(inputs).map((i) => [d.w(run, 0, i, o), raw.w(run, 0, i, o)]),
          ...(withBias ? [[d.b(run, 0, o), raw.b(run, 0, o)]] : []),
        ];
        const changed = range(entries.length).filter(
          (i) => Math.abs(entries[i][0] - entries[i][1]) > 1e-5,
        );
        return { changed, value: entries[changed[0]]?.[0] };
      }),
    );
  }

  const counts = (positions: readonly number[], n: number) =>
    range(n).map((i) => positions.filter((position) => position === i).length);

  gpuTest('one entry of each neuron, weights and bias alike, is Beta(2, 1)', async ({ device }) => {
    const d = await draw(device, layersOf([inputs, units], scheme('rai')), count);
    const found = await replaced(device, d, true);
    const clear = found.filter(({ changed }) => changed.length === 1);
    expect(clear.length).toBeGreaterThan(0.9999 * found.length);
    expectEven(
      counts(
        clear.map(({ changed }) => changed[0]),
        inputs + 1,
      ),
    );
    expectLaw(
      clear.map(({ value }) => value),
      betaLaw,
    );
  });

  gpuTest('with biases of another law it is one of the weights', async ({ device }) => {
    const d = await draw(device, layersOf([inputs, units], scheme('rai'), scheme('zeros')), count);
    expect(new Set(d.all(0, 'bias'))).toEqual(new Set([0]));
    const clear = (await replaced(device, d, false)).filter(({ changed }) => changed.length === 1);
    expect(clear.length).toBeGreaterThan(0.9999 * count * units);
    expectEven(
      counts(
        clear.map(({ changed }) => changed[0]),
        inputs,
      ),
    );
    expectLaw(
      clear.map(({ value }) => value),
      betaLaw,
    );
  });
});
