// The result document: what `--json` prints and summary.json holds. The study is in it, so that it can be run again.
import type { Comparison } from '../../analysis/comparison';
import { crossChecksOf, type CrossCheck, type TwinRuns } from '../../analysis/cross_check';
import type { DescribedLandscape } from '../../analysis/description';
import type { AdapterReport, Runs } from '../../analysis/runs';
import { compare, summarise, type ArmSummary } from '../../analysis/summary';
import type { Study } from '../../study/arm';
import type { StudyDocument } from '../../study/schema';
import { landscapeSummary, type LandscapeSummary } from '../landscape';

export interface ResultDocument {
  /** With its defaults filled in. */
  readonly study: StudyDocument;
  readonly adapter: AdapterReport;
  /** Of training, without the start of the program. */
  readonly seconds: number;
  readonly arms: readonly ArmResult[];
  /** Where runs end, over all arms that share a task, a loss and a network's shape. */
  readonly landscapes: readonly LandscapeSummary[];
  /** Arms in pairs, by seed: all pairs up to 64 arms, else each with the first. */
  readonly comparisons: readonly Comparison[];
}

/** The summary of an arm, with the outcomes that the CPU twin gives a sample of its runs; null where none was asked for. */
export type ArmResult = ArmSummary & { readonly crossCheck: CrossCheck | null };

/** What a sweep gives back, as far as results need it. */
export interface Finished {
  readonly adapter: AdapterReport;
  readonly seconds: number;
  /** One an arm, in the study's order. */
  readonly runs: readonly Runs[];
}

/**
 * The result document of a finished or interrupted study. Plain JSON; a number that is not known is null.
 * @param twins of the cross-check, one an arm
 */
export function resultDocument(
  study: Study,
  { adapter, seconds, runs }: Finished,
  landscapes: readonly DescribedLandscape[],
  twins?: readonly TwinRuns[],
): ResultDocument {
  const crossChecks = twins && crossChecksOf(study, runs, twins);
  return {
    study: study.document,
    adapter,
    seconds,
    arms: summarise(study, runs).map((arm, a) => ({
      ...arm,
      crossCheck: crossChecks?.[a] ?? null,
    })),
    landscapes: landscapes.map((landscape) => landscapeSummary(study, landscape)),
    comparisons: compare(study, runs),
  };
}
