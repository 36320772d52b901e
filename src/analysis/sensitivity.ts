// Does the answer hang on the threshold? The rate at other thresholds is the distribution function of the final losses.
import { wilson, type Rate } from './statistics';

/** How many of these ascending losses are at or below a threshold. Takes O(log n). */
export function countAtMost(sorted: ArrayLike<number>, threshold: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle] <= threshold) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * The rate at each threshold, with its Wilson interval, which holds at each alone.
 * @param sorted ascending final losses of the runs that did not diverge
 * @param n all runs
 */
export const sensitivityOf = (
  sorted: ArrayLike<number>,
  n: number,
  thresholds: readonly number[],
): Rate[] => thresholds.map((threshold) => wilson(countAtMost(sorted, threshold), n));

const PER_DECADE = 4;

/** A threshold and others beside it: a decade down and up in quarters; ascending. */
export const thresholdsAround = (threshold: number): number[] =>
  Array.from(
    { length: 2 * PER_DECADE + 1 },
    (_, i) => threshold * 10 ** ((i - PER_DECADE) / PER_DECADE),
  );
