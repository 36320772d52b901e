// Counting of cross-checks: which seeds are taken, and who ends where.
import { expect, it } from 'vitest';
import { crossChecksOf, seedSample } from '../../src/analysis/cross_check';
import { crossCheckLine, crossCheckText } from '../../src/results/cross_check';
import type { Study } from '../../src/study/arm';
import { columns } from './columns';

const same = (count: number, losses: number[]) => ({
  seeds: Uint32Array.from({ length: count }, (_, i) => i),
  initialLoss: Float32Array.from(losses, () => 1),
  earlierLoss: Float32Array.from(losses),
  finalLoss: Float32Array.from(losses),
  facts: null,
});
const study = { arms: [{ label: 'one' }] } as unknown as Study;

it('spreads the sample evenly over the seeds there are', () => {
  const seeds = Uint32Array.from({ length: 1000 }, (_, i) => 5000 + i);
  expect([...seedSample(seeds, 4)]).toEqual([5125, 5375, 5625, 5875]);
  expect([...seedSample(seeds.subarray(0, 3), 10)]).toEqual([5000, 5001, 5002]);
  expect([...seedSample(seeds, 0)]).toEqual([]);
  const all = seedSample(seeds, 999);
  expect(new Set(all).size).toBe(999);
});

it('counts each pair of outcomes', () => {
  const runs = columns([0.01, 0.01, 0.5, NaN]);
  const [check] = crossChecksOf(study, [runs], [same(4, [0.02, 0.5, 0.5, NaN])], [0.1]);
  expect(check.runs).toBe(4);
  expect(check.same).toMatchObject({ count: 3, rate: 0.75 });
  expect(check.pairs.converged).toEqual({ converged: 1, stuck: 1, unfinished: 0, diverged: 0 });
  expect(check.pairs.stuck.stuck).toBe(1);
  expect(check.pairs.diverged.diverged).toBe(1);
  const total = Object.values(check.pairs).flatMap((row) => Object.values(row));
  expect(total.reduce((a, b) => a + b)).toBe(4);
  expect(crossCheckLine(check)).toMatch(
    /^75\.0 % \[30\.1, 95\.4\] of 4 runs end the same; 1 converged here, stuck there$/,
  );
});

it('follows the threshold, and leaves out runs that the study does not hold', () => {
  const runs = columns([0.01, 0.01, 0.5]);
  const twin = { ...same(4, [0.02, 0.5, 0.5, 0.5]), seeds: Uint32Array.of(0, 1, 2, 99) };
  expect(crossChecksOf(study, [runs], [twin], [0.015])[0]).toMatchObject({
    runs: 3,
    same: { count: 1 },
  });
  expect(crossChecksOf(study, [runs], [twin], [1])[0].same.rate).toBe(1);
});

it('says nothing where nothing was asked for, and that nothing was done where it was cancelled', () => {
  expect(crossCheckText([{ label: 'one', crossCheck: null }])).toBe('');
  const [check] = crossChecksOf(study, [columns([0.01])], [same(0, [])], [0.1]);
  expect(check.same).toEqual({ count: 0, rate: null, low: 0, high: 1 });
  expect(crossCheckText([{ label: 'one', crossCheck: check }])).toContain(
    '  one  no run was trained again',
  );
});
