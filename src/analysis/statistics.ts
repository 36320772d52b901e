// Statistics of results: intervals of rates, quantiles. Not-a-number is counted as the worst loss, never left out.

/** The 97.5 % quantile of the standard normal law: two-sided 95 %. */
export const Z95 = 1.959963984540054;

export interface Rate {
  readonly count: number;
  readonly n: number;
  /** count / n; NaN for n = 0. */
  readonly rate: number;
  /** Ends of the interval, 0 .. 1. */
  readonly low: number;
  readonly high: number;
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

/** A sorted copy, ascending; infinities and then NaN come last, so that they rank as the worst losses. */
export const ranked = (losses: Float32Array): Float32Array => losses.slice().sort();

/**
 * The quantile p, 0 .. 1, of ranked values: linear between ranks, as R's type 7 (Hyndman and Fan 1996).
 * NaN without values, and where it falls on a value that is not finite.
 */
export function quantile(sorted: ArrayLike<number>, p: number): number {
  if (sorted.length === 0) return NaN;
  const rank = p * (sorted.length - 1);
  const below = Math.floor(rank);
  const low = sorted[below];
  const share = rank - below;
  const value = share === 0 ? low : low + share * (sorted[below + 1] - low);
  return Number.isFinite(value) ? value : NaN;
}

/** The median, with NaN as the worst loss. */
export const median = (losses: Float32Array): number => quantile(ranked(losses), 0.5);

/** The smallest finite value, or NaN where there is none. */
export function smallest(losses: ArrayLike<number>): number {
  let best = Infinity;
  for (let i = 0; i < losses.length; i++) {
    if (losses[i] < best && losses[i] > -Infinity) best = losses[i];
  }
  return best === Infinity ? NaN : best;
}
