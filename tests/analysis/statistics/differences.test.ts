import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rateDifference, rateRatio } from '../../../src/analysis/statistics';
import { expectClose } from '../../support/close';
import { coverageOfTwo } from './coverage';

const of = (count: number, n: number) => ({ count, n });

describe('the difference of two rates', () => {
  // Newcombe 1998, table II, method 10, to the 4 digits printed; all digits by R 4.6.0 from prop.test(count, n, correct =
  // FALSE)$conf.int of either rate
  it.each([
    [56, 70, 48, 80, 0.05243147240236493, 0.3338726540369059],
    [9, 10, 3, 10, 0.1705227239345031, 0.809017973535488],
    [6, 7, 2, 7, 0.05822792748231231, 0.8062496375242277],
    [5, 56, 0, 29, -0.03813714790353685, 0.1925600138551116],
    [0, 10, 0, 20, -0.1611251580528193, 0.2775327998628891],
    [10, 10, 0, 20, 0.6790860371419148, 1],
    [9741, 10000, 3720, 10000, 0.5920236128501012, 0.6119691905507955],
  ])('%i of %i and %i of %i: %d to %d', (a, m, b, n, low, high) => {
    const found = rateDifference(of(a, m), of(b, n));
    expectClose([found.low, found.high], [low, high], { rtol: 1e-12 });
    expect(found.difference).toBe(a / m - b / n);
  });

  it('is not known without runs', () => {
    expect(rateDifference(of(0, 0), of(1, 2))).toEqual({ difference: NaN, low: -1, high: 1 });
  });

  it('covers, by enumeration', () => {
    const pairs = [0.1, 0.3, 0.5, 0.8, 0.95].flatMap((p) => [0.05, 0.4, 0.9].map((q) => [p, q]));
    const found = pairs.map(([p, q]) =>
      coverageOfTwo(p, q, 20, p - q, (a, b) => rateDifference(of(a, 20), of(b, 20))),
    );
    expect(Math.min(...found)).toBeGreaterThan(0.925);
    expect(found.reduce((a, b) => a + b) / found.length).toBeGreaterThan(0.95);
  });
});

describe('the ratio of two rates', () => {
  // Koopman 1984: 36 of 40 over 16 of 80 is 2.94 to 7.15. R 4.6.0: uniroot of the score, its rates by optimize of the
  // two dbinom(log = TRUE)
  it.each([
    [36, 40, 16, 80, 2.939569192154641, 7.152223437246287],
    [56, 70, 48, 80, 1.079821506365372, 1.67080557878015],
    [9, 10, 3, 10, 1.35323719421324, 8.467668686264458],
    [5, 56, 0, 29, 0.7256888933292717, Infinity],
    [0, 10, 5, 20, 0, 1.246690505199969],
    [97, 100, 37, 100, 2.066545307530198, 3.448184127353402],
  ])('%i of %i over %i of %i: %d to %d', (a, m, b, n, low, high) => {
    const found = rateRatio(of(a, m), of(b, n));
    expectClose([found.low, found.high], [low, high], { rtol: 1e-6 });
  });

  it('covers, by enumeration', () => {
    const pairs = [0.1, 0.3, 0.5, 0.8, 0.95].flatMap((p) => [0.05, 0.4, 0.9].map((q) => [p, q]));
    const found = pairs.map(([p, q]) =>
      coverageOfTwo(p, q, 15, p / q, (a, b) => rateRatio(of(a, 15), of(b, 15))),
    );
    expect(Math.min(...found)).toBeGreaterThan(0.925);
    expect(found.reduce((a, b) => a + b) / found.length).toBeGreaterThan(0.945);
  });
});

it('mirrors when the arms change places, and holds the estimate', () => {
  const runs = fc.integer({ min: 1, max: 1e7 });
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(runs, runs, share, share, (m, n, p, q) => {
      const [a, b] = [of(Math.round(p * m), m), of(Math.round(q * n), n)];
      const there = rateDifference(a, b);
      const back = rateDifference(b, a);
      expectClose([there.low, there.high], [-back.high, -back.low], { atol: 1e-15 });
      expect(there.low <= there.difference && there.difference <= there.high).toBe(true);
      if (a.count === 0 || b.count === 0) return;
      const ratio = rateRatio(a, b);
      const other = rateRatio(b, a);
      expectClose([ratio.low, ratio.high], [1 / other.high, 1 / other.low], { rtol: 1e-5 });
      expect(ratio.low * (1 - 1e-9) <= ratio.ratio).toBe(true);
      expect(ratio.ratio <= ratio.high * (1 + 1e-9)).toBe(true);
    }),
    { seed: 2 },
  );
});
