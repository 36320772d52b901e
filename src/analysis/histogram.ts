// Losses counted in fixed bins of log10, so that histograms of waves, arms and moments add up and can be compared.
// Nothing is hidden: what is too small, too large or not finite has a counter of its own, and all of them sum to `total`.

/** log10 of the lowest and the highest edge. */
export const LOWEST = -10;
export const HIGHEST = 4;
export const BINS_A_DECADE = 20;
export const BINS = (HIGHEST - LOWEST) * BINS_A_DECADE;

/** The edges of the bins, ascending; bin i holds binEdges[i] <= loss < binEdges[i + 1]. */
export const binEdges: Float64Array = Float64Array.from({ length: BINS + 1 }, (_, i) => edge(i));

export interface LossHistogram {
  /** Losses per bin, BINS of them. */
  readonly counts: Uint32Array;
  /** Losses below the lowest edge; an exact zero too. */
  underflow: number;
  /** Finite losses at the highest edge or above. */
  overflow: number;
  /** Losses that are not finite. */
  diverged: number;
  total: number;
}

export const emptyHistogram = (): LossHistogram => ({
  counts: new Uint32Array(BINS),
  underflow: 0,
  overflow: 0,
  diverged: 0,
  total: 0,
});

/**
 * Counts losses in place.
 * @param sign -1 takes the same losses out again
 */
export function addLosses(h: LossHistogram, losses: ArrayLike<number>, sign: 1 | -1 = 1): void {
  for (let i = 0; i < losses.length; i++) {
    const loss = losses[i];
    if (!Number.isFinite(loss)) h.diverged += sign;
    else if (loss < binEdges[0]) h.underflow += sign;
    else if (loss >= binEdges[BINS]) h.overflow += sign;
    else h.counts[binOf(loss)] += sign;
  }
  h.total += sign * losses.length;
}

/**
 * The share of all losses (diverged ones included) at or below a threshold, 0 .. 1; NaN without losses.
 * Within the threshold's bin losses are taken as spread evenly in log loss: for live rates, not for results.
 */
export function shareBelow(h: LossHistogram, threshold: number): number {
  const position = (Math.log10(threshold) - LOWEST) * BINS_A_DECADE;
  const whole = Math.min(Math.max(Math.floor(position), 0), BINS);
  let below = h.underflow; // what lies below the first bin cannot be told apart
  for (let i = 0; i < whole; i++) below += h.counts[i];
  if (whole < BINS && position > whole) below += h.counts[whole] * (position - whole);
  if (threshold === Infinity) below += h.overflow;
  return below / h.total;
}

/** The smallest loss of a histogram, as the upper edge of its bin; NaN without finite losses. */
export function lowestOf({ counts, underflow, overflow }: LossHistogram): number {
  if (underflow > 0) return binEdges[0];
  const bin = counts.findIndex((count) => count > 0);
  if (bin >= 0) return binEdges[bin + 1];
  return overflow > 0 ? Infinity : NaN;
}

/**
 * The loss at quantile p, 0 .. 1, of all losses, those not finite as the worst: spread evenly in log loss within its bin.
 * 0 below the lowest edge, infinity at the highest edge or where it falls on a loss that is not finite; NaN without losses.
 */
export function quantileOf(h: LossHistogram, p: number): number {
  if (h.total === 0) return NaN;
  const wanted = p * h.total;
  let below = h.underflow;
  if (wanted <= below && below > 0) return 0;
  for (let i = 0; i < BINS; i++) {
    const count = h.counts[i];
    if (count > 0 && wanted <= below + count)
      return 10 ** (LOWEST + (i + (wanted - below) / count) / BINS_A_DECADE);
    below += count;
  }
  return Infinity;
}

export interface Bins {
  readonly edges: Float64Array;
  readonly counts: Uint32Array;
}

/** Wider bins, `factor` of the fixed ones each (a divisor of BINS): for display. */
export function coarser({ counts }: LossHistogram, factor: number): Bins {
  if (BINS % factor !== 0) throw new RangeError(`${BINS} bins cannot be merged by ${factor}`);
  const merged = new Uint32Array(BINS / factor);
  counts.forEach((count, i) => (merged[Math.floor(i / factor)] += count));
  return { edges: binEdges.filter((_, i) => i % factor === 0), counts: merged };
}

function edge(i: number): number {
  return 10 ** (LOWEST + i / BINS_A_DECADE);
}

/** The logarithm is rounded, the edges are not: the neighbour is taken where they disagree. */
function binOf(loss: number): number {
  const near = Math.floor((Math.log10(loss) - LOWEST) * BINS_A_DECADE);
  const i = Math.min(Math.max(near, 0), BINS - 1);
  if (loss < binEdges[i]) return i - 1;
  return loss >= binEdges[i + 1] ? i + 1 : i;
}
