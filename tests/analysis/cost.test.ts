import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  byCost,
  costIn,
  costOf,
  costUnits,
  spentOf,
  targetsOf,
  triesFor,
  type ArmCost,
  type CostUnit,
} from '../../src/analysis/cost';
import {
  bestCutOff,
  expectedCost,
  firstHitsOf,
  reachedBy,
  type FirstHits,
} from '../../src/analysis/first_hits';
import { wilson } from '../../src/analysis/statistics';
import { expectClose } from '../support/close';
import { columns, inventedStudy } from './columns';

const checkpoints = [0, 10, 100, 1000];
/** Runs with these losses at the checkpoints. */
const runs = (...curves: (readonly number[])[]) =>
  columns(
    curves.map((curve) => curve.at(-1)!),
    { checkpoints, curves: Float32Array.from(curves.flat()) },
  );
const hits = (counts: readonly number[], steps = checkpoints): FirstHits => ({
  steps,
  counts: Float64Array.from(counts),
  left: 0,
});

describe('first hits', () => {
  const found = firstHitsOf(
    runs(
      [2, 1, 0.5, 0.1],
      [2, 0.1, 0.5, 0.5], // hits, and leaves
      [2, 0.1, NaN, NaN], // hits, and diverges
      [2, 2, 2, 2],
      [0.1, 0.1, 0.1, 0.1],
    ),
    0.11,
  )!;

  it('are counted at the first recorded step, also when the run leaves again', () => {
    expect([...found.counts]).toEqual([1, 2, 0, 1, 1]);
    expect(found.left).toBe(2);
    expect(reachedBy(found)).toEqual([1, 3, 3, 4]);
  });

  it('are not known without curves', () => {
    expect(firstHitsOf(columns([0.1]), 0.1)).toBeNull();
  });
});

describe('the expected steps', () => {
  it('are all steps spent over the hits', () => {
    // 2 runs hit at 10, 1 at 1000, 1 never: (20 + 1000 + 1000) / 3
    const { steps, counts } = hits([0, 2, 0, 1, 1]);
    expect(expectedCost(steps, counts)).toBe(2020 / 3);
    // given up at 10: 40 / 2; at 100: (20 + 200) / 2
    expect(expectedCost(steps, counts, 1)).toBe(20);
    expect(expectedCost(steps, counts, 2)).toBe(110);
    expect(expectedCost(steps, Float64Array.of(0, 0, 0, 0, 5))).toBe(Infinity);
  });

  it('with restarts are those of trying again, by simulation in closed form', () => {
    // a run hits at T with probability p or never: (1 / p) trials of T steps
    for (const [hit, never] of [
      [1, 99],
      [30, 70],
      [100, 0],
    ]) {
      expect(expectedCost([0, 50], Float64Array.of(0, hit, never))).toBeCloseTo(
        50 / (hit / (hit + never)),
        9,
      );
    }
  });

  it('are least at the best cut-off, which needs ten hits', () => {
    const counts = fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(counts, (drawn) => {
        const all = hits(drawn);
        const best = expectedCost(all.steps, all.counts, bestCutOff(all));
        const reached = reachedBy(all);
        const others = [1, 2, 3].filter((at) => reached[at] >= 10);
        for (const at of others)
          expect(best).toBeLessThanOrEqual(expectedCost(all.steps, all.counts, at));
        expect(best).toBeLessThanOrEqual(expectedCost(all.steps, all.counts));
      }),
      { seed: 1 },
    );
    expect(bestCutOff(hits([0, 9, 0, 1, 90]))).toBe(3);
    expect(bestCutOff(hits([0, 10, 0, 0, 90]))).toBe(1);
    expect(bestCutOff(hits([20, 0, 0, 0, 0]))).toBe(3);
  });
});

describe('tries for 99 %', () => {
  it('follow from the rate and its interval', () => {
    // R: ceiling(log(0.01) / log(1 - c(0.3, 0.3959, 0.2189))), the ends by prop.test(30, 100, correct = FALSE)
    expect(triesFor(wilson(30, 100))).toEqual({ value: 13, low: 10, high: 19 });
    expect(triesFor(wilson(100, 100))).toEqual({ value: 1, low: 1, high: 2 });
    expect(triesFor(wilson(0, 100))).toBeNull();
    expect(triesFor(wilson(0, 0))).toBeNull();
  });

  it('are enough, and one fewer is not', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999 }), (count) => {
        const { value } = triesFor(wilson(count, 1000))!;
        const missed = (tries: number) => (1 - count / 1000) ** tries;
        expect(missed(value)).toBeLessThanOrEqual(0.01 * (1 + 1e-9));
        expect(value === 1 ? 1 : missed(value - 1)).toBeGreaterThan(0.01 * (1 - 1e-9));
      }),
      { seed: 2 },
    );
  });
});

describe('what is spent by a checkpoint', () => {
  const spent = (change: object, counted: object = {}) =>
    spentOf(
      inventedStudy(['one'], 1, change).arms[0],
      columns([1, 1], { checkpoints: [0, 10], ...counted }),
    );

  it('is steps, their rows, and the standard count of their FLOP', () => {
    // 2-3-1: 2 (12 + 3) + 2 (6 + 1) + 6 = 50
    expect(spent({ training: { steps: 10 } })).toEqual({
      steps: [0, 10],
      sampleUpdates: [0, 1000],
      flop: [0, 50_000],
    });
    expect(spent({ training: { batch_size: 25 } })).toMatchObject({
      sampleUpdates: [0, 250],
      flop: [0, 12_500],
    });
    // three batches of 40, 40, 20
    expect(spent({ training: { batch_size: 40 } }).sampleUpdates![1]).toBeCloseTo(1000 / 3, 9);
    expect(spent({ training: { batch_size: 40, order: 'fresh' } }).sampleUpdates).toEqual([0, 400]);
  });

  it('is what was counted where steps search', () => {
    // of two runs together
    const passes = { passes: Float64Array.of(0, 0, 30, 12) };
    const rows = 100;
    const bfgs = spent({ optimizer: { library: 'torch', name: 'lbfgs' } }, passes);
    expect(bfgs.sampleUpdates).toEqual([0, 21 * rows]);
    // forward 22, 13 parameters
    expect(bfgs.flop).toEqual([0, 15 * rows * 50 + 6 * rows * 22]);
    const lm = spent({ optimizer: { library: 'matlab', name: 'levenberg_marquardt' } }, passes);
    expect(lm.sampleUpdates).toEqual(bfgs.sampleUpdates);
    const solve = 13 ** 3 / 3 + 2 * 13 ** 2;
    expect(lm.flop![1]).toBeCloseTo(15 * rows * (50 + 13 * 14 + 26) + 6 * (rows * 22 + solve), 6);
  });

  it('is steps alone where there are no samples', () => {
    const task = { name: 'relu', samples: 'population' };
    expect(spent({ task, model: { hidden: [2], bias: false } })).toEqual({
      steps: [0, 10],
      sampleUpdates: null,
      flop: null,
    });
  });
});

describe('the cost of an arm', () => {
  const study = inventedStudy(['one', 'two'], 40);
  const fast = Array.from({ length: 40 }, (_, i) =>
    i < 20 ? [2, 0.01, 0.01, 0.01] : [2, 1, 1, 1],
  );
  const slow = Array.from({ length: 40 }, () => [2, 1, 1, 0.01]);
  const both = [runs(...fast), runs(...slow)];
  const targets = targetsOf(study, both, [0.02, 0.02]);
  const costs = both.map((of, a) =>
    costOf(study.arms[a], of, wilson(20 * (a + 1), 40), targets[a]),
  );

  it('has the threshold and multiples of the best loss as targets', () => {
    const best = Math.fround(0.01);
    expect(targets[0].map(({ factor, loss }) => [factor, loss])).toEqual([
      [null, 0.02],
      [1.1, 1.1 * best],
      [2, 2 * best],
      [10, 10 * best],
    ]);
    expect(costs[0].targets!.map(({ hits }) => hits)).toEqual([20, 20, 20, 20]);
  });

  it('knows ERT, the best cut-off and what they come to', () => {
    const [threshold] = costs[0].targets!;
    // 20 runs of 10 steps and 20 of 1000 for 20 hits; cut at 10: 2 tries of 10
    expect(threshold.ert!.value).toBe(1010);
    expect(threshold.cutOff).toMatchObject({
      step: 10,
      steps: { value: 20 },
      sampleUpdates: { value: 2000 },
      flop: { value: 100_000 },
    });
    expect(costIn(costs[1], 'steps')!.value).toBe(1000);
    expect(costs[1].targets![0].ert).toEqual({ value: 1000, low: 1000, high: 1000 });
  });

  it('has intervals that hold the estimate, the same each time', () => {
    const { ert, cutOff } = costs[0].targets![0];
    for (const { low, value, high } of [ert!, cutOff!.steps!, cutOff!.flop!])
      expect(low! < value && value < high!).toBe(true);
    expect(costOf(study.arms[0], both[0], wilson(20, 40), targets[0])).toEqual(costs[0]);
  });

  it('is in the order of its unit, what is not known last', () => {
    const estimate = (value: number | null) => value && { value, low: value, high: value };
    const of = (steps: number | null, flop: number | null) => {
      const cutOff = { steps: estimate(steps), flop: estimate(flop), sampleUpdates: null };
      return { targets: [{ factor: null, cutOff }] } as unknown as ArmCost;
    };
    const all = [of(null, 1), of(10, 3), of(5, 4)];
    expect(byCost(all, 'steps')).toEqual([2, 1, 0]);
    expect(byCost(all, 'flop')).toEqual([0, 1, 2]);
    expect(byCost(all, 'sampleUpdates')).toEqual([0, 1, 2]);
  });

  it('is null where curves were not kept, but for the tries', () => {
    const bare = costOf(study.arms[0], columns([0.01, 1]), wilson(1, 2), targets[0]);
    expect(bare.targets).toBeNull();
    for (const unit of Object.keys(costUnits) as CostUnit[]) expect(costIn(bare, unit)).toBeNull();
    expectClose(bare.tries!.value, 7);
  });

  it('says that nothing hits', () => {
    const none = costOf(study.arms[0], runs([2, 2, 2, 2]), wilson(0, 1), targets[0]);
    expect(none.targets![0]).toMatchObject({ hits: 0, ert: null, cutOff: null });
    expect(none.tries).toBeNull();
  });
});
