import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lnBinomial } from '../../../src/analysis/statistics/binomial';
import { binomialDraw, bootstrap } from '../../../src/analysis/statistics/resample';
import { wilson } from '../../../src/analysis/statistics';
import { expectClose } from '../../support/close';

describe('binomial draws', () => {
  it('give every number its share of the uniform numbers', () => {
    const [n, p, grid] = [12, 0.3, 20_000];
    const counts = new Float64Array(n + 1);
    for (let i = 0; i < grid; i++) counts[binomialDraw(n, p, (i + 0.5) / grid)]++;
    counts.forEach((count, k) => {
      expectClose(count / grid, Math.exp(lnBinomial(k, n, p)), { atol: 1.01 / grid });
    });
  });

  it('stay within 0 .. n', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e6 }),
        fc.double({ min: 1e-7, max: 1, noNaN: true }),
        fc.double({ min: 1e-16, max: 1 - 1e-16, noNaN: true }),
        (n, p, u) => {
          const k = binomialDraw(n, p, u);
          expect(Number.isInteger(k) && k >= 0 && k <= n).toBe(true);
        },
      ),
      { seed: 1 },
    );
  });
});

describe('the bootstrap', () => {
  const share = (counts: Float64Array) => counts[0] / (counts[0] + counts[1]);

  it('gives the interval of a share', () => {
    const [interval] = bootstrap([370, 630], [share]);
    const { low, high } = wilson(370, 1000);
    expectClose([interval.low, interval.high], [low, high], { atol: 0.003 });
  });

  it('gives the interval of a mean', () => {
    // three classes of 0, 1, 10; the mean's standard error is sqrt(var / n)
    const counts = [500, 300, 200];
    const value = ([, b, c]: Float64Array) => (b + 10 * c) / 1000;
    const [{ low, high }] = bootstrap(counts, [value]);
    const error = Math.sqrt((0.3 + 20 - 2.3 ** 2) / 1000);
    expectClose([low, high], [2.3 - 1.96 * error, 2.3 + 1.96 * error], { atol: 0.25 * error });
  });

  it('is the same each time, and open where a resample knows no value', () => {
    expect(bootstrap([7, 3, 0], [share])).toEqual(bootstrap([7, 3, 0], [share]));
    const inverse = (counts: Float64Array) => (counts[0] > 0 ? 10 / counts[0] : Infinity);
    expect(bootstrap([1, 9], [inverse])[0].high).toBe(Infinity);
  });
});
