// Two arms compared run by run: the same seed draws the same numbers in both, so that their rates are paired.
import { squareAndAdd, ratioOf, type Difference, type Ratio } from './differences';
import { betaShare } from './beta';
import { Z95 } from './normal';
import { wilson } from './rates';

/** How many seeds converged in both arms, in the first alone, in the second alone, in neither. */
export interface PairedTable {
  readonly both: number;
  readonly onlyA: number;
  readonly onlyB: number;
  readonly neither: number;
}

export const pairsIn = ({ both, onlyA, onlyB, neither }: PairedTable): number =>
  both + onlyA + onlyB + neither;

/**
 * McNemar's exact test: the two-sided p-value of as uneven a split of the seeds on which the arms differ, when each side
 * is as likely. 1 where they never differ. It keeps its digits down to 1e-300 and for any number of seeds.
 * Source: Q. McNemar (1947), "Note on the sampling error of the difference between correlated proportions or percentages",
 * Psychometrika 12, 153-157; with the binomial law instead of its normal approximation.
 */
export function mcnemar({ onlyA, onlyB }: Pick<PairedTable, 'onlyA' | 'onlyB'>): number {
  if (onlyA === onlyB) return 1;
  const fewer = Math.min(onlyA, onlyB);
  // 2 P(X <= fewer), X ~ Binomial(onlyA + onlyB, 1/2)
  return Math.min(1, 2 * betaShare(0.5, Math.max(onlyA, onlyB), fewer + 1));
}

/**
 * The difference of two paired rates, the first minus the second, with Newcombe's interval by squaring and adding.
 * Source: R. G. Newcombe (1998), "Improved confidence intervals for the difference between binomial proportions based on
 * paired data", Statist. Med. 17, 2635-2650; method 10, with its correction of a positive correlation towards 0.
 */
export function pairedDifference(table: PairedTable, z = Z95): Difference {
  const { both, onlyA, onlyB, neither } = table;
  const n = pairsIn(table);
  if (n === 0) return { difference: NaN, low: -1, high: 1 };
  const [inA, inB] = [both + onlyA, both + onlyB];
  const spread = Math.sqrt(inA) * Math.sqrt(n - inA) * Math.sqrt(inB) * Math.sqrt(n - inB);
  const product = both * neither - onlyA * onlyB;
  const corrected = product > 0 ? Math.max(0, product - n / 2) : product;
  const correlation = spread > 0 ? corrected / spread : 0;
  return squareAndAdd(wilson(inA, n, z), wilson(inB, n, z), correlation);
}

/**
 * The ratio of two paired rates, the first over the second, with the score interval: the ratios that the score test does
 * not reject. Source: N.-S. Tang, M.-L. Tang, I. S. F. Chan (2003), "On tests of equivalence via non-unity relative risk
 * for matched-pair design", Statist. Med. 22, 1217-1233.
 */
export function pairedRatio(table: PairedTable, z = Z95): Ratio {
  const { both, onlyA, onlyB } = table;
  const n = pairsIn(table);
  const [inA, inB] = [both + onlyA, both + onlyB];
  const some = both + onlyA + onlyB;
  const score = (ratio: number) => {
    // the likeliest share of seeds in the second alone, given the ratio: the larger root of A x^2 + B x + C = 0
    const A = n * (1 + ratio);
    const B = inB * ratio ** 2 - (some + onlyB);
    const C = (onlyB * (1 - ratio) * some) / n;
    const root = Math.sqrt(Math.max(0, B * B - 4 * A * C));
    const share = B > 0 ? (-2 * C) / (B + root) : (root - B) / (2 * A);
    const variance = n * (1 + ratio) * share + some * (ratio - 1);
    return [inA - ratio * inB, variance] as const;
  };
  return ratioOf(inA / inB, inA, inB, score, z);
}
