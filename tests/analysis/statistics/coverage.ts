// How often an interval holds the truth, by adding up all that can happen.
import { lnBinomial } from '../../../src/analysis/statistics/binomial';
import type { Interval } from '../../../src/analysis/statistics';

const counts = (n: number) => Array.from({ length: n + 1 }, (_, k) => k);
const chance = (k: number, n: number, p: number) => Math.exp(lnBinomial(k, n, p));
const holds = ({ low, high }: Interval, truth: number) => low <= truth && truth <= high;

/** The chance that the interval of a rate p, from n runs, holds it. */
export const coverage = (
  p: number,
  n: number,
  interval: (count: number, n: number) => Interval,
): number =>
  counts(n).reduce((sum, k) => sum + (holds(interval(k, n), p) ? chance(k, n, p) : 0), 0);

/** The chance that an interval of two independent counts of n runs holds a truth about their rates p and q. */
export const coverageOfTwo = (
  p: number,
  q: number,
  n: number,
  truth: number,
  interval: (a: number, b: number) => Interval,
): number =>
  counts(n).reduce(
    (sum, a) =>
      sum +
      counts(n).reduce(
        (row, b) => row + (holds(interval(a, b), truth) ? chance(a, n, p) * chance(b, n, q) : 0),
        0,
      ),
    0,
  );
