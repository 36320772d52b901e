import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { median, quantile, ranked, smallest, wilson } from '../../src/analysis/statistics';
import { expectClose } from '../support/close';

describe('the Wilson interval', () => {
  // R 4.6.0: prop.test(count, n, correct = FALSE)$conf.int
  it.each([
    [81, 263, 0.255288519878274, 0.3662095769828],
    [15, 148, 0.0623863995307363, 0.160487241723308],
    [0, 20, 0, 0.161125158052819],
    [1, 29, 0.00611321429276266, 0.171755218793203],
    [20, 20, 0.838874841947181, 1],
    [994, 1000, 0.986971831758148, 0.997247330858124],
    [3610, 10000, 0.351641510436488, 0.37046524111056],
  ])('%i of %i: %d to %d', (count, n, low, high) => {
    const rate = wilson(count, n);
    expectClose([rate.low, rate.high], [low, high], { rtol: 1e-13 });
    expect(rate.rate).toBe(count / n);
  });

  it('takes other levels of confidence', () => {
    // R 4.6.0: prop.test(81, 263, correct = FALSE, conf.level = 0.99)$conf.int; qnorm(0.995)
    const { low, high } = wilson(81, 263, 2.5758293035489);
    expectClose([low, high], [0.240136902687608, 0.38528250231823], { rtol: 1e-13 });
  });

  it('says nothing without runs', () => {
    expect(wilson(0, 0)).toEqual({ count: 0, n: 0, rate: NaN, low: 0, high: 1 });
  });

  it('holds the rate, within 0 and 1, and mirrors', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e8 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (n, p) => {
          const count = Math.round(p * n);
          const { low, rate, high } = wilson(count, n);
          const other = wilson(n - count, n);
          expect(0 <= low && low <= rate && rate <= high && high <= 1).toBe(true);
          expectClose(1 - other.high, low, { atol: 1e-12 });
        },
      ),
    );
  });
});

describe('quantiles', () => {
  // R 4.6.0: quantile(c(3, 1, 4, 1, 5, 9, 2, 6), c(0, 0.1, 0.25, 0.5, 0.9, 1))
  const digits = Float32Array.of(3, 1, 4, 1, 5, 9, 2, 6);
  it.each([
    [0, 1],
    [0.1, 1],
    [0.25, 1.75],
    [0.5, 3.5],
    [0.9, 6.9],
    [1, 9],
  ])('%d: %d', (p, expected) => {
    expectClose(quantile(ranked(digits), p), expected, { rtol: 1e-15 });
  });

  it('rank what is not finite as the worst', () => {
    expect(median(Float32Array.of(NaN, 1, 2))).toBe(2);
    expect(median(Float32Array.of(1, NaN, Infinity))).toBeNaN();
    expect(median(Float32Array.of(1, 2, NaN, NaN))).toBeNaN();
    expect(median(new Float32Array())).toBeNaN();
    expect(median(digits)).toBe(3.5);
    expect([...digits]).toEqual([3, 1, 4, 1, 5, 9, 2, 6]);
  });
});

it('finds the smallest finite value', () => {
  expect(smallest([NaN, 3, -Infinity, 2, Infinity])).toBe(2);
  expect(smallest([NaN, Infinity])).toBeNaN();
  expect(smallest([])).toBeNaN();
});
