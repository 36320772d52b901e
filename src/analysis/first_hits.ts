// When runs first reach a loss, at the steps at which losses are recorded.
//
// A run that reaches it and leaves it again has reached it: whoever trains until the loss is there stops then, and keeps the
// network. The losses are those of the whole table at that step, so that it is no accident of a batch.
import type { Runs } from './runs';

export interface FirstHits {
  /** The recorded steps, ascending. */
  readonly steps: readonly number[];
  /** [step] runs that reach the loss there for the first time; then, last, those that never do. They add up to the runs. */
  readonly counts: Float64Array;
  /** Of the runs that reach it, those that end above it. */
  readonly left: number;
}

/** The first hits of a loss; null where the runs' curves were not kept. */
export function firstHitsOf(
  { checkpoints, curves, finalLoss }: Pick<Runs, 'checkpoints' | 'curves' | 'finalLoss'>,
  loss: number,
): FirstHits | null {
  if (!curves) return null;
  const width = checkpoints.length;
  const counts = new Float64Array(width + 1);
  let left = 0;
  for (let run = 0; run < finalLoss.length; run++) {
    let at = 0;
    while (at < width && !(curves[run * width + at] <= loss)) at++;
    counts[at]++;
    if (at < width && !(finalLoss[run] <= loss)) left++;
  }
  return { steps: checkpoints, counts, left };
}

/** [step] runs that have reached the loss by then: the run-time distribution, times the runs. */
export function reachedBy({ steps, counts }: FirstHits): number[] {
  let sum = 0;
  return steps.map((_, i) => (sum += counts[i]));
}

/**
 * The expected cost of the first hit when a run that has not hit by a step is given up and another seed tried: all that is
 * spent by all runs until their hit or that step, over the hits. Infinity without hits. In steps, with the last one, it is the
 * expected running time, ERT. Source: N. Hansen, A. Auger, R. Ros, S. Finck, P. Posik (2010), "Comparing results of 31 algorithms from
 * the black-box optimization benchmarking BBOB-2009", GECCO companion, 1689-1696; after K. V. Price (1997).
 * @param spent [step] by a run until then
 * @param at the index of the step
 */
export function expectedCost(
  spent: readonly number[],
  counts: ArrayLike<number>,
  at = spent.length - 1,
): number {
  let [hits, sum] = [0, 0];
  for (let i = 0; i <= at; i++) {
    hits += counts[i];
    sum += counts[i] * spent[i];
  }
  for (let i = at + 1; i < counts.length; i++) sum += counts[i] * spent[at];
  return hits > 0 ? sum / hits : Infinity;
}

/** A step by which fewer runs have hit is no cut-off: its expected cost would be a matter of luck. */
const FEWEST = 10;

/**
 * The index of the step at which to give up and start again, for the least expected steps; the last where too few runs hit.
 */
export function bestCutOff(hits: FirstHits): number {
  const { steps, counts } = hits;
  const reached = reachedBy(hits);
  const last = steps.length - 1;
  return steps.reduce((best, step, at) => {
    if (step === 0 || reached[at] < FEWEST) return best;
    return expectedCost(steps, counts, at) < expectedCost(steps, counts, best) ? at : best;
  }, last);
}
