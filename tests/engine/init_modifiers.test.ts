// The modifiers, drawn on the GPU: what each makes of its base, and what it leaves alone.

import { describe, expect } from 'vitest';
import type { Device } from '../../src/gpu/device';
import type { InitLayer } from '../../src/study/catalogues/initializers';
import { expectClose } from '../support/close';
import { drawOnCpu, drawOnGpu, layersOf, scheme, type Drawn } from '../support/draw';
import { gpuTest } from '../support/gpu';
import { expectEven, expectLaw, uniformLaw } from '../support/law';

const RUNS = 4000;
const range = (n: number) => Array.from({ length: n }, (_, i) => i);

/** Incoming weights of neuron o of layer l. */
const incoming = (d: Drawn, layers: readonly InitLayer[], run: number, l: number, o: number) =>
  range(layers[l].inputs).map((i) => d.w(run, l, i, o));
const outgoing = (d: Drawn, layers: readonly InitLayer[], run: number, l: number, o: number) =>
  range(layers[l + 1].units).map((k) => d.w(run, l + 1, o, k));
const norm = (v: readonly number[]) => Math.hypot(...v);
const negated = (v: readonly number[]) => v.map((x) => -x);
const cosine = (a: readonly number[], b: readonly number[]) =>
  a.reduce((sum, x, i) => sum + x * b[i], 0) / norm(a) / norm(b);

/** A network under a modifier and under its base alone. */
async function both(
  device: Device,
  name: 'mirror' | 'spread' | 'positive_output' | 'balanced',
  base: 'glorot_uniform' | 'he_normal' | 'torch_linear',
  widths: readonly number[],
) {
  const layers = layersOf(widths, scheme(name, { base }));
  const after = await drawOnGpu(device, layers, { runs: RUNS });
  const before = await drawOnGpu(device, layersOf(widths, scheme(base)), { runs: RUNS });
  const twin = drawOnCpu(layers, { runs: 500 });
  range(after.values.length / RUNS).forEach((p) => {
    const few = after.values.subarray(p * RUNS, p * RUNS + 500);
    const expected = twin.values.subarray(p * 500, (p + 1) * 500);
    expectClose(few, expected, { rtol: 4e-6, atol: name === 'spread' ? 1e-4 : 0 });
  });
  return { layers, after, before };
}

const same = (a: Drawn, b: Drawn, l: number, on: 'kernel' | 'bias') =>
  expectClose(a.all(l, on), b.all(l, on));

describe('mirror', () => {
  for (const [units, base] of [
    [3, 'glorot_uniform'],
    [4, 'torch_linear'],
  ] as const) {
    gpuTest(`${units} neurons, ${base}`, async ({ device }) => {
      const { layers, after, before } = await both(device, 'mirror', base, [2, units, 1]);
      for (const run of range(RUNS)) {
        const neuron = (d: Drawn, o: number) => incoming(d, layers, run, 0, o);
        const half = Math.floor(units / 2);
        for (const o of range(half)) {
          expect(neuron(after, o)).toEqual(neuron(before, o));
          expect(neuron(after, o + half)).toEqual(negated(neuron(before, o)));
        }
        if (units % 2 === 1) expect(neuron(after, units - 1)).toEqual(neuron(before, units - 1));
      }
      same(after, before, 0, 'bias');
      same(after, before, 1, 'kernel');
    });
  }
});

describe('spread', () => {
  gpuTest('1 input: alternating signs, the first at random', async ({ device }) => {
    const { layers, after, before } = await both(device, 'spread', 'he_normal', [1, 5, 1]);
    const first = range(RUNS).map((run) => {
      const signs = range(5).map((o) => Math.sign(incoming(after, layers, run, 0, o)[0]));
      expect(signs).toEqual(range(5).map((o) => signs[0] * (o % 2 === 0 ? 1 : -1)));
      return signs[0];
    });
    expectEven([-1, 1].map((sign) => first.filter((s) => s === sign).length));
    expectClose(after.all(0, 'kernel').map(Math.abs), before.all(0, 'kernel').map(Math.abs));
    same(after, before, 1, 'kernel');
  });

  for (const units of [3, 5]) {
    gpuTest(`2 inputs, ${units} neurons: equal angles, turned at random`, async ({ device }) => {
      const { layers, after, before } = await both(device, 'spread', 'glorot_uniform', [
        2,
        units,
        1,
      ]);
      const turns = range(RUNS).map((run) => {
        const angles = range(units).map((o) => {
          const [x, y] = incoming(after, layers, run, 0, o);
          const length = norm(incoming(before, layers, run, 0, o));
          expectClose(norm([x, y]), length, { rtol: 1e-6 });
          return Math.atan2(y, x) / (2 * Math.PI);
        });
        for (const o of range(units)) {
          const off = angles[o] - angles[0] - o / units;
          expect(Math.abs(off - Math.round(off))).toBeLessThan(1e-6);
        }
        return (angles[0] + 1) % 1;
      });
      expectLaw(turns, uniformLaw(0, 1));
      same(after, before, 1, 'kernel');
    });
  }

  gpuTest('3 inputs: an orthogonal frame, repeated', async ({ device }) => {
    const { layers, after, before } = await both(device, 'spread', 'he_normal', [3, 7, 1]);
    for (const run of range(RUNS)) {
      const neuron = (d: Drawn, o: number) => incoming(d, layers, run, 0, o);
      for (const o of range(7)) {
        expectClose(norm(neuron(after, o)), norm(neuron(before, o)), { rtol: 2e-6 });
        for (const k of range(o)) {
          const expected = k % 3 === o % 3 ? 1 : 0;
          expectClose(cosine(neuron(after, k), neuron(after, o)), expected, { atol: 1e-5 });
        }
      }
      expect(neuron(after, 0)[0] * neuron(before, 0)[0]).toBeGreaterThan(0);
      expectClose(cosine(neuron(after, 0), neuron(before, 0)), 1, { atol: 1e-6 });
    }
  });
});

gpuTest('positive_output: absolute values in the last layer only', async ({ device }) => {
  const { after, before } = await both(device, 'positive_output', 'glorot_uniform', [2, 3, 3, 2]);
  for (const l of [0, 1]) same(after, before, l, 'kernel');
  expectClose(after.all(2, 'kernel'), before.all(2, 'kernel').map(Math.abs));
  expect(before.all(2, 'kernel').some((w) => w < 0)).toBe(true);
});

gpuTest(
  'balanced: outgoing weights as long as incoming ones, directions kept',
  async ({ device }) => {
    const { layers, after, before } = await both(device, 'balanced', 'he_normal', [2, 3, 4, 1]);
    same(after, before, 0, 'kernel');
    for (const run of range(RUNS)) {
      for (const l of [0, 1]) {
        for (const o of range(layers[l].units)) {
          const out = outgoing(after, layers, run, l, o);
          expectClose(norm(out), norm(incoming(after, layers, run, l, o)), { rtol: 2e-6 });
          expectClose(cosine(out, outgoing(before, layers, run, l, o)), 1, { atol: 1e-6 });
        }
      }
    }
  },
);

gpuTest('balanced leaves zeros alone', async ({ device }) => {
  const layers = layersOf([2, 3, 1], scheme('balanced', { base: 'zeros' }));
  const { values } = await drawOnGpu(device, layers, { runs: 64 });
  expect(new Set(values)).toEqual(new Set([0]));
});

gpuTest('layers may have schemes of their own', async ({ device }) => {
  const [hidden, output] = layersOf([2, 4, 1], scheme('mirror', { base: 'he_normal' }));
  const layers = [hidden, { ...output, kernelInit: scheme('ones') }];
  const d = await drawOnGpu(device, layers, { runs: 64 });
  expect(d.w(9, 0, 1, 3)).toBe(-d.w(9, 0, 1, 1));
  expect(new Set(d.all(1, 'kernel'))).toEqual(new Set([1]));
});
