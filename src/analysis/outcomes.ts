// Exactly one outcome a run, by the rules of the table below. Its texts are what the page and the report show.
// The threshold is an argument, so that it can be moved without training again.
import type { Arm, Study } from '../study/arm';
import type { Facts, Runs } from './runs';
import { smallest } from './statistics';

/** A finite loss this many times the yardstick has exploded: under MSE, errors of 100 standard deviations of the target. */
const EXPLODED = 1e4;
/** The smallest relative fall of the loss over the last tenth of the training that counts as falling. */
const FALLING = 0.01;
/** Below this share of the yardstick a fit counts as exact: a best of 1e-14 must not make 3e-14 stuck. */
export const EXACT = 1e-6;

export const outcomeNames = ['converged', 'stuck', 'unfinished', 'diverged'] as const;
export type OutcomeName = (typeof outcomeNames)[number];

/** A relative gradient (src/study/facts.ts) that is no larger says that a run has arrived, however fast it came. */
const SMALL = 1e-3;

/** What outcomes are judged by; the relative gradient at the end where it was measured. */
export interface Judged extends Pick<
  Runs,
  'initialLoss' | 'earlierLoss' | 'finalLoss' | 'constantLoss'
> {
  readonly facts: { readonly end: Pick<Facts['end'], 'gradient'> } | null;
}

/** Whether the loss of run i still fell when its training ended. */
export const stillFalls = ({ earlierLoss, finalLoss, facts }: Judged, i: number): boolean =>
  finalLoss[i] < (1 - FALLING) * earlierLoss[i] && !(facts && facts.end.gradient[i] <= SMALL);

interface OutcomeRow {
  readonly title: string;
  /** The rule in words. */
  readonly rule: string;
  /** Whether run i of these is one, given that no row before it in `precedence` holds. */
  readonly holds: (runs: Judged, i: number, threshold: number) => boolean;
}

export const outcomes: Readonly<Record<OutcomeName, OutcomeRow>> = {
  converged: {
    title: 'Converged',
    rule:
      'The final loss is at or below the threshold: the absolute loss that the study names; or its factor times the best loss ' +
      'of all arms with the same task, loss and model; or its factor times the known optimum. A threshold that is relative is ' +
      'never below 1e-6 times the loss of the best constant prediction.',
    holds: ({ finalLoss }, i, threshold) => finalLoss[i] <= threshold,
  },
  stuck: {
    title: 'Stuck',
    rule: 'None of the others: the loss is above the threshold and no longer falls.',
    holds: () => true,
  },
  unfinished: {
    title: 'Unfinished',
    rule:
      'Above the threshold; the loss fell by more than 1 % over the last tenth of the training, and its gradient is not small: ' +
      'length of gradient times length of parameters is above 0.001 of the loss, where that is measured.',
    holds: (runs, i) => stillFalls(runs, i),
  },
  diverged: {
    title: 'Diverged',
    rule:
      'The final loss or a parameter is not finite; or the loss has exploded: above 10^4 times the loss of the best constant ' +
      'prediction, and not below where the run began.',
    holds: ({ initialLoss, finalLoss, constantLoss }, i) => {
      const loss = finalLoss[i];
      return !Number.isFinite(loss) || (loss > EXPLODED * constantLoss && !(loss < initialLoss[i]));
    },
  },
};

/** The order in which the rules are asked; the first that holds is the outcome. */
export const precedence: readonly OutcomeName[] = ['diverged', 'converged', 'unfinished', 'stuck'];

export interface Outcomes {
  /** [run] index into outcomeNames. */
  readonly codes: Uint8Array;
  /** They add up to the runs. */
  readonly counts: Readonly<Record<OutcomeName, number>>;
}

/** The outcome of every run of an arm. A threshold of NaN lets none converge. */
export function outcomesOf(runs: Judged, threshold: number): Outcomes {
  const counts: Record<OutcomeName, number> = {
    converged: 0,
    stuck: 0,
    unfinished: 0,
    diverged: 0,
  };
  const codes = new Uint8Array(runs.finalLoss.length);
  for (let i = 0; i < codes.length; i++) {
    const name = precedence.find((row) => outcomes[row].holds(runs, i, threshold))!;
    codes[i] = outcomeNames.indexOf(name);
    counts[name]++;
  }
  return { codes, counts };
}

/** What must be equal for two arms to share a best loss: everything about the task, the loss and the network's shape. */
const family = ({ task, loss, layers }: Arm): string =>
  JSON.stringify([
    task,
    loss,
    layers.map(({ inputs, units, bias, trainable, activation }) => [
      inputs,
      units,
      bias,
      trainable,
      activation,
    ]),
  ]);

/** The arms of each family, by their index in the study: they share one landscape of the loss. */
export function familiesOf({ arms }: Study): number[][] {
  const found = new Map<string, number[]>();
  arms.forEach((arm, a) => {
    const key = family(arm);
    found.set(key, [...(found.get(key) ?? []), a]);
  });
  return [...found.values()];
}

/** What a relative threshold is made of: an arm's smallest final loss, NaN where none is finite, and its yardstick. */
export interface Reached {
  readonly best: number;
  readonly constantLoss: number;
}

/** What the runs of one arm have reached. */
export const bestOf = ({ finalLoss, constantLoss }: Runs): Reached => ({
  best: smallest(finalLoss),
  constantLoss,
});

/**
 * The smallest final loss of all arms with the same task, loss and model, in the arms' order; NaN where none is finite.
 * @param reached one an arm
 */
export function bestLossesOf({ arms }: Study, reached: readonly Reached[]): number[] {
  const families = arms.map(family);
  const best = new Map<string, number>();
  reached.forEach((own, a) => {
    best.set(families[a], smallest([best.get(families[a]) ?? NaN, own.best]));
  });
  return families.map((name) => best.get(name)!);
}

/**
 * The loss at or below which a run of each arm has converged, in the arms' order.
 * NaN where it is relative to the best loss and no run has a finite one.
 * @param reached one an arm
 */
export function thresholdsFor(study: Study, reached: readonly Reached[]): number[] {
  const best = bestLossesOf(study, reached);
  return study.arms.map(({ converged, optimum }, a) => {
    if ('below' in converged) return converged.below;
    const reference = converged.of === 'known' ? optimum! : best[a];
    return Math.max(converged.within * reference, EXACT * reached[a].constantLoss);
  });
}

/** The thresholds of finished runs. @param runs one an arm */
export const thresholdsOf = (study: Study, runs: readonly Runs[]): number[] =>
  thresholdsFor(study, runs.map(bestOf));
