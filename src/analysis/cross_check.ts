// The cross-check of a study: a sample of its runs, trained again by the CPU twin in float64 arithmetic, and whether each ends in
// the same outcome. Single runs may part where rounding decides; their share says how much the rates hang on the arithmetic.
import type { Study } from '../study/arm';
import { outcomeNames, outcomesOf, thresholdsOf, type Judged, type OutcomeName } from './outcomes';
import type { Runs } from './runs';
import { wilson } from './statistics';

/** What the twin made of some of an arm's runs; columns as in `Runs`. */
export type TwinRuns = Pick<Runs, 'seeds'> & Omit<Judged, 'constantLoss'>;

export interface CrossCheck {
  /** Runs that were trained twice. */
  readonly runs: number;
  /** Those of the same outcome, with a 95 % Wilson interval; the rate is null without runs. */
  readonly same: {
    readonly count: number;
    readonly rate: number | null;
    readonly low: number;
    readonly high: number;
  };
  /** [outcome in the study][outcome by the twin] runs. */
  readonly pairs: Readonly<Record<OutcomeName, Readonly<Record<OutcomeName, number>>>>;
}

/** At most `wanted` of an arm's seeds, evenly spread over them. */
export function seedSample(seeds: Uint32Array, wanted: number): Uint32Array {
  const n = Math.min(wanted, seeds.length);
  return Uint32Array.from(
    { length: n },
    (_, i) => seeds[Math.floor(((i + 0.5) * seeds.length) / n)],
  );
}

/**
 * Compares the outcomes of a study's runs with those of the twin, by the same threshold.
 * @param runs one an arm, in the study's order
 * @param twins one an arm; seeds that `runs` does not hold are left out
 * @param thresholds one an arm, instead of the study's own
 */
export function crossChecksOf(
  study: Study,
  runs: readonly Runs[],
  twins: readonly TwinRuns[],
  thresholds: readonly number[] = thresholdsOf(study, runs),
): CrossCheck[] {
  return twins.map((twin, a) => crossCheckOf(runs[a], twin, thresholds[a]));
}

function crossCheckOf(runs: Runs, twin: TwinRuns, threshold: number): CrossCheck {
  const { constantLoss } = runs;
  const here = outcomesOf(runs, threshold).codes;
  // where one side has no gradient, neither is judged by it
  const facts = runs.facts && twin.facts;
  const there = outcomesOf({ ...twin, constantLoss, facts }, threshold).codes;
  const row = () => Object.fromEntries(outcomeNames.map((name) => [name, 0]));
  const pairs = Object.fromEntries(outcomeNames.map((name) => [name, row()])) as Record<
    OutcomeName,
    Record<OutcomeName, number>
  >;
  let [n, count] = [0, 0];
  twin.seeds.forEach((seed, i) => {
    const place = placeOf(runs.seeds, seed);
    if (place === undefined) return;
    n++;
    if (here[place] === there[i]) count++;
    pairs[outcomeNames[here[place]]][outcomeNames[there[i]]]++;
  });
  const { rate, low, high } = wilson(count, n);
  return { runs: n, same: { count, rate: n > 0 ? rate : null, low, high }, pairs };
}

/** Where a seed stands among ascending ones; undefined where it does not. */
function placeOf(seeds: Uint32Array, seed: number): number | undefined {
  let [low, high] = [0, seeds.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (seeds[middle] < seed) low = middle + 1;
    else high = middle;
  }
  return seeds[low] === seed ? low : undefined;
}
