import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  holm,
  mcnemar,
  pairedDifference,
  pairedRatio,
  rateDifference,
} from '../../../src/analysis/statistics';
import { expectClose } from '../../support/close';

const table = ([both, onlyA, onlyB, neither]: readonly number[]) => ({
  both,
  onlyA,
  onlyB,
  neither,
});

describe("McNemar's exact test", () => {
  // R 4.6.0: binom.test(onlyA, onlyA + onlyB)$p.value
  it.each([
    [10, 2, 0.03857421875],
    [0, 6, 0.03125],
    [5, 5, 1],
    [1, 0, 1],
    [0, 0, 1],
    [150, 60, 4.446974714803943e-10],
    [5200, 4800, 6.593515598672462e-5],
    [501000, 499000, 0.0456082998653821],
  ])('%i against %i', (onlyA, onlyB, p) => {
    expectClose(mcnemar({ onlyA, onlyB }), p, { rtol: 1e-11 });
    expectClose(mcnemar({ onlyA: onlyB, onlyB: onlyA }), p, { rtol: 1e-11 });
  });

  it('agrees with whole-number arithmetic', () => {
    for (const [fewer, n] of [
      [0, 7],
      [3, 20],
      [40, 101],
      [300, 900],
    ]) {
      // 2 (sum of C(n, k), k <= fewer) / 2^n, with 60 binary digits more than a double has
      let [coefficient, sum] = [1n, 1n];
      for (let k = 1; k <= fewer; k++) {
        coefficient = (coefficient * BigInt(n - k + 1)) / BigInt(k);
        sum += coefficient;
      }
      const shift = BigInt(n - 1);
      const digits = Number((sum << 1000n) >> shift) * 2 ** -1000;
      expectClose(mcnemar({ onlyA: fewer, onlyB: n - fewer }), digits, { rtol: 1e-12 });
    }
  });
});

describe('the difference of paired rates', () => {
  // Newcombe 1998 (paired), table II, method 10, to the digits printed; all digits by R 4.6.0 from
  // prop.test(count, n, correct = FALSE)$conf.int of either rate
  it.each([
    [[36, 12, 2, 0], 0.05692958400323875, 0.3404276029749406],
    [[20, 12, 2, 16], 0.05615642484174832, 0.3292069954001405],
    [[18, 14, 0, 18], 0.1440826161573572, 0.3963252817333279],
    [[36, 14, 0, 0], 0.1528395178558574, 0.4166512369595656],
    [[1, 1, 7, 12], -0.5069202266861409, -0.02555912416485989],
    [[50, 0, 0, 0], -0.07134759913335864, 0.07134759913335864],
    [[0, 50, 0, 0], 0.8990992576628453, 1],
    [[3120, 5480, 600, 800], 0.4759569202687469, 0.4997941722353805],
  ])('of %j: %d to %d', (cells, low, high) => {
    const found = pairedDifference(table(cells));
    expectClose([found.low, found.high], [low, high], { rtol: 1e-12 });
  });

  it('is not known without pairs', () => {
    expect(pairedDifference(table([0, 0, 0, 0])).difference).toBeNaN();
  });
});

describe('the ratio of paired rates', () => {
  // R 4.6.0: uniroot of the score (inA - r inB) / sqrt(n r ((r - 1) pB + 2 pOnlyB)), with the likeliest shares given the
  // ratio by nested optimize of the multinomial likelihood
  it.each([
    [[36, 12, 2, 5], 1.0740482165101, 1.549190718406519],
    [[20, 12, 2, 16], 1.118963630337871, 2.001713040196269],
    [[1, 1, 7, 12], 0.06527922393100762, 0.9068805576406167],
    [[3120, 5480, 600, 800], 2.250538126648828, 2.37550055279827],
    [[43, 8, 3, 5], 0.9645529624797139, 1.30296411622276],
  ])('of %j: %d to %d', (cells, low, high) => {
    const found = pairedRatio(table(cells));
    expectClose([found.low, found.high], [low, high], { rtol: 1e-6 });
  });

  it('is open where an arm never converges', () => {
    expect(pairedRatio(table([0, 5, 0, 5]))).toMatchObject({ ratio: Infinity, high: Infinity });
    expect(pairedRatio(table([0, 0, 5, 5]))).toMatchObject({ ratio: 0, low: 0 });
    expect(pairedRatio(table([0, 0, 0, 5]))).toEqual({ ratio: NaN, low: 0, high: Infinity });
  });
});

describe('pairs', () => {
  const count = fc.integer({ min: 0, max: 5000 });
  const tables = fc
    .tuple(count, count, count, count)
    .filter((cells) => cells.some((cell) => cell > 0))
    .map(table);
  const swapped = ({ onlyA, onlyB, ...rest }: ReturnType<typeof table>) => ({
    ...rest,
    onlyA: onlyB,
    onlyB: onlyA,
  });

  it('mirror when the arms change places, and hold the estimate', () => {
    fc.assert(
      fc.property(tables, (cells) => {
        const there = pairedDifference(cells);
        const back = pairedDifference(swapped(cells));
        expectClose([there.low, there.high], [-back.high, -back.low], { atol: 1e-15 });
        expect(there.low <= there.difference && there.difference <= there.high).toBe(true);
        const [ratio, other] = [pairedRatio(cells), pairedRatio(swapped(cells))];
        expectClose(ratio.low, 1 / other.high, { rtol: 1e-6 });
      }),
      { seed: 3 },
    );
  });

  it('that agree more often are told apart more sharply than independent runs', () => {
    const cells = table([300, 80, 40, 580]);
    const paired = pairedDifference(cells);
    const apart = rateDifference({ count: 380, n: 1000 }, { count: 340, n: 1000 });
    expect(paired.difference).toBeCloseTo(apart.difference, 12);
    expect(paired.high - paired.low).toBeLessThan(0.75 * (apart.high - apart.low));
  });

  it('that go against each other are told apart less sharply', () => {
    const paired = pairedDifference(table([0, 380, 340, 280]));
    const apart = rateDifference({ count: 380, n: 1000 }, { count: 340, n: 1000 });
    expect(paired.high - paired.low).toBeGreaterThan(apart.high - apart.low);
  });
});

describe('Holm', () => {
  it('steps down', () => {
    // R 4.6.0: p.adjust(c(.01, .04, .03, .005, .9, .04), "holm")
    expectClose(holm([0.01, 0.04, 0.03, 0.005, 0.9, 0.04]), [0.05, 0.12, 0.12, 0.03, 0.9, 0.12], {
      rtol: 1e-14,
    });
    expect(holm([])).toEqual([]);
  });

  it('keeps the order, never falls below p, and is at most that of Bonferroni', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 40 }), (p) => {
        const adjusted = holm(p);
        p.forEach((value, i) => {
          expect(adjusted[i]).toBeGreaterThanOrEqual(value);
          expect(adjusted[i]).toBeLessThanOrEqual(Math.min(1, p.length * value));
          const larger = adjusted.filter((_, j) => p[j] > value);
          expect(Math.min(1, ...larger)).toBeGreaterThanOrEqual(adjusted[i]);
        });
      }),
      { seed: 4 },
    );
  });
});
