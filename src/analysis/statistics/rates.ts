// One rate with its interval: Wilson's score interval, the default everywhere, and Clopper and Pearson's exact one.
import { betaQuantile } from './beta';
import { Z95 } from './normal';

export interface Interval {
  readonly low: number;
  readonly high: number;
}

export interface Rate extends Interval {
  readonly count: number;
  readonly n: number;
  /** count / n; NaN for n = 0. */
  readonly rate: number;
}

/**
 * A rate with Wilson's score interval, which stays within 0 .. 1 and keeps its coverage at rates near 0 and 1.
 * Source: E. B. Wilson (1927), "Probable inference, the law of succession, and statistical inference",
 * J. Amer. Statist. Assoc. 22, 209-212; without continuity correction.
 */
export function wilson(count: number, n: number, z = Z95): Rate {
  if (n === 0) return { count, n, rate: NaN, low: 0, high: 1 };
  const rate = count / n;
  const weight = 1 / (1 + z ** 2 / n);
  const centre = weight * (rate + z ** 2 / (2 * n));
  const half = weight * z * Math.sqrt((rate * (1 - rate)) / n + z ** 2 / (4 * n ** 2));
  // the ends are exact there; rounding would leave 1e-17
  const low = count === 0 ? 0 : centre - half;
  const high = count === n ? 1 : centre + half;
  return { count, n, rate, low, high };
}

/**
 * A rate with the exact interval: the rates under which neither this count or more, nor this count or fewer, is rarer than
 * half of what the interval may miss. It covers at least as often as it says, and is wider than Wilson's for that.
 * Source: C. J. Clopper, E. S. Pearson (1934), "The use of confidence or fiducial limits illustrated in the case of the
 * binomial", Biometrika 26, 404-413; by quantiles of the beta law.
 */
export function clopperPearson(count: number, n: number, confidence = 0.95): Rate {
  if (n === 0) return { count, n, rate: NaN, low: 0, high: 1 };
  const tail = (1 - confidence) / 2;
  const low = count === 0 ? 0 : betaQuantile(tail, count, n - count + 1);
  // the mirrored quantile, so that rates near 1 have the digits of rates near 0
  const high = count === n ? 1 : 1 - betaQuantile(tail, n - count, count + 1);
  return { count, n, rate: count / n, low, high };
}
