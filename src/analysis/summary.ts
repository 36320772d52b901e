// The summary of every arm: the entries of `arms` in a result document. Plain JSON, with null where a number is not known.
import type { Study } from '../study/arm';
import { causesOf, deathsOf, type CauseName, type Deaths } from './causes';
import { comparisonsOf, type Comparison } from './comparison';
import { costOf, targetsOf, type ArmCost } from './cost';
import { fanOf, incidenceOf, type Incidence } from './incidence';
import { levelsOf, type Level } from './levels';
import { outcomeNames, outcomesOf, thresholdsOf } from './outcomes';
import { predictorsOf, type Predictor } from './predictors';
import type { Runs } from './runs';
import { seedSet } from './seed_set';
import { sensitivityOf, thresholdsAround } from './sensitivity';
import { median, ranked, smallest, wilson } from './statistics';

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
  /** When neurons died; null where that was not kept. */
  readonly deaths: Deaths | null;
  /** P(converged) by what was measured before training. */
  readonly predictors: readonly Predictor[];
  readonly cost: ArmCost;
  /** [checkpoint of `cost`] runs that have converged, are stuck, have diverged by then; null where curves were not kept. */
  readonly incidence: Incidence | null;
  /** [checkpoint of `cost`] the loss that 5, 25, 50, 75 and 95 % of the runs are at or below; null where not finite. */
  readonly lossFan: readonly (readonly (number | null)[])[];
  /** The rate at thresholds around the arm's. */
  readonly sensitivity: readonly {
    readonly threshold: number;
    readonly count: number;
    readonly low: number;
    readonly high: number;
  }[];
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
  const targets = targetsOf(study, runs, thresholds);
  return runs.map((columns, a) => {
    const outcomes = outcomesOf(columns, thresholds[a]);
    const { converged, stuck, unfinished, diverged } = outcomes.counts;
    const share = wilson(converged, columns.finalLoss.length);
    const { rate, low, high } = share;
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
      causes: causesOf(study.arms[a], columns, outcomes).counts,
      deaths: deathsOf(columns),
      predictors: predictorsOf(study.arms[a], columns, outcomes),
      cost: costOf(study.arms[a], columns, share, targets[a]),
      incidence: incidenceOf(columns, outcomes, thresholds[a]),
      lossFan: fanOf(columns.density),
      sensitivity: sensitivity(columns, thresholds[a]),
    };
  });
}

function sensitivity({ finalLoss }: Runs, threshold: number): ArmSummary['sensitivity'] {
  if (!Number.isFinite(threshold)) return [];
  const thresholds = thresholdsAround(threshold);
  const rates = sensitivityOf(ranked(finalLoss), finalLoss.length, thresholds);
  return rates.map(({ count, low, high }, i) => ({ threshold: thresholds[i], count, low, high }));
}

/**
 * Compares a study's arms in pairs.
 * @param runs one an arm, in the study's order
 * @param thresholds one an arm, instead of the study's own
 */
export function compare(
  study: Study,
  runs: readonly Runs[],
  thresholds: readonly number[] = thresholdsOf(study, runs),
): Comparison[] {
  const converged = outcomeNames.indexOf('converged');
  return comparisonsOf(
    runs.map((columns, a) => {
      const { codes } = outcomesOf(columns, thresholds[a]);
      const seeds = seedSet(study.seeds, columns.seeds, (i) => codes[i] === converged);
      return { label: study.arms[a].label, seeds };
    }),
  );
}
