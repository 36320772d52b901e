// Two independent rates compared: their difference and their ratio, each with an interval.
import { Z95 } from './normal';
import { wilson, type Interval, type Rate } from './rates';
import { crossing } from './root';

export interface Difference extends Interval {
  /** The first rate minus the second, -1 .. 1; NaN where one is not known. */
  readonly difference: number;
}

export interface Ratio extends Interval {
  /** The first rate over the second; NaN for 0 / 0, Infinity where only the second is 0. */
  readonly ratio: number;
}

/**
 * How far the difference of two rates reaches below and above its estimate, from the intervals of both ("square and add").
 * @param correlation of the two, 0 where they are independent
 */
export function squareAndAdd(a: Rate, b: Rate, correlation: number): Difference {
  const difference = a.rate - b.rate;
  const reach = (x: number, y: number) =>
    Math.sqrt(Math.max(0, x * x - 2 * correlation * x * y + y * y));
  const low = difference - reach(a.rate - a.low, b.high - b.rate);
  const high = difference + reach(a.high - a.rate, b.rate - b.low);
  return { difference, low: Math.max(-1, low), high: Math.min(1, high) };
}

const nothing = { low: -1, high: 1 } as const;

/**
 * The difference of two independent rates with Newcombe's hybrid score interval.
 * Source: R. G. Newcombe (1998), "Interval estimation for the difference between independent proportions: comparison of
 * eleven methods", Statist. Med. 17, 873-890; method 10.
 */
export function rateDifference(
  a: Pick<Rate, 'count' | 'n'>,
  b: Pick<Rate, 'count' | 'n'>,
  z = Z95,
): Difference {
  if (a.n === 0 || b.n === 0) return { difference: NaN, ...nothing };
  return squareAndAdd(wilson(a.count, a.n, z), wilson(b.count, b.n, z), 0);
}

/**
 * The ratio of two independent rates with Koopman's score interval: the ratios that the score test does not reject.
 * Source: P. A. R. Koopman (1984), "Confidence intervals for the ratio of two binomial proportions", Biometrics 40,
 * 513-517; in the form of O. Miettinen, M. Nurminen (1985), Statist. Med. 4, 213-226, without their factor N / (N - 1).
 */
export function rateRatio(
  a: Pick<Rate, 'count' | 'n'>,
  b: Pick<Rate, 'count' | 'n'>,
  z = Z95,
): Ratio {
  const [p, q] = [a.count / a.n, b.count / b.n];
  const score = (ratio: number) => {
    // the likeliest rates whose ratio is this: the smaller root of A x^2 - B x + C = 0
    const A = (a.n + b.n) * ratio;
    const B = ratio * (a.n + b.count) + a.count + b.n;
    const C = a.count + b.count;
    const second = (2 * C) / (B + Math.sqrt(Math.max(0, B * B - 4 * A * C)));
    const first = Math.min(1, ratio * second);
    const variance = (first * (1 - first)) / a.n + (ratio ** 2 * second * (1 - second)) / b.n;
    return [p - ratio * q, variance] as const;
  };
  return ratioOf(p / q, a.count, b.count, score, z);
}

/**
 * A ratio with the interval in which its score is within z of 0.
 * @param score a deviation, which falls as the ratio rises, and its variance; both are 0 where nothing speaks against it
 */
export function ratioOf(
  ratio: number,
  above: number,
  below: number,
  score: (ratio: number) => readonly [number, number],
  z: number,
): Ratio {
  const at = (wanted: number) =>
    Math.exp(
      crossing((t) => {
        const [deviation, variance] = score(Math.exp(t));
        return (deviation === 0 ? 0 : deviation / Math.sqrt(Math.max(0, variance))) - wanted;
      }),
    );
  return { ratio, low: above > 0 ? at(z) : 0, high: below > 0 ? at(-z) : Infinity };
}
