// Quantiles of losses. Not-a-number is counted as the worst loss, never left out.

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
