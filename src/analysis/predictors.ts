// What predicts at the start how a run ends: the rate of success of an arm's runs by what was measured of them before training.
import type { Arm } from '../study/arm';
import { rowsOf } from '../study/catalogues/tasks';
import type { StartFactName } from '../study/facts';
import { outcomeNames, type Outcomes } from './outcomes';
import type { Runs } from './runs';
import { wilson } from './statistics';

/** The lower edges of a fact's bins, ascending; the last is open. */
interface PredictorRow {
  readonly edges: (rows: number) => readonly number[];
  /** Whether it counts, so that a bin between neighbouring edges is one number. */
  readonly counts: boolean;
}

const few = { edges: () => [0, 1, 2, 3, 4, 5, 6, 7, 8], counts: true };

export const predictors: Readonly<Record<StartFactName, PredictorRow>> = {
  dead: few,
  doomed: few,
  positive: few,
  dead_rows: {
    edges: (rows) =>
      [...new Set([0, 1, 0.1, 0.25, 0.5].map((e) => (e < 1 ? Math.ceil(e * rows) : e)))].sort(
        (a, b) => a - b,
      ),
    counts: true,
  },
  alignment: { edges: () => [0, 0.2, 0.4, 0.6, 0.8], counts: false },
};
export const predictorNames = Object.keys(predictors) as StartFactName[];

export interface PredictorBin {
  /** Runs with from <= fact < to; `to` is null for the last. */
  readonly from: number;
  readonly to: number | null;
  readonly runs: number;
  readonly converged: number;
  /** The 95 % Wilson interval of converged / runs. */
  readonly low: number;
  readonly high: number;
}

export interface Predictor {
  readonly fact: StartFactName;
  /** Bins that hold runs, at least two of them. */
  readonly bins: readonly PredictorBin[];
}

/**
 * P(converged | a fact at the start) of an arm, for each fact that differs between its runs; none where all runs converged,
 * or none did.
 */
export function predictorsOf(
  { task }: Pick<Arm, 'task'>,
  { facts }: Runs,
  { codes, counts: outcomes }: Outcomes,
): Predictor[] {
  if (!facts || outcomes.converged === 0 || outcomes.converged === codes.length) return [];
  const converged = outcomeNames.indexOf('converged');
  return predictorNames.flatMap((fact) => {
    const edges = predictors[fact].edges(rowsOf(task));
    const counts = edges.map(() => ({ runs: 0, converged: 0 }));
    facts.start[fact].forEach((value, i) => {
      let bin = edges.length - 1;
      while (bin >= 0 && !(edges[bin] <= value)) bin--; // findLastIndex takes 2.5 times as long
      if (bin < 0) return; // not a number: the run began with parameters that are not finite
      counts[bin].runs++;
      if (codes[i] === converged) counts[bin].converged++;
    });
    const bins = counts.flatMap((count, i): PredictorBin[] => {
      if (count.runs === 0) return [];
      const { low, high } = wilson(count.converged, count.runs);
      return [{ from: edges[i], to: edges.at(i + 1) ?? null, ...count, low, high }];
    });
    return bins.length > 1 ? [{ fact, bins }] : [];
  });
}

/** "2", "1 to 25", "0.2 to 0.4", "8 or more". */
export function binText(fact: StartFactName, { from, to }: PredictorBin): string {
  if (to === null) return `${from} or more`;
  if (!predictors[fact].counts) return `${from} to ${to}`;
  return to === from + 1 ? `${from}` : `${from} to ${to - 1}`;
}
