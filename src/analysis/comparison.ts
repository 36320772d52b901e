// Arms compared in pairs. Seed k draws the same numbers in every arm, so that arms are compared seed by seed: what counts are
// the seeds on which they differ. Each arm's runs converge by the arm's own threshold.
import { pairedTable, type SeedSet } from './seed_set';
import {
  detectablePaired,
  holm,
  mcnemar,
  pairedDifference,
  pairedRatio,
  pairsIn,
  type PairedTable,
} from './statistics';

/** All pairs are compared up to this many arms; beyond, every arm with the first alone. */
export const MOST_ARMS = 64;
/** Of the whole family of comparisons, by Holm. */
const LEVEL = 0.05;

/** What the adjusted test says of arm b beside arm a. */
export type Verdict = 'higher' | 'lower' | 'not told apart';

export interface Comparison extends PairedTable {
  /** Labels; a is the reference. */
  readonly a: string;
  readonly b: string;
  /** Seeds that ran in both. The cells `both`, `onlyA`, `onlyB`, `neither` add up to it. */
  readonly pairs: number;
  /** The rate of b minus that of a, with Newcombe's 95 % interval for pairs; null without pairs. */
  readonly difference: {
    readonly value: number | null;
    readonly low: number;
    readonly high: number;
  };
  /** The rate of b over that of a, with Tang's 95 % score interval for pairs; null where not finite. */
  readonly ratio: {
    readonly value: number | null;
    readonly low: number;
    readonly high: number | null;
  };
  /** McNemar's exact p, and adjusted over all comparisons of the study by Holm; 0 below 1e-308. */
  readonly p: number;
  readonly pHolm: number;
  /** The smallest difference that these pairs tell with 80 % power at level 0.05, at this share of seeds that differ. */
  readonly detectable: number | null;
  /** At level 0.05 by `pHolm`. */
  readonly verdict: Verdict;
}

const known = (value: number): number | null => (Number.isFinite(value) ? value : null);

/** Which arms are compared: the indices of a and b, a before b. */
export function pairsOf(arms: number): (readonly [number, number])[] {
  const references = arms <= MOST_ARMS ? arms : 1;
  return Array.from({ length: references }, (_, a) =>
    Array.from({ length: arms - a - 1 }, (_, i) => [a, a + 1 + i] as const),
  ).flat();
}

/** b beside a, from the seeds of both, before the adjustment. */
function compared(a: string, b: string, cells: PairedTable) {
  const pairs = pairsIn(cells);
  const swapped = { ...cells, onlyA: cells.onlyB, onlyB: cells.onlyA };
  const { difference, low, high } = pairedDifference(swapped);
  const ratio = pairedRatio(swapped);
  return {
    a,
    b,
    pairs,
    ...cells,
    difference: { value: known(difference), low, high },
    ratio: { value: known(ratio.ratio), low: ratio.low, high: known(ratio.high) },
    p: mcnemar(cells),
    detectable: detectablePaired((cells.onlyA + cells.onlyB) / pairs, pairs),
  };
}

/**
 * Compares arms in pairs, and adjusts the tests for their number.
 * @param arms one a set of seeds, in the study's order
 * @param which pairs of indices; all that are reported together are adjusted together
 */
export function comparisonsOf(
  arms: readonly { readonly label: string; readonly seeds: SeedSet }[],
  which = pairsOf(arms.length),
): Comparison[] {
  const found = which.map(([a, b]) =>
    compared(arms[a].label, arms[b].label, pairedTable(arms[a].seeds, arms[b].seeds)),
  );
  const adjusted = holm(found.map(({ p }) => p));
  return found.map(({ detectable, ...row }, i) => ({
    ...row,
    pHolm: adjusted[i],
    detectable,
    verdict: verdictOf(row.difference.value, adjusted[i]),
  }));
}

const verdictOf = (difference: number | null, p: number): Verdict =>
  p < LEVEL ? (difference! > 0 ? 'higher' : 'lower') : 'not told apart';
