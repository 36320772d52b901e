// The summary of every arm: the entries of `arms` in a result document. Plain JSON, with null where a number is not known.
import type { Study } from '../study/arms';
import { causesOf, type CauseName } from './causes';
import { levelsOf, type Level } from './levels';
import { outcomesOf, thresholdsOf } from './outcomes';
import type { Runs } from './runs';
import { median, smallest, wilson } from './statistics';

export interface ArmSummary {
  readonly label: string;
  /** Finished runs. All counts below are of these. */
  readonly runs: number;
  /** With its 95 % Wilson interval; the rate is null without runs. */
  readonly converged: {
    readonly count: number;
    readonly rate: number | null;
    readonly low: number;
    readonly high: number;
  };
  readonly stuck: number;
  readonly unfinished: number;
  readonly diverged: number;
  /** The final loss at or below which a run has converged; null where no run has a finite loss to compare with. */
  readonly threshold: number | null;
  /** The smallest final loss; null where none is finite. */
  readonly bestLoss: number | null;
  /** The median of final losses, NaN ranking as the worst; null where it falls on one. */
  readonly medianLoss: number | null;
  readonly levels: readonly Level[];
  /** Of the runs that did not converge, by primary cause. */
  readonly causes: Readonly<Record<CauseName, number>>;
}

const known = (value: number): number | null => (Number.isFinite(value) ? value : null);

/**
 * Summarises a study's runs.
 * @param runs one an arm, in the study's order
 * @param thresholds one an arm, instead of the study's own
 */
export function summarise(
  study: Study,
  runs: readonly Runs[],
  thresholds: readonly number[] = thresholdsOf(study, runs),
): ArmSummary[] {
  return runs.map((columns, a) => {
    const outcomes = outcomesOf(columns, thresholds[a]);
    const { converged, stuck, unfinished, diverged } = outcomes.counts;
    const { rate, low, high } = wilson(converged, columns.finalLoss.length);
    return {
      label: study.arms[a].label,
      runs: columns.finalLoss.length,
      converged: { count: converged, rate: known(rate), low, high },
      stuck,
      unfinished,
      diverged,
      threshold: known(thresholds[a]),
      bestLoss: known(smallest(columns.finalLoss)),
      medianLoss: known(median(columns.finalLoss)),
      levels: levelsOf(columns),
      causes: causesOf(columns, outcomes).counts,
    };
  });
}
