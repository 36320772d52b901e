// Every initialiser with a law entry by entry, drawn on the GPU: its law over 10^5 draws, and the CPU twin's values.

import { describe, expect, test } from 'vitest';
import { initSource } from '../../src/engine/kernels/init';
import { NORMAL_ULPS } from '../../src/random/draws';
import { initializers, type BaseSchemeName } from '../../src/study/catalogues/initializers';
import type { Values } from '../../src/study/catalogues/params';
import { expectClose } from '../support/close';
import { armOf, drawOnCpu, drawOnGpu, layersOf, scheme } from '../support/draw';
import { gpuTest } from '../support/gpu';
import { expectLaw, normalLaw, uniformLaw, type Law } from '../support/law';

const WIDTHS = [2, 3, 1];
const RUNS = 16_800; // 100,800 draws in the first kernel

/** What every entry of a layer's kernel is, or follows; n inputs, m units. `elsewhere`: see init_matrices.test.ts. */
type Expected = 'elsewhere' | ((n: number, m: number) => number | Law);

const within = (limit: number) => uniformLaw(-limit, limit);
const cut = (variance: number) => {
  const s = Math.sqrt(variance) / 0.87962566103423978;
  return normalLaw(0, s, -2 * s, 2 * s);
};

const laws: Record<BaseSchemeName, Expected> = {
  zeros: () => 0,
  ones: () => 1,
  constant: () => 0,
  random_normal: () => normalLaw(0, 0.05),
  random_uniform: () => within(0.05),
  truncated_normal: () => normalLaw(0, 0.05, -0.1, 0.1),
  variance_scaling: (n) => cut(1 / n),
  glorot_uniform: (n, m) => within(Math.sqrt(6 / (n + m))),
  glorot_normal: (n, m) => cut(2 / (n + m)),
  he_uniform: (n) => within(Math.sqrt(6 / n)),
  he_normal: (n) => cut(2 / n),
  lecun_uniform: (n) => within(Math.sqrt(3 / n)),
  lecun_normal: (n) => cut(1 / n),
  orthogonal: 'elsewhere',
  identity: 'elsewhere',
  zeros_: () => 0,
  ones_: () => 1,
  constant_: () => 0,
  normal_: () => normalLaw(0, 1),
  uniform_: () => uniformLaw(0, 1),
  trunc_normal_: () => normalLaw(0, 1, -2, 2),
  xavier_uniform_: (n, m) => within(Math.sqrt(6 / (n + m))),
  xavier_normal_: (n, m) => normalLaw(0, Math.sqrt(2 / (n + m))),
  kaiming_uniform_: (n) => within(Math.sqrt(6 / n)),
  kaiming_normal_: (n) => normalLaw(0, Math.sqrt(2 / n)),
  orthogonal_: 'elsewhere',
  eye_: 'elsewhere',
  sparse_: 'elsewhere',
  torch_linear: (n) => within(1 / Math.sqrt(n)),
  playground: () => within(0.5),
  rai: 'elsewhere',
  nguyen_widrow: 'elsewhere',
};

/** Schemes with other parameters than their defaults. */
const chosen: [BaseSchemeName, Values, Exclude<Expected, 'elsewhere'>][] = [
  ['constant', { value: -0.3 }, () => -0.3],
  ['constant_', { val: 0.7 }, () => 0.7],
  ['random_normal', { mean: 1, stddev: 0.25 }, () => normalLaw(1, 0.25)],
  ['random_uniform', { minval: 0.1, maxval: 0.5 }, () => uniformLaw(0.1, 0.5)],
  ['truncated_normal', { mean: -1, stddev: 0.5 }, () => normalLaw(-1, 0.5, -2, 0)],
  [
    'variance_scaling',
    { scale: 2, mode: 'fan_out', distribution: 'untruncated_normal' },
    (_, m) => normalLaw(0, Math.sqrt(2 / m)),
  ],
  [
    'variance_scaling',
    { scale: 3, mode: 'fan_avg', distribution: 'uniform' },
    (n, m) => within(Math.sqrt(18 / (n + m))),
  ],
  ['trunc_normal_', { mean: 0.2, std: 0.7, a: -1, b: 0.5 }, () => normalLaw(0.2, 0.7, -1, 0.5)],
  ['trunc_normal_', { std: 0.02 }, () => normalLaw(0, 0.02)],
  ['xavier_normal_', { gain: 5 / 3 }, (n, m) => normalLaw(0, (5 / 3) * Math.sqrt(2 / (n + m)))],
  [
    'kaiming_normal_',
    { mode: 'fan_out', nonlinearity: 'relu' },
    (_, m) => normalLaw(0, Math.sqrt(2 / m)),
  ],
  ['kaiming_normal_', { a: 0.2 }, (n) => normalLaw(0, Math.sqrt(2 / (1.04 * n)))],
];

const cases = [
  ...(Object.entries(laws) as [BaseSchemeName, Expected][]).flatMap(([name, law]) =>
    law === 'elsewhere' ? [] : [[name, {}, law] as const],
  ),
  ...chosen,
];

describe('the law of each scheme on 2 -> 3 -> 1', () => {
  for (const [name, values, law] of cases) {
    gpuTest(`${name} ${JSON.stringify(values)}`, async ({ device }) => {
      const forBias = initializers[name].forBias && !('bias' in initializers[name]);
      const layers = layersOf(WIDTHS, scheme(name, values), forBias ? scheme(name, values) : null);
      const gpu = await drawOnGpu(device, layers, { runs: RUNS });
      layers.forEach(({ inputs, units }, l) => {
        expectEvery(gpu.all(l, 'kernel'), law(inputs, units), `kernel ${l}`);
        if (forBias) expectEvery(gpu.all(l, 'bias'), law(units, units), `bias ${l}`);
      });
      const twin = drawOnCpu(layers, { runs: RUNS });
      const first = law(2, 3);
      if (typeof first === 'number' || exact(first)) expectClose(gpu.values, twin.values);
      else expectClose(gpu.values, twin.values, nearly(first));
    });
  }
});

function expectEvery(sample: Float32Array, law: number | Law, what: string): void {
  if (typeof law === 'number') expect(new Set(sample)).toEqual(new Set([Math.fround(law)]));
  else expectLaw(sample, law, what);
}

/** Uniform draws about 0, and from [0, 1), round once: every device has the same bits. */
const exact = ({ low, high, variance }: Law) =>
  variance === (high - low) ** 2 / 12 && (low === -high || (low === 0 && high === 1));

/** The bound of normal draws; the rounding of a sum with the mean is relative to the larger term. */
const nearly = ({ mean, variance }: Law) => ({
  rtol: NORMAL_ULPS * 2 ** -23,
  atol: mean === 0 ? 0 : 4 * 2 ** -23 * (Math.abs(mean) + Math.sqrt(variance)),
});

// so far out, one step of float32 in erf is 10^-4 in z
gpuTest('a cut in the far tail is kept', async ({ device }) => {
  const far = scheme('trunc_normal_', { a: 4, b: 4.5 });
  const sample = (await drawOnGpu(device, layersOf([2, 3], far), { runs: RUNS })).all(0, 'kernel');
  expect(Math.min(...sample.map((w) => Math.min(w - 4, 4.5 - w)))).toBeGreaterThanOrEqual(0);
  expectLaw(sample, normalLaw(0, 1, 4, 4.5));
});

describe('biases that come with a scheme', () => {
  gpuTest('torch_linear', async ({ device }) => {
    const gpu = await drawOnGpu(device, layersOf(WIDTHS, scheme('torch_linear')), { runs: RUNS });
    expectLaw(gpu.all(0, 'bias'), within(Math.SQRT1_2));
    expectLaw(gpu.all(1, 'bias'), within(1 / Math.sqrt(3)));
  });

  gpuTest('playground', async ({ device }) => {
    const gpu = await drawOnGpu(device, layersOf(WIDTHS, scheme('playground')), { runs: 100 });
    for (const l of [0, 1]) expectEvery(gpu.all(l, 'bias'), 0.1, 'bias');
  });
});

describe('paired draws', () => {
  gpuTest(
    'parameter i of run k has the same uniform in every uniform scheme',
    async ({ device }) => {
      const draw = (name: BaseSchemeName) =>
        drawOnGpu(device, layersOf(WIDTHS, scheme(name)), { runs: 1000, first: 77, study: 5 });
      const glorot = await draw('glorot_uniform');
      for (const [name, ratios] of [
        ['he_uniform', [Math.sqrt(2.5), Math.sqrt(4 / 3)]],
        ['torch_linear', [Math.sqrt(5 / 12), Math.sqrt(2 / 9)]],
      ] as const) {
        const other = await draw(name);
        ratios.forEach((ratio, l) => {
          const scaled = glorot.all(l, 'kernel').map((w) => w * ratio);
          expectClose(other.all(l, 'kernel'), scaled, { rtol: 4e-7 });
        });
      }
    },
  );

  gpuTest('and the same one in the normal schemes', async ({ device }) => {
    const draw = (name: BaseSchemeName) =>
      drawOnGpu(device, layersOf(WIDTHS, scheme(name)), { runs: 1000 });
    const uniforms = (await draw('uniform_')).all(0, 'kernel');
    const quantiles = (law: Law, sample: Float32Array) => Float64Array.from(sample, law.cdf);
    const normals = (await draw('normal_')).all(0, 'kernel');
    const truncated = (await draw('he_normal')).all(0, 'kernel');
    expectClose(quantiles(normalLaw(0, 1), normals), uniforms, { atol: 1e-6 });
    expectClose(quantiles(cut(1), truncated), uniforms, { atol: 1e-6 });
  });
});

describe('runs', () => {
  const layers = layersOf(WIDTHS, scheme('he_normal'), scheme('uniform_'));

  gpuTest('do not depend on the wave that draws them', async ({ device }) => {
    const wave = await drawOnGpu(device, layers, { runs: 200, first: 2 ** 32 - 200 });
    const part = await drawOnGpu(device, layers, { runs: 37, first: 2 ** 32 - 150 });
    for (let p = 0; p < 13; p++) {
      const same = wave.values.slice(p * 200 + 50, p * 200 + 87);
      expectClose(part.values.slice(p * 37, (p + 1) * 37), same);
    }
  });

  gpuTest('differ between seeds, and between study seeds', async ({ device }) => {
    const [a, b] = [0, 1].map((study) => drawOnGpu(device, layers, { runs: 1000, study }));
    const draws = [...(await a).values, ...(await b).values];
    expect(new Set(draws).size).toBeGreaterThan(0.99 * draws.length);
  });

  test('of a sweep over a scheme’s parameters share one kernel', () => {
    const text = (stddev: number) =>
      initSource(armOf(layersOf(WIDTHS, scheme('random_normal', { stddev }))).arm);
    expect(text(0.1)).toBe(text(0.2));
    expect(text(0.1)).not.toBe(initSource(armOf(layers).arm));
  });
});
