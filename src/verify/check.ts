// What a check is: studies of one arm each that the device trains, and a rule on what comes out.
import type { Runs } from '../analysis/runs';
import { clopperPearson } from '../analysis/statistics';
import { squareAndAdd } from '../analysis/statistics/differences';
import type { Table } from '../reference/table';
import { countText, percentText } from '../results/numbers';
import type { Arm, Study } from '../study/arm';
import type { Json } from '../study/errors';

/** A study of one arm, trained on the device. */
export interface Trained {
  readonly study: Study;
  readonly arm: Arm;
  readonly table: Table;
  readonly runs: Runs;
}

export interface Finding {
  /** What came out, in words. */
  readonly got: string;
  readonly passed: boolean;
}

export interface Check {
  /** What it is called in the JSON, such as "xor-success". */
  readonly name: string;
  readonly title: string;
  /** What a right device gives, in words. */
  readonly expected: string;
  /** Studies of one arm; the same one in two checks is trained once. */
  readonly studies: readonly Json[];
  /** Takes long on a software adapter; not asked unless all are. */
  readonly slow?: boolean;
  readonly judge: (trained: readonly Trained[]) => Finding;
}

/** Checks that are listed together, and what a failure of one of them means. */
export interface CheckGroup {
  readonly title: string;
  /** What to do when one fails. */
  readonly advice: string;
  readonly checks: readonly Check[];
}

/** Of the intervals that must hold a known rate. */
const CONFIDENCE = 1 - 1e-4;

/** How chance is kept from failing a right device, in words. */
export const chanceText =
  'A check of a rate fails where the known rate lies outside the 99.99 % interval of what came out: on a right device once in ' +
  'ten thousand checks.';

/** A rate that is exact, or that was measured in so many runs. */
export interface KnownRate {
  readonly rate: number;
  readonly runs?: number;
}

/** "43.2 % of 20,000 runs", "25 %" */
const knownText = ({ rate, runs }: KnownRate): string =>
  `${Number((100 * rate).toFixed(2))} %${runs === undefined ? '' : ` of ${countText(runs)} runs`}`;

/**
 * Compares a count with a known rate. It passes where the exact interval of the count holds the rate,
 * or that of the difference of two counts holds 0.
 */
export function rateFinding(count: number, n: number, { rate, runs }: KnownRate): Finding {
  const found = clopperPearson(count, n, CONFIDENCE);
  const got = `${percentText(found.rate, n)} % of ${countText(n)}`;
  if (runs === undefined) return { got, passed: n > 0 && found.low <= rate && rate <= found.high };
  const known = clopperPearson(Math.round(rate * runs), runs, CONFIDENCE);
  const { low, high } = squareAndAdd(found, known, 0);
  return { got, passed: n > 0 && low <= 0 && 0 <= high };
}

/** A check of one rate: how many of its study's runs, or of what they hold, are counted. */
export function rateCheck({
  known,
  study,
  counted,
  ...texts
}: Pick<Check, 'name' | 'title' | 'slow'> & {
  readonly known: KnownRate;
  readonly study: Json;
  /** Whether each run counts, or how many of how many do. */
  readonly counted: (trained: Trained) => readonly boolean[];
}): Check {
  return {
    ...texts,
    expected: knownText(known),
    studies: [study],
    judge([trained]) {
      const hits = counted(trained);
      return rateFinding(hits.filter(Boolean).length, hits.length, known);
    },
  };
}

/** The parameters of run i. @throws RangeError where they were too many to be kept */
export function parametersOf({ runs: { parameters, seeds } }: Trained, i: number): Float32Array {
  if (!parameters) throw new RangeError('the parameters of a check were not kept');
  const size = parameters.length / seeds.length;
  return parameters.subarray(i * size, (i + 1) * size);
}

/** Whether the final loss of each run holds. */
export const endsWhere =
  (holds: (loss: number) => boolean) =>
  ({ runs }: Trained): boolean[] =>
    Array.from(runs.finalLoss, holds);
