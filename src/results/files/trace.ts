// The document of `--trace`: every loss at the named steps and the final parameters, to check the trainer against other
// frameworks.
import type { Runs } from '../../analysis/runs';
import type { Arm, Study } from '../../study/arm';
import { StudyError } from '../../study/errors';
import { parameterCount } from '../../study/layout';

/** The most runs, over all arms, that a trace may have. */
const MOST_TRACED = 1024;

export interface TraceDocument {
  readonly arms: readonly {
    readonly label: string;
    readonly runs: readonly {
      readonly seed: number;
      /** By step; null where the loss is not finite. */
      readonly lossAt: Readonly<Record<string, number | null>>;
      /** Flat, at the end of training; null where one is not finite. */
      readonly parameters: readonly (number | null)[];
    }[];
  }[];
}

/** @throws StudyError when a study has too many runs to be traced; asked before training */
export function checkTraceable({ arms, seeds }: Study): void {
  const runs = arms.length * seeds.count;
  if (runs <= MOST_TRACED) return;
  const most = Math.floor(MOST_TRACED / arms.length);
  const allowed = most > 0 ? `at most ${most} runs an arm` : `at most ${MOST_TRACED} arms`;
  throw new StudyError(
    'seeds.count',
    `a trace of ${arms.length} arms x ${seeds.count} = ${runs} runs; allowed: ${MOST_TRACED} in all, so ${allowed}`,
  );
}

/** The trace of a study: steps as in `training.record_at`, or all checkpoints. @param runs one an arm */
export function traceDocument({ arms }: Study, runs: readonly Runs[]): TraceDocument {
  return {
    arms: runs.map((columns, a) => ({ label: arms[a].label, runs: armTrace(arms[a], columns) })),
  };
}

const known = (value: number): number | null => (Number.isFinite(value) ? value : null);

function armTrace({ layers, training }: Arm, { seeds, checkpoints, curves, parameters }: Runs) {
  const steps = training.recordAt ?? checkpoints;
  const at = steps.map((step) => checkpoints.indexOf(step));
  const size = parameterCount(layers);
  if (seeds.length > 0 && (!curves || !parameters)) {
    throw new StudyError(
      'model',
      'the networks are too large for a trace of so many runs; ask for fewer with --seeds',
    );
  }
  return Array.from(seeds, (seed, i) => {
    const losses = steps.map((step, s) => [step, known(curves![i * checkpoints.length + at[s]])]);
    return {
      seed,
      lossAt: Object.fromEntries(losses) as Record<string, number | null>,
      parameters: Array.from(parameters!.subarray(i * size, (i + 1) * size), known),
    };
  });
}
