// The conservation law of ReLU networks: under gradient flow |w|^2 + b^2 - a^2 of a hidden neuron does not change, so that a
// neuron that is doomed at the start (a < 0, |a| longer than w and b) stays negative, and its run never converges. The law is exact for
// infinitely small steps: at half the learning rate, over the same time, it is broken half as much.
import { expect, it } from 'vitest';
import { outcomesOf } from '../../src/analysis/outcomes';
import { sweep } from '../../src/engine/sweep';
import { readStudy } from '../../src/study/read';
import { inProcessCpu } from '../support/cpu';

const RUNS = 64;
const study = (optimizer: object, steps: number) =>
  readStudy({
    task: { name: 'magnitude', samples: 64 },
    optimizer,
    training: { steps },
    seeds: { count: RUNS },
    converged: { below: 0.01 },
  });

/** |w|^2 + b^2 - a^2 of every hidden neuron of 2-3-1 networks. */
const invariants = (parameters: Float32Array) =>
  Array.from({ length: RUNS * 3 }, (_, n) => {
    const w = parameters.subarray(Math.floor(n / 3) * 13, Math.floor(n / 3) * 13 + 13);
    const o = n % 3;
    return w[o] ** 2 + w[3 + o] ** 2 + w[6 + o] ** 2 - w[9 + o] ** 2;
  });

const drift = async (optimizer: object, steps: number) => {
  const trainer = inProcessCpu();
  const [before] = (await sweep(trainer, study(optimizer, 0))).runs;
  const [after] = (await sweep(trainer, study(optimizer, steps))).runs;
  const start = invariants(before.parameters!);
  const moved = invariants(after.parameters!).map((value, n) => Math.abs(value - start[n]));
  return moved.reduce((sum, value) => sum + value, 0) / moved.length;
};

it('holds for small steps of gradient descent, and not for Adam', async () => {
  const sgd = (learning_rate: number) => ({ name: 'sgd', learning_rate });
  const coarse = await drift(sgd(0.02), 500);
  const fine = await drift(sgd(0.01), 1000);
  expect(fine / coarse).toBeGreaterThan(0.4);
  expect(fine / coarse).toBeLessThan(0.6);
  expect(fine).toBeLessThan(0.02);
  expect(await drift({ name: 'adam', learning_rate: 0.01 }, 1000)).toBeGreaterThan(20 * fine);
});

it('lets no doomed run converge', async () => {
  const [runs] = (await sweep(inProcessCpu(), study({ name: 'sgd', learning_rate: 0.02 }, 4000)))
    .runs;
  const converged = outcomesOf(runs, 0.01).codes.map((code) => (code === 0 ? 1 : 0));
  const doomed = Array.from(runs.facts!.start.doomed, (count) => count > 0);
  const rate = (of: boolean) => {
    const chosen = converged.filter((_, i) => doomed[i] === of);
    return { runs: chosen.length, converged: chosen.reduce((a, b) => a + b, 0) };
  };
  expect(rate(true).runs).toBeGreaterThan(10);
  expect(rate(true).converged).toBe(0);
  expect(rate(false).converged).toBeGreaterThan(10);
});
