// The bootstrap of counts: drawing n runs again, with replacement, from runs that fall into few classes is one multinomial
// draw of the classes' counts, so that a resample costs the same for a thousand runs and a million.
// Source: B. Efron (1979), "Bootstrap methods: another look at the jackknife", Ann. Statist. 7, 1-26.
import { threefry2x32 } from '../../random/threefry';
import { lnBinomial } from './binomial';
import { quantile } from './quantiles';
import type { Interval } from './rates';

const RESAMPLES = 1000;
const SEED = 0x626f6f74;

/** A uniform number in (0, 1) with 53 bits; a function of two whole numbers. */
function uniform(resample: number, draw: number): number {
  const [high, low] = threefry2x32(SEED, 0, resample, draw);
  return ((high >>> 5) * 2 ** 26 + (low >>> 6) + 0.5) * 2 ** -53;
}

/**
 * The number of successes in n trials at rate p that belongs to a uniform number u: counted from the likeliest number outwards,
 * so that it takes about as many steps as the law is wide.
 */
export function binomialDraw(n: number, p: number, u: number): number {
  if (p >= 1) return n;
  const odds = p / (1 - p);
  const mode = Math.min(n, Math.floor((n + 1) * p));
  let [low, high] = [mode, mode];
  let below = Math.exp(lnBinomial(mode, n, p));
  let above = below;
  let left = u - below;
  while (left >= 0 && (low > 0 || high < n)) {
    above *= high < n ? (odds * (n - high)) / (high + 1) : 0;
    if (high < n) high++;
    left -= above;
    if (left < 0) return high;
    below *= low > 0 ? low / (odds * (n - low + 1)) : 0;
    if (low > 0) low--;
    left -= below;
    if (left < 0) return low;
    if (above === 0 && below === 0) break; // rounding left a little
  }
  return mode;
}

/**
 * The 95 % percentile intervals of statistics of counts, by a fixed seed: the same counts give the same intervals.
 * @param counts how many runs are in each class
 * @param statistics of counts that sum to the same; Infinity where one is not known
 */
export function bootstrap(
  counts: ArrayLike<number>,
  statistics: readonly ((counts: Float64Array) => number)[],
): Interval[] {
  const total = Array.from(counts).reduce((a, b) => a + b, 0);
  const drawn = new Float64Array(counts.length);
  const found = statistics.map(() => new Float64Array(RESAMPLES));
  for (let resample = 0; resample < RESAMPLES; resample++) {
    let [runs, rest] = [total, total];
    for (let i = 0; i < counts.length; i++) {
      drawn[i] = counts[i] > 0 ? binomialDraw(runs, counts[i] / rest, uniform(resample, i)) : 0;
      runs -= drawn[i];
      rest -= counts[i];
    }
    statistics.forEach((statistic, s) => (found[s][resample] = statistic(drawn)));
  }
  return found.map((values) => {
    values.sort();
    const at = (p: number) => {
      const value = quantile(values, p);
      return Number.isNaN(value) ? Infinity : value;
    };
    return { low: at(0.025), high: at(0.975) };
  });
}
