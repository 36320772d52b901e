// The cross-check of a real study: the CPU engine's float32 against the twin's float64, from the same draws.
import { expect, it } from 'vitest';
import { crossChecksOf, seedSample } from '../../src/analysis/cross_check';
import { retrain } from '../../src/engine/cross_check';
import { sweep } from '../../src/engine/sweep';
import { readStudy } from '../../src/study/read';
import { inProcessCpu } from '../support/cpu';

const study = readStudy({
  task: { name: 'magnitude', samples: 32 },
  training: { steps: 300 },
  seeds: { first: 70, count: 120 },
  converged: { below: 0.05 },
  cross_check: 24,
  arms: [
    { optimizer: { name: 'adam', learning_rate: 0.02 } },
    { optimizer: { name: 'sgd', learning_rate: 0.05 } },
  ],
});
const wanted = study.document.cross_check;

it('finds the same outcomes for nearly all runs, and the same losses for most', async () => {
  const { runs } = await sweep(inProcessCpu(), study);
  const seeds = runs.map((arm) => seedSample(arm.seeds, wanted));
  const shares: number[] = [];
  const twins = await retrain(study, seeds, { onProgress: (share) => shares.push(share) });
  twins.forEach((twin, a) => {
    expect([...twin.seeds]).toEqual([...seeds[a]]);
    const close = Array.from(twin.finalLoss, (loss, i) => {
      const here = runs[a].finalLoss[runs[a].seeds.indexOf(twin.seeds[i])];
      return Math.abs(loss - here) < 1e-3 * here;
    });
    expect(close.filter(Boolean).length).toBeGreaterThan(0.7 * wanted);
  });
  for (const { runs: n, same, pairs } of crossChecksOf(study, runs, twins)) {
    expect(n).toBe(wanted);
    expect(same.count).toBeGreaterThan(0.9 * wanted);
    expect(pairs.converged.converged).toBeGreaterThan(0);
    expect(pairs.stuck.stuck).toBeGreaterThan(0);
  }
  expect(shares).toEqual([...shares].sort((x, y) => x - y));
});

it('finds other outcomes where the seeds are not those of the study', async () => {
  const { runs } = await sweep(inProcessCpu(), study);
  const seeds = runs.map((arm) => seedSample(arm.seeds, wanted));
  const others = await retrain(
    study,
    seeds.map((list) => list.map((seed) => seed + 1000)),
  );
  const mistaken = others.map((twin, a) => ({ ...twin, seeds: seeds[a] }));
  for (const { same } of crossChecksOf(study, runs, mistaken))
    expect(same.count).toBeLessThan(0.85 * wanted);
});

it('keeps what is finished when it is cancelled', async () => {
  const controller = new AbortController();
  const seeds = study.arms.map(() => Uint32Array.from({ length: 500 }, (_, i) => i));
  const twins = await retrain(study, seeds, {
    signal: controller.signal,
    onProgress: (share) => share > 0.01 && controller.abort(),
  });
  expect(controller.signal.aborted).toBe(true);
  for (const { seeds: done, finalLoss } of twins) {
    expect(done.length).toBe(finalLoss.length);
    expect(done.length).toBeGreaterThan(0);
    expect(done.length).toBeLessThan(500);
  }
});
