import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { betaQuantile, betaShare } from '../../../src/analysis/statistics/beta';
import { deviance, lnBinomial, stirlingRest } from '../../../src/analysis/statistics/binomial';
import { expectClose } from '../../support/close';

describe('binomial probabilities', () => {
  // R 4.6.0: dbinom(k, n, p, log = TRUE)
  it.each([
    [3, 10, 0.3, -1.321151277766889],
    [0, 50, 0.02, -1.010135365875972],
    [50, 50, 0.98, -1.010135365875973],
    [500123, 1e6, 0.5, -7.163804851674066],
    [1, 1e6, 1e-6, -0.9999994999998334],
    [60, 1e8, 1e-6, -12.31796996439295],
  ])('of %i in %i at %d', (k, n, p, expected) => {
    expectClose(lnBinomial(k, n, p), expected, { rtol: 1e-14 });
  });

  it('leave what Stirling leaves of factorials', () => {
    let factorial = 1;
    for (let n = 1; n <= 20; n++) {
      factorial *= n;
      const stirling = n * Math.log(n) - n + Math.log(2 * Math.PI * n) / 2;
      expectClose(stirlingRest(n), Math.log(factorial) - stirling, { atol: 3e-14 });
    }
  });

  it('have deviances that agree on both sides of the series', () => {
    for (const mean of [1, 100, 1e6])
      for (const x of [0.81, 0.8182, 0.819, 0.9, 1, 1.1, 1.2222, 1.2223, 1.3].map((f) => f * mean))
        expectClose(deviance(x, mean), x * Math.log(x / mean) - x + mean, { atol: 1e-14 * mean });
  });
});

describe('the incomplete beta function', () => {
  // R 4.6.0: pbeta(x, a, b)
  it.each([
    [0.3, 2, 5, 0.579825],
    [0.5, 100.5, 120.25, 0.9086835264589506],
    [0.01, 0.5, 0.5, 0.06376856085851984],
    [0.999, 3, 0.25, 0.7500294583944753],
    [0.5, 501000, 499001, 0.02280414993269105],
    [1e-5, 1, 1e6, 0.9999546023401924],
    [0.2, 40, 30, 4.890290888016772e-12],
    [0.5, 6000, 4001, 8.702158206134132e-90],
  ])('at %d for %d and %d', (x, a, b, expected) => {
    expectClose(betaShare(x, a, b), expected, { rtol: 1e-11 });
  });

  // R 4.6.0: qbeta(p, a, b)
  it.each([
    [0.025, 2, 5, 0.04327186829274168],
    [0.9, 100.5, 120.25, 0.4982758428700185],
    [0.01, 0.5, 0.5, 0.0002467198171342215],
    [0.5, 3, 0.25, 0.9835935150918601],
    [1e-10, 50, 60, 0.1875354419851852],
    [0.975, 3611, 6390, 0.3705029267785033],
  ])('has the quantile %d for %d and %d', (p, a, b, expected) => {
    expectClose(betaQuantile(p, a, b), expected, { rtol: 1e-11 });
  });

  const shape = fc.double({ min: 0.1, max: 1e4, noNaN: true });
  const share = fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true });

  it('mirrors, rises, and comes back from its quantiles', () => {
    fc.assert(
      fc.property(shape, shape, share, share, (a, b, x, p) => {
        expectClose(betaShare(x, a, b), 1 - betaShare(1 - x, b, a), { atol: 1e-10 });
        expect(betaShare(x, a, b)).toBeLessThanOrEqual(
          betaShare(Math.min(1, x * 1.01), a, b) + 1e-12,
        );
        const quantile = betaQuantile(p, a, b);
        // near 1 a bit of the quantile is more than 1e-10 of the share
        if (quantile < 1 - 1e-3) expectClose(betaShare(quantile, a, b), p, { rtol: 1e-9 });
      }),
      { numRuns: 300, seed: 1 },
    );
  });

  it('is 0 and 1 at the ends', () => {
    expect([betaShare(0, 2, 3), betaShare(1, 2, 3)]).toEqual([0, 1]);
  });
});
