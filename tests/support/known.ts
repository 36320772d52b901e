// What tests of known results share: a study trained on the GPU, and rates compared with known ones.
import { expect } from 'vitest';
import { wilson } from '../../src/analysis/statistics';
import { gpuTrainer } from '../../src/engine/gpu/trainer';
import { sweep } from '../../src/engine/sweep';
import type { Device } from '../../src/gpu/device';
import { tableOf } from '../../src/reference/table';
import { readStudy } from '../../src/study/read';
import type { KnownRate } from '../../src/verify/check';

/** Trains the first arm of a study. */
export async function train(device: Device, document: object) {
  const study = readStudy(document);
  const { runs } = await sweep(gpuTrainer(device), study);
  return { arm: study.arms[0], table: tableOf(study.arms[0].task), runs: runs[0] };
}

/** The 95 % interval of `count` of `n` holds an exact rate. */
export function withinInterval(count: number, n: number, rate: number): void {
  const { low, high } = wilson(count, n);
  expect(low).toBeLessThanOrEqual(rate);
  expect(high).toBeGreaterThanOrEqual(rate);
}

/** Two measured rates differ by less than two standard errors (a pooled test of two proportions). */
export function sameRate(count: number, n: number, known: Required<KnownRate>): void {
  const { rate, runs: published } = known;
  const pooled = (count + rate * published) / (n + published);
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / n + 1 / published));
  expect(Math.abs(count / n - rate) / error, `${count} of ${n} against ${rate}`).toBeLessThan(2);
}
