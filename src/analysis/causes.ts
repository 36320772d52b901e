// Why a run is not converged, as measured: one primary cause each, the first row of the table that holds.
// A new cause is a new row.
import { outcomeNames, type OutcomeName, type Outcomes } from './outcomes';
import type { Runs } from './runs';

interface CauseRow {
  readonly title: string;
  /** The definition in words. */
  readonly rule: string;
  /** Whether it holds for run i, which has this outcome. */
  readonly holds: (runs: Runs, i: number, outcome: OutcomeName) => boolean;
}

/** In order of precedence. */
export const causes = {
  diverged: {
    title: 'Diverged',
    rule: 'The loss or a parameter is not finite, or the loss exploded.',
    holds: (_runs, _i, outcome) => outcome === 'diverged',
  },
  unfinished: {
    title: 'Unfinished',
    rule: 'The loss was still falling when the training ended.',
    holds: (_runs, _i, outcome) => outcome === 'unfinished',
  },
  dead: {
    title: 'Dead neuron',
    rule: 'At least one hidden neuron is zero, with zero slope, on every row of the table.',
    holds: ({ deadUnits }, i) => deadUnits[i] > 0,
  },
  other: {
    title: 'Other',
    rule: 'Stuck, with every hidden neuron alive.',
    holds: () => true,
  },
} as const satisfies Readonly<Record<string, CauseRow>>;

export type CauseName = keyof typeof causes;
export const causeNames = Object.keys(causes) as CauseName[];

/** The code of a run that has no cause, because it converged. */
export const NO_CAUSE = 255;

export interface Causes {
  /** [run] index into causeNames, or NO_CAUSE. */
  readonly codes: Uint8Array;
  /** They add up to the runs that are not converged. */
  readonly counts: Readonly<Record<CauseName, number>>;
}

/** The primary cause of every run of an arm that did not converge. */
export function causesOf(runs: Runs, { codes: outcomeCodes }: Outcomes): Causes {
  const counts = Object.fromEntries(causeNames.map((name) => [name, 0])) as Record<
    CauseName,
    number
  >;
  const codes = outcomeCodes.map((code, i) => {
    const outcome = outcomeNames[code];
    if (outcome === 'converged') return NO_CAUSE;
    const name = causeNames.find((row) => causes[row].holds(runs, i, outcome))!;
    counts[name]++;
    return causeNames.indexOf(name);
  });
  return { codes, counts };
}
