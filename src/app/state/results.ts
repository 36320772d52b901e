// A finished sweep with what makes its rates answer at once when the threshold moves: sorted losses, so that a count is
// two binary searches, also for 10^6 runs.
import { addLosses, emptyHistogram, type LossHistogram } from '../../analysis/histogram';
import { landscapesOf, type Landscape } from '../../analysis/landscape';
import { outcomeNames, outcomesOf, thresholdsFor, type OutcomeName } from '../../analysis/outcomes';
import type { AdapterReport, Runs } from '../../analysis/runs';
import { countAtMost } from '../../analysis/sensitivity';
import { median, smallest, wilson, type Rate } from '../../analysis/statistics';
import type { SweepResult } from '../../engine/sweep';
import type { Study } from '../../study/arm';
import type { Json } from '../../study/errors';

/** One arm's runs, ready to be counted. */
export interface ArmRuns {
  readonly runs: Runs;
  /** [run] outcome if no run converged: what a run is when it lies above the threshold. */
  readonly otherwise: Uint8Array;
  readonly diverged: number;
  /** Ascending losses of runs that did not diverge, and of those among them that still fell. */
  readonly settled: Float32Array;
  readonly falling: Float32Array;
  readonly histogram: LossHistogram;
  readonly best: number;
  readonly median: number;
}

/** What the training worker gives back: a sweep with its runs ready to be counted. */
export interface Trained {
  readonly adapter: AdapterReport;
  readonly seconds: number;
  readonly cancelled: boolean;
  /** Why the device was lost on the way, in words. */
  readonly lost: string | undefined;
  /** Why it was not the device at hand that trained, in words. */
  readonly reason: string | undefined;
  readonly arms: readonly ArmRuns[];
  readonly landscapes: readonly Landscape[];
}

/** With the document as it was written, and what was read from it. */
export interface Finished extends Trained {
  readonly input: Json;
  readonly study: Study;
}

export interface ArmCounts extends Readonly<Record<OutcomeName, number>> {
  readonly rate: Rate;
  readonly threshold: number;
}

const code = (name: OutcomeName) => outcomeNames.indexOf(name);

function indexed(runs: Runs): ArmRuns {
  const { codes, counts } = outcomesOf(runs, NaN);
  const where = (keep: (i: number) => boolean) => runs.finalLoss.filter((_, i) => keep(i)).sort();
  const histogram = emptyHistogram();
  addLosses(histogram, runs.finalLoss);
  return {
    runs,
    otherwise: codes,
    diverged: counts.diverged,
    settled: where((i) => codes[i] !== code('diverged')),
    falling: where((i) => codes[i] === code('unfinished')),
    histogram,
    best: smallest(runs.finalLoss),
    median: median(runs.finalLoss),
  };
}

/** The outcomes of an arm for a threshold. */
function countsAt({ runs, diverged, settled, falling }: ArmRuns, threshold: number): ArmCounts {
  const n = runs.finalLoss.length;
  const converged = countAtMost(settled, threshold);
  const unfinished = falling.length - countAtMost(falling, threshold);
  const stuck = n - converged - unfinished - diverged;
  return { converged, stuck, unfinished, diverged, threshold, rate: wilson(converged, n) };
}

/** The outcome of one run for a threshold. */
export function outcomeAt(
  { runs, otherwise }: ArmRuns,
  run: number,
  threshold: number,
): OutcomeName {
  const name = outcomeNames[otherwise[run]];
  return name !== 'diverged' && runs.finalLoss[run] <= threshold ? 'converged' : name;
}

/** [run] outcome codes of an arm for a threshold. */
export const codesAt = ({ runs, otherwise }: ArmRuns, threshold: number): Uint8Array =>
  otherwise.map((above, i) =>
    above !== code('diverged') && runs.finalLoss[i] <= threshold ? code('converged') : above,
  );

/** Counts of all arms by the rule of a study, which may differ from the one that ran in its rule alone. */
export function countsBy(study: Study, arms: readonly ArmRuns[]): ArmCounts[] {
  const thresholds = thresholdsFor(
    study,
    arms.map(({ best, runs: { constantLoss } }) => ({ best, constantLoss })),
  );
  return arms.map((arm, a) => countsAt(arm, thresholds[a]));
}

/** Arms by rate, the best first; arms without runs last. */
export const byRate = (rates: readonly Rate[]): number[] =>
  rates
    .map((_, a) => a)
    .sort((a, b) => (rates[b].rate || 0) - (rates[a].rate || 0) || rates[b].n - rates[a].n);

/** Makes a sweep's runs ready: seconds for 10^6 runs, so it belongs in a worker. */
export const trainedOf = (
  study: Study,
  { runs, lost, ...rest }: SweepResult & Pick<Trained, 'reason'>,
): Trained => ({
  ...rest,
  lost: lost?.message,
  arms: runs.map(indexed),
  landscapes: landscapesOf(study, runs),
});

/** The memory of all columns, to hand over instead of copying. */
export const buffersOf = ({ arms }: Trained): ArrayBuffer[] => [
  ...new Set(
    arms
      .flatMap(({ runs, ...rest }) => [
        ...Object.values(runs),
        ...Object.values(runs.facts?.start ?? {}),
        ...Object.values(runs.facts?.end ?? {}),
        ...Object.values(rest),
      ])
      .filter((value) => ArrayBuffer.isView(value))
      .map(({ buffer }) => buffer as ArrayBuffer),
  ),
];
