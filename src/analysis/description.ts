// What a level of the loss is: what its networks look like, what kind of point they come to when they are polished, and how
// many functions they compute.
import { predict } from '../reference/network';
import { polish, type Polished } from '../reference/polish';
import { tableOf, type Table } from '../reference/table';
import type { Arm, Study } from '../study/arm';
import { rowsOf } from '../study/catalogues/tasks';
import { parameterCount } from '../study/layout';
import { landscapesOf, type Ending, type Landscape } from './landscape';
import { EXACT } from './outcomes';
import type { Runs } from './runs';
import { signatureOf, type Signature } from './signature';

/** What the networks of a level are. */
export interface Description {
  readonly signature: Signature;
  /** The best run, polished; null where all still fell, or the network or the table is too large for that. */
  readonly polished: Omit<Polished, 'parameters'> | null;
  /** Whether polishing leaves the loss where it was, within 1 %: else the level is a place where runs were on their way. */
  readonly rests: boolean;
  /** How many runs were polished, and how many functions, different on the table, they compute. */
  readonly compared: number;
  readonly functions: number | null;
}

/** A loss that polishing takes below this share of it was on its way. */
const RESTS = 0.99;

/** Rows times parameters beyond which nothing is polished, and the work that the members of a level share. */
const MOST_WORK = 2 ** 20;
const SHARED_WORK = 2 ** 17;
const MOST_PARAMETERS = 160;

/** Outputs that differ by less than this share of the target's spread, in the root of the mean square, are the same function. */
const SAME = 1e-3;

/** A landscape whose endings are described, where parameters were kept. */
export interface DescribedLandscape extends Landscape {
  readonly endings: readonly (Ending & { readonly description: Description | null })[];
}

/** Describes a level, here or elsewhere; null where nobody wants to know any more. */
export type Describe = (
  arm: Arm,
  ending: Ending,
  constantLoss: number,
) => Promise<Description | null>;

/** The landscapes of a study with their endings described, all of which are asked for at once. */
export function describeLandscapes(
  study: Study,
  runs: readonly Runs[],
  describe: Describe = async (...asked) => describeEnding(...asked),
): Promise<DescribedLandscape[]> {
  const described = async (ending: Ending) => {
    const { arm } = ending.best[0];
    return {
      ...ending,
      description: await describe(study.arms[arm], ending, runs[arm].constantLoss),
    };
  };
  return Promise.all(
    landscapesOf(study, runs).map(async (landscape) => ({
      ...landscape,
      endings: await Promise.all(landscape.endings.map(described)),
    })),
  );
}

/**
 * Describes a level by its best runs: polishes the best, where any had settled, and if it rests there some others, to compare
 * what they compute. Null where no parameters were kept.
 * @param arm of its best run
 * @param constantLoss the yardstick of the arm's table: a loss that is nothing beside it is an exact fit
 */
export function describeEnding(
  arm: Arm,
  { networks, lowest, falls }: Ending,
  constantLoss: number,
): Description | null {
  if (networks.length === 0) return null;
  const table = tableOf(arm.task);
  const signature = signatureOf(arm, networks[0], table);
  const size = parameterCount(arm.layers);
  const work = size * rowsOf(arm.task);
  if (falls || work > MOST_WORK || size > MOST_PARAMETERS)
    return { signature, polished: null, rests: !falls, compared: 0, functions: null };
  const best = polish(arm, table, networks[0]);
  const { parameters: _, ...polished } = best;
  const rests = lowest <= EXACT * constantLoss || polished.loss >= RESTS * lowest;
  const members = rests ? Math.max(1, Math.floor(SHARED_WORK / work)) : 1;
  const found = [best, ...networks.slice(1, members).map((w) => polish(arm, table, w))];
  const outputs = found.map((one) => outputsOf(arm, one.parameters, table));
  const functions = distinct(outputs, SAME * spread(table));
  return { signature, polished, rests, compared: found.length, functions };
}

const outputsOf = ({ layers }: Arm, w: Float64Array, { rows, inputs, outputs, values }: Table) => {
  const x = Float32Array.from(
    { length: rows * inputs },
    (_, i) => values[Math.floor(i / inputs) * (inputs + outputs) + (i % inputs)],
  );
  return predict(layers, w, x);
};

/** The standard deviation of the targets. */
function spread({ rows, inputs, outputs, values }: Table): number {
  const y = values.filter((_, i) => i % (inputs + outputs) >= inputs);
  const mean = y.reduce((sum, v) => sum + v, 0) / (rows * outputs);
  return Math.sqrt(y.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (rows * outputs)) || 1;
}

/** How many of these are different: each is compared with the first of every kind found before. */
function distinct(functions: readonly Float32Array[], tolerance: number): number {
  const kinds: Float32Array[] = [];
  for (const f of functions) {
    const same = kinds.some((kind) => {
      const square = f.reduce((sum, v, i) => sum + (v - kind[i]) ** 2, 0);
      return Math.sqrt(square / f.length) <= tolerance;
    });
    if (!same) kinds.push(f);
  }
  return kinds.length;
}
