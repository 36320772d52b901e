// How many runs a question needs, and what the runs that there are can tell: two-sided level 0.05, 80 % power.
import { Z95, Z_POWER } from './normal';
import { wilson } from './rates';

/** Runs an arm for a power of 80 %, not rounded. */
function needed(a: number, b: number): number {
  const mean = (a + b) / 2;
  const level = Z95 * Math.sqrt(2 * mean * (1 - mean));
  const power = Z_POWER * Math.sqrt(a * (1 - a) + b * (1 - b));
  return ((level + power) / (a - b)) ** 2;
}

/**
 * Runs an arm that tell two independent rates apart with a power of 80 %; Infinity for equal rates.
 * Source: J. L. Fleiss, B. Levin, M. C. Paik (2003), "Statistical methods for rates and proportions", 3rd ed., eq. 4.14,
 * without continuity correction.
 */
export const runsForDifference = (a: number, b: number): number => Math.ceil(needed(a, b));

/** Pairs for a power of 80 %, not rounded. */
const pairsNeeded = (differing: number, d: number): number =>
  ((Z95 * Math.sqrt(differing) + Z_POWER * Math.sqrt(differing - d * d)) / d) ** 2;

/**
 * Paired seeds that tell two arms apart with a power of 80 % by McNemar's test.
 * Source: R. J. Connor (1987), "Sample size for testing differences in proportions for the paired-sample design",
 * Biometrics 43, 207-211.
 * @param differing the share of seeds on which the arms differ, at least |difference|
 */
export const pairsForDifference = (differing: number, difference: number): number =>
  Math.ceil(pairsNeeded(differing, Math.abs(difference)));

/**
 * The runs for which Wilson's 95 % interval of a rate reaches at most this far to either side of its middle, 0 < half < 0.5:
 * the half width solved for n, a quadratic of z^2 / n.
 */
export function runsForHalfWidth(rate: number, half: number): number {
  const z2 = Z95 ** 2;
  // half^2 (1 + v)^2 = v (rate (1 - rate) + v / 4), v = z^2 / n
  const A = 0.25 - half * half;
  const B = rate * (1 - rate) - 2 * half * half;
  const v = (Math.sqrt(B * B + 4 * A * half * half) - B) / (2 * A);
  const n = Math.ceil(z2 / v);
  const wide = ({ low, high }: { low: number; high: number }) => high - low > 2 * half;
  // the solution may round across a whole number
  return n > 1 && !wide(wilson(rate * (n - 1), n - 1)) ? n - 1 : n;
}

export interface Detectable {
  /** How much above and below the rate another must lie; null where no rate is as far. */
  readonly above: number | null;
  readonly below: number | null;
}

/** The smallest differences from a rate that n independent runs an arm tell with a power of 80 %. */
export function detectable(rate: number, n: number): Detectable {
  const towards = (end: number) =>
    smallestWhere((d) => needed(rate, rate + d * Math.sign(end - rate)) <= n, Math.abs(end - rate));
  return { above: towards(1), below: towards(0) };
}

/**
 * The smallest difference that n paired seeds tell with a power of 80 %, given the share on which the arms differ;
 * null where even the largest, that share itself, is not told.
 */
export const detectablePaired = (differing: number, n: number): number | null =>
  smallestWhere((d) => pairsNeeded(differing, d) <= n, differing);

/** The smallest d in 0 .. most for which a rule holds that, once it holds, holds for all larger ones; null for none. */
function smallestWhere(holds: (d: number) => boolean, most: number): number | null {
  if (!(most > 0) || !holds(most)) return null;
  let [low, high] = [0, most];
  while (high - low > 1e-12) {
    const middle = (low + high) / 2;
    if (holds(middle)) high = middle;
    else low = middle;
  }
  return high;
}
