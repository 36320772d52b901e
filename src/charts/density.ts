// How the losses of all runs of an arm moved: the parts of the heat map that every drawing of it shares.
import { BINS, BINS_A_DECADE, LOWEST, type LossHistogram } from '../analysis/histogram';
import type { Runs } from '../analysis/runs';

/** Bins of loss, as powers of ten. */
export interface DensityExtent {
  readonly low: number;
  readonly high: number;
}

/** log10 of a bin's lower edge. */
export const powerOf = (bin: number) => LOWEST + bin / BINS_A_DECADE;

/** The losses that any of these arms had, in whole bins, so that all are drawn on one axis. */
export function densityExtent(arms: readonly Pick<Runs, 'density'>[]): DensityExtent {
  let [first, last] = [BINS, -1];
  for (const { density } of arms) {
    for (const { counts } of density) {
      const from = counts.findIndex((count) => count > 0);
      if (from >= 0) first = Math.min(first, from);
      last = Math.max(
        last,
        counts.findLastIndex((count) => count > 0),
      );
    }
  }
  return last < first
    ? { low: -1, high: 1 }
    : { low: powerOf(first) - 0.05, high: powerOf(last + 1) + 0.05 };
}

/** [bin] 0 .. 1. Runs that stand still at one level would hide all others, so that it is the root of the share. */
export function brightness({ counts }: LossHistogram): Float64Array {
  const most = counts.reduce((a, b) => Math.max(a, b), 0) || 1;
  return Float64Array.from(counts, (count) => Math.sqrt(count / most));
}
