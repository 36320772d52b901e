import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  detectable,
  detectablePaired,
  pairsForDifference,
  runsForDifference,
  runsForHalfWidth,
  wilson,
} from '../../../src/analysis/statistics';
import { expectClose } from '../../support/close';

describe('how many runs', () => {
  // R 4.6.0: ceiling(power.prop.test(p1 = a, p2 = b, power = 0.8)$n)
  it.each([
    [0.5, 0.75, 58],
    [0.9, 0.95, 435],
    [0.4, 0.41, 37827],
    [0.05, 0.01, 285],
  ])('tell %d from %d: %i', (a, b, n) => {
    expect(runsForDifference(a, b)).toBe(n);
    expect(runsForDifference(b, a)).toBe(n);
  });

  it('tell equal rates apart: none', () => {
    expect(runsForDifference(0.3, 0.3)).toBe(Infinity);
  });

  it('tell paired arms apart, by hand', () => {
    // ((1.959964 sqrt(0.2) + 0.841621 sqrt(0.2 - 0.01)) / 0.1)^2 = (0.876523 + 0.366853)^2 / 0.01 = 154.6
    expect(pairsForDifference(0.2, 0.1)).toBe(155);
    expect(pairsForDifference(0.2, -0.1)).toBe(155);
  });

  it('give an interval of a half width: that number, and no fewer', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0.0005, max: 0.3, noNaN: true }),
        (rate, half) => {
          const n = runsForHalfWidth(rate, half);
          const reach = (runs: number) => {
            const { low, high } = wilson(rate * runs, runs);
            return (high - low) / 2;
          };
          expect(reach(n)).toBeLessThanOrEqual(half * (1 + 1e-9));
          expect(reach(n - 1)).toBeGreaterThan(half * (1 - 1e-9));
        },
      ),
      { seed: 5 },
    );
  });
});

describe('the smallest difference that can be told', () => {
  // R 4.6.0: power.prop.test(p1 = rate, n = n, power = 0.8, tol = 1e-14)$p2
  it.each([
    [0.3, 1000, 0.358852537025756],
    [0.974, 1000, 0.9905275186096667],
    [0.5, 50, 0.7668301789524826],
  ])('above %d with %i runs: up to %d', (rate, n, other) => {
    expectClose(detectable(rate, n).above!, other - rate, { rtol: 1e-6 });
  });

  it('mirrors, and is not known where no rate is far enough', () => {
    expectClose(detectable(0.3, 100).below!, detectable(0.7, 100).above!, { rtol: 1e-9 });
    expect(detectable(0.995, 200).above).toBeNull();
    expect(detectable(1, 200).above).toBeNull();
    expect(detectable(0.5, 2)).toEqual({ above: null, below: null });
  });

  it('undoes the number of pairs', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 1, noNaN: true }),
        fc.integer({ min: 1000, max: 1e6 }),
        (differing, n) => {
          const difference = detectablePaired(differing, n)!;
          expect(pairsForDifference(differing, difference)).toBeLessThanOrEqual(n);
          expect(pairsForDifference(differing, 0.999 * difference)).toBeGreaterThanOrEqual(n);
        },
      ),
      { seed: 6 },
    );
    expect(detectablePaired(0, 1000)).toBeNull();
    expect(detectablePaired(0.001, 1000)).toBeNull();
  });
});
