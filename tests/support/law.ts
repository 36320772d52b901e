// Does a sample follow a law? Fixed seeds, so a test that passes once passes always; the limits leave a law that is right
// about one chance in ten thousand to fail a test when seeds or streams change.

import { expect } from 'vitest';
import { erf } from '../../src/study/catalogues/initializers/operations';

/** A continuous law on [low, high]. */
export interface Law {
  readonly low: number;
  readonly high: number;
  /** P(X <= x) inside [low, high]. */
  readonly cdf: (x: number) => number;
  readonly mean: number;
  readonly variance: number;
}

const phi = (z: number) => (1 + erf(z / Math.SQRT2)) / 2;
const density = (z: number) =>
  Number.isFinite(z) ? Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI) : 0;

export const uniformLaw = (low: number, high: number): Law => ({
  low,
  high,
  cdf: (x) => (x - low) / (high - low),
  mean: (low + high) / 2,
  variance: (high - low) ** 2 / 12,
});

/** N(mean, s^2), cut at low and high. Moments: Johnson, Kotz, Balakrishnan, Continuous univariate distributions, 13.10.1. */
export function normalLaw(mean: number, s: number, low = -Infinity, high = Infinity): Law {
  const [a, b] = [(low - mean) / s, (high - mean) / s];
  const share = phi(b) - phi(a);
  const shift = (density(a) - density(b)) / share;
  const edge = (z: number) => (Number.isFinite(z) ? z * density(z) : 0);
  return {
    low,
    high,
    cdf: (x) => (phi((x - mean) / s) - phi(a)) / share,
    mean: mean + s * shift,
    variance: s * s * (1 + (edge(a) - edge(b)) / share - shift * shift),
  };
}

/** The law of the larger of two uniforms, Beta(2, 1). */
export const betaLaw: Law = { low: 0, high: 1, cdf: (x) => x * x, mean: 2 / 3, variance: 1 / 18 };

/**
 * Bounds, mean, variance and the distribution function (Kolmogorov and Smirnov) of independent draws.
 * @throws an assertion error that names what is off
 */
export function expectLaw(sample: ArrayLike<number>, law: Law, what = ''): void {
  const sorted = Float64Array.from(sample).sort();
  const n = sorted.length;
  const slack = 1e-7 * Math.max(Math.abs(law.low), Math.abs(law.high)); // float32 bounds
  if (Number.isFinite(slack)) {
    expect(sorted[0], `${what} lowest`).toBeGreaterThanOrEqual(law.low - slack);
    expect(sorted[n - 1], `${what} highest`).toBeLessThanOrEqual(law.high + slack);
  }
  const mean = sorted.reduce((sum, x) => sum + x, 0) / n;
  const central = (k: number) => sorted.reduce((sum, x) => sum + (x - mean) ** k, 0) / n;
  const variance = central(2);
  const meanError = Math.sqrt(law.variance / n);
  const varianceError = Math.sqrt((central(4) - variance ** 2) / n);
  expect(Math.abs(mean - law.mean) / meanError, `${what} mean, in standard errors`).toBeLessThan(4);
  expect(
    Math.abs(variance - law.variance) / varianceError,
    `${what} variance, in standard errors`,
  ).toBeLessThan(4);
  let distance = 0;
  sorted.forEach((x, i) => {
    const p = law.cdf(x);
    distance = Math.max(distance, Math.abs(p - i / n), Math.abs(p - (i + 1) / n));
  });
  expect(distance * Math.sqrt(n), `${what} Kolmogorov-Smirnov`).toBeLessThan(2.2);
}

/** Are these counts of equally likely outcomes? Each within four standard errors. */
export function expectEven(counts: readonly number[], what = ''): void {
  const n = counts.reduce((a, b) => a + b);
  const share = 1 / counts.length;
  const error = Math.sqrt(n * share * (1 - share));
  counts.forEach((count, i) => {
    const off = Math.abs(count - n * share) / error;
    expect(off, `${what} outcome ${i}: ${count} of ${n}`).toBeLessThan(4);
  });
}
