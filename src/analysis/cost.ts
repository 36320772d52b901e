// What it costs to get one network that converges, when failures are trained again from another seed: in steps, in sample
// updates and in floating-point operations, so that "more neurons" and "try three times" compete fairly.
import type { Arm, Study } from '../study/arms';
import { flopPerSample } from '../study/layout';
import { optimizerRow } from '../study/optimizers';
import { populationIn, rowsOf } from '../study/tasks';
import { bestCutOff, expectedSteps, firstHitsOf, reachedBy } from './first_hits';
import { bestLossesOf, EXACT } from './outcomes';
import type { Runs } from './runs';
import { bootstrap } from './statistics/resample';
import type { Rate } from './statistics';

/** Targets beside the threshold: these times the best loss of the arm's model. */
export const FACTORS = [1.1, 2, 10] as const;

/** A number with its 95 % interval; null where it is not bounded. */
export interface Estimate {
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
}

export interface CutOff extends Estimate {
  /** Runs that have not hit by this step are given up; `value` is the expected steps to the first hit then. */
  readonly step: number;
}

export interface TargetCost {
  /** Times the best loss of the arm's model; null for the threshold. */
  readonly factor: number | null;
  readonly loss: number;
  /** Runs that reach it, and those of them that end above it. */
  readonly hits: number;
  readonly left: number;
  /** [checkpoint] runs that have reached it by then. */
  readonly reached: readonly number[];
  /** Expected running time (ERT) in steps, with restarts at the end of the training; null without hits. */
  readonly ert: Estimate | null;
  /**
   * The best step to restart at; its interval takes the step as given, though it was chosen for these runs.
   * null without hits.
   */
  readonly cutOff: CutOff | null;
}

/** What a step of a network costs; null where it is not a fixed number. */
export interface StepCost {
  readonly sampleUpdates: number | null;
  readonly flop: number | null;
}

export interface ArmCost {
  /** Trainings after which at least one has converged in 99 % of all cases; null where no run converged. */
  readonly tries: Estimate | null;
  readonly perStep: StepCost;
  /** Expected cost of one converged network with the best cut-off; null where it is not known. */
  readonly expected: { readonly steps: number | null } & StepCost;
  /** The steps of `reached`. */
  readonly checkpoints: readonly number[];
  /** The threshold first; null where too many runs were trained to keep their curves. */
  readonly targets: readonly TargetCost[] | null;
}

/** Units of cost, in the order in which they are offered. */
export const costUnits = {
  steps: 'Steps',
  sampleUpdates: 'Sample updates',
  flop: 'FLOP',
} as const;
export type CostUnit = keyof typeof costUnits;

const SURE = 0.99;
const triesAt = (rate: number) =>
  rate >= 1 ? 1 : Math.max(1, Math.ceil(Math.log(1 - SURE) / Math.log1p(-rate)));
const bounded = (value: number): number | null => (Number.isFinite(value) ? value : null);

/** The trainings that make one success 99 % sure: ln 0.01 / ln(1 - rate), rounded up, with the interval of the rate. */
export function triesFor({ count, rate, low, high }: Rate): Estimate | null {
  if (!(count > 0)) return null;
  return { value: triesAt(rate), low: triesAt(high), high: bounded(triesAt(low)) };
}

/**
 * What a step costs: rows in a batch (the mean, where an epoch's last batch is short), and 2 FLOP a multiplication and addition
 * of the forward and the backward pass, without the optimiser's own work. Steps that search (Levenberg-Marquardt, L-BFGS)
 * evaluate as often as they must, and population losses have no samples: null.
 */
export function stepCost({ task, layers, training, optimizer }: Arm): StepCost {
  const searches = optimizerRow(optimizer.library, optimizer.name)?.curvature;
  if (populationIn(task) || searches) return { sampleUpdates: null, flop: null };
  const rows = rowsOf(task);
  const { batchSize, order } = training;
  const sampleUpdates = order === 'fresh' ? batchSize : rows / Math.ceil(rows / batchSize);
  return { sampleUpdates, flop: sampleUpdates * flopPerSample(layers) };
}

function targetCost(runs: Runs, factor: number | null, loss: number): TargetCost | null {
  const found = firstHitsOf(runs, loss);
  if (!found) return null;
  const { steps, counts, left } = found;
  const reached = reachedBy(found);
  const hits = reached.at(-1)!;
  if (hits === 0) return { factor, loss, hits, left, reached, ert: null, cutOff: null };
  const at = bestCutOff(found);
  const [whole, cut] = bootstrap(counts, [
    (drawn) => expectedSteps(steps, drawn),
    (drawn) => expectedSteps(steps, drawn, at),
  ]);
  const estimate = (value: number, { low, high }: typeof whole) => ({
    value,
    low: bounded(low),
    high: bounded(high),
  });
  return {
    factor,
    loss,
    hits,
    left,
    reached,
    ert: estimate(expectedSteps(steps, counts), whole),
    cutOff: { step: steps[at], ...estimate(expectedSteps(steps, counts, at), cut) },
  };
}

/**
 * The cost of one arm.
 * @param converged its rate
 * @param targets losses, the threshold first; those that are not known are left out
 */
export function costOf(
  arm: Arm,
  runs: Runs,
  converged: Rate,
  targets: readonly { readonly factor: number | null; readonly loss: number }[],
): ArmCost {
  const perStep = stepCost(arm);
  const known = targets.filter(({ loss }) => Number.isFinite(loss));
  const costs = known.map(({ factor, loss }) => targetCost(runs, factor, loss));
  const kept = costs.filter((cost) => cost !== null);
  const steps = kept.find(({ factor }) => factor === null)?.cutOff?.value ?? null;
  const times = (each: number | null) => (steps === null || each === null ? null : steps * each);
  return {
    tries: triesFor(converged),
    perStep,
    expected: {
      steps,
      sampleUpdates: times(perStep.sampleUpdates),
      flop: times(perStep.flop),
    },
    checkpoints: runs.checkpoints,
    targets: runs.curves ? kept : null,
  };
}

/** The targets of every arm: its threshold, and the factors times the best loss, which is taken as no better than exact. */
export function targetsOf(study: Study, runs: readonly Runs[], thresholds: readonly number[]) {
  const best = bestLossesOf(study, runs);
  return runs.map(({ constantLoss }, a) => [
    { factor: null, loss: thresholds[a] },
    ...FACTORS.map((factor) => ({
      factor,
      loss: factor * Math.max(best[a], EXACT * constantLoss),
    })),
  ]);
}

/** Arms by expected cost in a unit, the cheapest first; those whose cost is not known last, in their order. */
export const byCost = (costs: readonly ArmCost[], unit: CostUnit): number[] =>
  costs
    .map((_, a) => a)
    .sort((a, b) => {
      const [x, y] = [costs[a].expected[unit] ?? Infinity, costs[b].expected[unit] ?? Infinity];
      return x === y ? a - b : x - y;
    });

const perUnit: Readonly<Record<CostUnit, (cost: ArmCost) => number | null>> = {
  steps: () => 1,
  sampleUpdates: ({ perStep }) => perStep.sampleUpdates,
  flop: ({ perStep }) => perStep.flop,
};

/** The expected cost with the best cut-off, with its interval, in a unit; null where it is not known. */
export function costIn(cost: ArmCost, unit: CostUnit): Estimate | null {
  const cutOff = cost.targets?.[0]?.cutOff;
  const each = perUnit[unit](cost);
  if (!cutOff || each === null) return null;
  const times = (value: number | null) => (value === null ? null : value * each);
  return { value: cutOff.value * each, low: times(cutOff.low), high: times(cutOff.high) };
}
