// XOR by two summed ReLUs with output weights fixed at 1: probabilities at birth in closed form, the share that succeeds
// from 20,000 runs of an independent simulation. The study is the preset.
import { expect, vi } from 'vitest';
import { wilson } from '../../src/analysis/statistics';
import { gpuTrainer } from '../../src/engine/gpu/trainer';
import { sweep } from '../../src/engine/sweep';
import { readStudy } from '../../src/study/arms';
import preset from '../../studies/xor-two-relus.json';
import { gpuTest } from '../support/gpu';

vi.setConfig({ testTimeout: 120_000 });

const within = (count: number, n: number, rate: number) => {
  const { low, high } = wilson(count, n);
  expect(low).toBeLessThanOrEqual(rate);
  expect(high).toBeGreaterThanOrEqual(rate);
};

const POINTS = [
  [-1, -1],
  [-1, 1],
  [1, -1],
  [1, 1],
];

gpuTest('some point is dead at birth in 3/4, one of the true class in 1/2', async ({ device }) => {
  const count = 20_000;
  const study = readStudy({ ...preset, training: { steps: 0 }, seeds: { count } });
  const [{ parameters }] = (await sweep(gpuTrainer(device), study)).runs;
  // kernel [in][out], then biases and output weights; a point is dead where neither neuron is above 0
  const dead = Array.from({ length: count }, (_, run) => {
    const w = parameters!.subarray(8 * run, 8 * run + 8);
    return POINTS.map(([x, y]) => [0, 1].every((o) => x * w[o] + y * w[2 + o] <= 0));
  });
  within(dead.filter((points) => points.some(Boolean)).length, count, 3 / 4);
  within(dead.filter(([, a, b]) => a || b).length, count, 1 / 2);
});

gpuTest('43.2 % succeed, and nearly all others end at 1/4', async ({ device }) => {
  const count = 4000;
  const study = readStudy({ ...preset, seeds: { first: 20_000, count } });
  const [{ finalLoss }] = (await sweep(gpuTrainer(device), study)).runs;
  const succeeded = finalLoss.filter((loss) => loss < 0.01).length;
  within(succeeded, count, 0.432);
  const quarter = finalLoss.filter((loss) => Math.abs(loss - 0.25) < 1e-3).length;
  expect(quarter / (count - succeeded)).toBeGreaterThan(0.95);
});
