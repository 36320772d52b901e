// Initialisers that look at the table, drawn on the GPU: the law of each, for layers behind others, too, and the twin's values.

import { describe, expect, test } from 'vitest';
import { checkInitLimits } from '../../src/engine/kernels/init_limits';
import { centredDraw } from '../../src/random/draws';
import { streams } from '../../src/random/streams';
import { forward, loadInputs, network } from '../../src/reference/network';
import type { Layer } from '../../src/study/arm';
import { parameterCount } from '../../src/study/layout';
import { expectClose } from '../support/close';
import { armOf, drawOnGpu, expectTwinDraws, layersOf, scheme, type Drawn } from '../support/draw';
import { gpuTest } from '../support/gpu';
import { expectEven } from '../support/law';

const RUNS = 300;
const range = (n: number) => Array.from({ length: n }, (_, i) => i);

const dataSchemes = ['kinks_at_data', 'lsuv', 'redraw_dead'] as const;

/** The sums of every layer for every row, [row][layer][unit], of parameters in the flat order. */
function sumsOf(layers: readonly Layer[], w: Float32Array, rows: number): number[][][] {
  const net = network(layers);
  const { table } = armOf(layers, rows);
  return range(rows).map((row) => {
    loadInputs(net, table, row);
    forward(net, w);
    return net.z.map((z) => [...z]);
  });
}

const parametersOf = (d: Drawn, layers: readonly Layer[], run: number) =>
  Float32Array.from(range(parameterCount(layers)), (p) => d.values[p * d.runs + run]);

const variance = (numbers: readonly number[]) => {
  const mean = numbers.reduce((a, b) => a + b) / numbers.length;
  return numbers.reduce((sum, x) => sum + (x - mean) ** 2, 0) / numbers.length;
};

/** Rows that activate no neuron of some hidden layer. */
const deadRows = (sums: readonly (readonly number[][])[]) =>
  sums.filter((layers) => layers.slice(0, -1).some((z) => z.every((sum) => sum <= 0)));

describe('kinks_at_data', () => {
  for (const [widths, base] of [
    [[2, 3, 1], 'glorot_uniform'],
    [[1, 4, 3, 1], 'torch_linear'],
  ] as const) {
    gpuTest(`${widths.join('-')}, ${base}: each kink at a row, all alike`, async ({ device }) => {
      const rows = 8;
      const layers = layersOf(widths, scheme('kinks_at_data', { base }));
      const after = await expectTwinDraws(device, layers, { runs: RUNS, rows });
      const before = await drawOnGpu(device, layersOf(widths, scheme(base)), { runs: RUNS, rows });
      const last = layers.length - 1;
      for (const l of range(last + 1)) {
        expectClose(after.all(l, 'kernel'), before.all(l, 'kernel'));
      }
      expectClose(after.all(last, 'bias'), before.all(last, 'bias'));
      const times = range(rows).map(() => 0);
      for (const run of range(RUNS)) {
        const sums = sumsOf(layers, parametersOf(after, layers, run), rows);
        for (const l of range(last)) {
          for (const o of range(layers[l].units)) {
            const away = sums.map((z) => Math.abs(z[l][o]));
            const nearest = away.indexOf(Math.min(...away));
            expect(away[nearest]).toBeLessThan(1e-6);
            if (l === 0) times[nearest]++;
          }
        }
      }
      expectEven(times);
    });
  }
});

describe('lsuv', () => {
  gpuTest('a multiple of the base, with which sums vary by 1', async ({ device }) => {
    const widths = [3, 5, 4, 2];
    const layers = layersOf(widths, scheme('lsuv'));
    const seeds = { runs: RUNS, rows: 64 };
    const after = await drawOnGpu(device, layers, seeds);
    // a square matrix can be close to singular, but there is none
    await expectTwinDraws(device, layers, { ...seeds, runs: 200 }, { rtol: 1e-5, atol: 1e-4 });
    const before = await drawOnGpu(device, layersOf(widths, scheme('orthogonal')), seeds);
    for (const run of range(RUNS)) {
      const sums = sumsOf(layers, parametersOf(after, layers, run), 64);
      layers.forEach(({ inputs, units }, l) => {
        const found = variance(sums.flatMap((z) => z[l]));
        expect(Math.abs(found - 1)).toBeLessThan(0.1001);
        const ratio = after.w(run, l, 0, 0) / before.w(run, l, 0, 0);
        for (const i of range(inputs)) {
          for (const o of range(units)) {
            expectClose(after.w(run, l, i, o), ratio * before.w(run, l, i, o), { rtol: 1e-5 });
          }
        }
        for (const o of range(units)) expect(after.b(run, l, o)).toBe(0);
      });
    }
  });

  gpuTest('where one division is not enough, more follow', async ({ device }) => {
    const off = async (tries: number) => {
      const values = { base: 'he_normal', tries, tolerance: 0.02 };
      const layers = layersOf([2, 4, 3], scheme('lsuv', values), scheme('uniform_'));
      const d = await expectTwinDraws(device, layers, { runs: 200, rows: 32 });
      const variances = range(200).flatMap((run) => {
        const sums = sumsOf(layers, parametersOf(d, layers, run), 32);
        return layers.map((_, l) => variance(sums.flatMap((z) => z[l])));
      });
      return variances.filter((found) => Math.abs(found - 1) > 0.0201).length;
    };
    expect(await off(1)).toBeGreaterThan(200);
    expect(await off(20)).toBe(0);
  });

  gpuTest('leaves layers alone whose sums do not vary', async ({ device }) => {
    const layers = layersOf([2, 3, 1], scheme('lsuv', { base: 'zeros' }));
    const { values } = await drawOnGpu(device, layers, { runs: 64 });
    expect(new Set(values)).toEqual(new Set([0]));
  });
});

describe('redraw_dead', () => {
  const base = 'torch_linear';

  gpuTest('takes the first draw without a dead sample, bit for bit', async ({ device }) => {
    const [layers, rows] = [layersOf([2, 3, 1], scheme('redraw_dead', { base })), 64];
    const d = await expectTwinDraws(device, layers, { runs: RUNS, rows, study: 5 }, {});
    const limits = [
      ...Array<number>(9).fill(1 / Math.sqrt(2)),
      ...Array<number>(4).fill(1 / Math.sqrt(3)),
    ];
    const drawn = (run: number, epoch: number) =>
      Float32Array.from(
        limits,
        (limit, p) => Math.fround(limit) * centredDraw(5, run, streams.INIT, p < 9 ? epoch : 0, p),
      );
    const epochs = range(RUNS).map((run) => {
      const dead = (epoch: number) => deadRows(sumsOf(layers, drawn(run, epoch), rows)).length > 0;
      const first = range(64).find((epoch) => !dead(epoch))!;
      expect(parametersOf(d, layers, run)).toEqual(drawn(run, first));
      return first;
    });
    expect(new Set(epochs).size).toBeGreaterThan(5);
    expect(epochs.filter((epoch) => epoch === 0).length).toBeGreaterThan(20);
  });

  gpuTest('looks at every hidden layer, and draws with the whole base', async ({ device }) => {
    const layers = layersOf([2, 5, 4, 1], scheme('redraw_dead', { base: 'rai' }));
    const seeds = { runs: RUNS, rows: 32 };
    const after = await expectTwinDraws(device, layers, seeds);
    const before = await drawOnGpu(device, layersOf([2, 5, 4, 1], scheme('rai')), seeds);
    expectClose(after.all(2, 'kernel'), before.all(2, 'kernel'));
    const dead = (d: Drawn, run: number) =>
      deadRows(sumsOf(layers, parametersOf(d, layers, run), 32)).length;
    let kept = 0;
    for (const run of range(RUNS)) {
      expect(dead(after, run)).toBe(0);
      if (dead(before, run) > 0) continue;
      kept++;
      expect(parametersOf(after, layers, run)).toEqual(parametersOf(before, layers, run));
    }
    expect(kept).toBeGreaterThan(50);
    expect(kept).toBeLessThan(RUNS - 50);
  });

  gpuTest('ends where no draw helps, with the last', async ({ device }) => {
    const layers = layersOf([2, 3, 1], scheme('redraw_dead', { base: 'ones', tries: 3 }));
    const d = await drawOnGpu(device, layers, { runs: 64 });
    expect(new Set(d.all(0, 'kernel'))).toEqual(new Set([1]));
    const once = layersOf([2, 1, 1], scheme('redraw_dead', { base: 'he_uniform', tries: 1 }));
    const { w } = await drawOnGpu(device, once, { runs: 64, rows: 256 });
    const second = range(64).map(
      (run) => Math.fround(Math.sqrt(3)) * centredDraw(0, run, streams.INIT, 1, 0),
    );
    expect(range(64).map((run) => w(run, 0, 0, 0))).toEqual(second.map(Math.fround));
  });
});

describe('networks with loops, learned slopes and large tables', () => {
  for (const name of dataSchemes) {
    gpuTest(name, async ({ device }) => {
      const base = scheme(name, { base: 'he_normal' });
      const many = layersOf([2, 20, 12, 1], base);
      await expectTwinDraws(device, many, { runs: 70, rows: 16 }, { rtol: 1e-5, atol: 1e-5 });
      const layers = layersOf([3, 4, 3, 1], base).map((layer, l) =>
        l < 2
          ? { ...layer, activation: { name: 'prelu', init: 0.25 } as const, slopes: 0.25 }
          : layer,
      );
      await expectTwinDraws(device, layers, { runs: 8, rows: 4200 }, { rtol: 1e-5, atol: 1e-5 });
    });
  }
});

describe('what an adapter allows', () => {
  const check =
    (widths: readonly number[], name: (typeof dataSchemes)[number], rows: number, turns: number) =>
    () =>
      checkInitLimits(armOf(layersOf(widths, scheme(name)), rows).arm, turns);

  test('turns of loops', () => {
    expect(check([2, 3, 1], 'redraw_dead', 256, 65_535)).not.toThrow();
    expect(check([2, 3, 1], 'redraw_dead', 2000, 65_535)).toThrow(
      /turns of loops .* has 65535; choose/,
    );
    expect(check([2, 32, 32, 1], 'lsuv', 256, 65_535)).toThrow(/turns/);
    expect(check([2, 32, 32, 1], 'lsuv', 256, Infinity)).not.toThrow();
  });

  test('products', () =>
    expect(check([2, 200, 200, 1], 'lsuv', 4096, Infinity)).toThrow(/products .* has 16777216/));
});
