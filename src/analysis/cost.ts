// What it costs to get one network that converges, when failures are trained again from another seed: in steps, in sample
// updates and in floating-point operations, so that "more neurons" and "try three times" compete fairly.
import type { Arm, Study } from '../study/arm';
import { optimizerRow, passKinds, type Passes } from '../study/catalogues/optimizers';
import { populationIn, rowsOf } from '../study/catalogues/tasks';
import { flopPerSample } from '../study/layout';
import { bestCutOff, expectedCost, firstHitsOf, reachedBy } from './first_hits';
import { bestLossesOf, EXACT, bestOf } from './outcomes';
import type { Runs } from './runs';
import { bootstrap } from './statistics/resample';
import type { Rate } from './statistics';

/** Targets beside the threshold: these times the best loss of the arm's model. */
const FACTORS = [1.1, 2, 10] as const;

/** A number with its 95 % interval; null where it is not bounded. */
export interface Estimate {
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
}

/** Units of cost, in the order in which they are offered. */
export const costUnits = {
  steps: 'Steps',
  sampleUpdates: 'Sample updates',
  flop: 'FLOP',
} as const;
export type CostUnit = keyof typeof costUnits;

/** The expected cost to the first hit, in every unit; null where a unit means nothing. */
export interface CutOff extends Readonly<Record<CostUnit, Estimate | null>> {
  /** Runs that have not hit by this step are given up. */
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

export interface ArmCost {
  /** Trainings after which at least one has converged in 99 % of all cases; null where no run converged. */
  readonly tries: Estimate | null;
  /** The steps of `reached`. */
  readonly checkpoints: readonly number[];
  /** The threshold first; null where too many runs were trained to keep their curves. */
  readonly targets: readonly TargetCost[] | null;
}

const SURE = 0.99;
const triesAt = (rate: number) =>
  rate >= 1 ? 1 : Math.max(1, Math.ceil(Math.log(1 - SURE) / Math.log1p(-rate)));
const bounded = (value: number): number | null => (Number.isFinite(value) ? value : null);

/** The trainings that make one success 99 % sure: ln 0.01 / ln(1 - rate), rounded up, with the interval of the rate. */
export function triesFor({ count, rate, low, high }: Rate): Estimate | null {
  if (!(count > 0)) return null;
  return { value: triesAt(rate), low: triesAt(high), high: bounded(triesAt(low)) };
}

/** [checkpoint] what a run has cost by then, on average; null where a unit means nothing. */
type Spent = Readonly<Record<CostUnit, readonly number[] | null>>;

/**
 * What the steps of an arm's runs cost in each unit: rows in a batch (the mean, where an epoch's last batch is short), and the
 * FLOP of the forward and the backward pass, without the optimiser's own work. Where steps search (Levenberg-Marquardt,
 * L-BFGS) the passes that were counted, with what the optimiser's row says of a pass. Population losses have no samples.
 */
export function spentOf({ task, layers, training, optimizer }: Arm, runs: Runs): Spent {
  const { checkpoints, passes, finalLoss } = runs;
  const { curvature } = optimizerRow(optimizer.library, optimizer.name);
  if (populationIn(task) || (curvature && !passes))
    return { steps: checkpoints, sampleUpdates: null, flop: null };
  const rows = rowsOf(task);
  if (curvature) {
    const mean = (each: Passes) =>
      checkpoints.map((_, at) => {
        const taken = passKinds.map((kind, k) => each[kind] * passes![at * passKinds.length + k]);
        return taken.reduce((sum, one) => sum + one) / finalLoss.length;
      });
    return {
      steps: checkpoints,
      sampleUpdates: mean({ gradients: rows, outputs: rows }),
      flop: mean(curvature.flop(layers, rows)),
    };
  }
  const { batchSize, order } = training;
  const updates = order === 'fresh' ? batchSize : rows / Math.ceil(rows / batchSize);
  return {
    steps: checkpoints,
    sampleUpdates: checkpoints.map((step) => step * updates),
    flop: checkpoints.map((step) => step * updates * flopPerSample(layers)),
  };
}

const units = Object.keys(costUnits) as CostUnit[];

function targetCost(
  runs: Runs,
  spent: Spent,
  factor: number | null,
  loss: number,
): TargetCost | null {
  const found = firstHitsOf(runs, loss);
  if (!found) return null;
  const { counts, left } = found;
  const reached = reachedBy(found);
  const hits = reached.at(-1)!;
  if (hits === 0) return { factor, loss, hits, left, reached, ert: null, cutOff: null };
  const at = bestCutOff(found);
  const known = units.filter((unit) => spent[unit] !== null);
  const statistics = [
    (drawn: ArrayLike<number>) => expectedCost(runs.checkpoints, drawn),
    ...known.map((unit) => (drawn: ArrayLike<number>) => expectedCost(spent[unit]!, drawn, at)),
  ];
  const [ert, ...cut] = bootstrap(counts, statistics).map(({ low, high }, s) => ({
    value: statistics[s](counts),
    low: bounded(low),
    high: bounded(high),
  }));
  const estimates = Object.fromEntries(known.map((unit, k) => [unit, cut[k]]));
  const cutOff = {
    step: runs.checkpoints[at],
    steps: null,
    sampleUpdates: null,
    flop: null,
    ...estimates,
  };
  return { factor, loss, hits, left, reached, ert, cutOff };
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
  const spent = spentOf(arm, runs);
  const known = targets.filter(({ loss }) => Number.isFinite(loss));
  const costs = known.map(({ factor, loss }) => targetCost(runs, spent, factor, loss));
  return {
    tries: triesFor(converged),
    checkpoints: runs.checkpoints,
    targets: runs.curves ? costs.filter((cost) => cost !== null) : null,
  };
}

/** The targets of every arm: its threshold, and the factors times the best loss, which is taken as no better than exact. */
export function targetsOf(study: Study, runs: readonly Runs[], thresholds: readonly number[]) {
  const best = bestLossesOf(study, runs.map(bestOf));
  return runs.map(({ constantLoss }, a) => [
    { factor: null, loss: thresholds[a] },
    ...FACTORS.map((factor) => ({
      factor,
      loss: factor * Math.max(best[a], EXACT * constantLoss),
    })),
  ]);
}

/** What it costs to reach the threshold; undefined where that is not known. */
export const costOfThreshold = ({ targets }: ArmCost): TargetCost | undefined =>
  targets?.find(({ factor }) => factor === null);

/** What one converged network is expected to cost with the best cut-off, in a unit; null where it is not known. */
export const costIn = (cost: ArmCost, unit: CostUnit): Estimate | null =>
  costOfThreshold(cost)?.cutOff?.[unit] ?? null;

/** Arms by expected cost in a unit, the cheapest first; those whose cost is not known last, in their order. */
export const byCost = (costs: readonly ArmCost[], unit: CostUnit): number[] =>
  costs
    .map((_, a) => a)
    .sort((a, b) => {
      const [x, y] = [a, b].map((arm) => costIn(costs[arm], unit)?.value ?? Infinity);
      return x === y ? a - b : x - y;
    });
