// What kinds of ending there are: the levels of all arms that share a task, a loss and a network's shape, since those have one
// landscape of the loss; with how often each arm ends at each, what its networks look like, and what kind of point it is.
import { predict } from '../reference/network';
import { polish, type Polished } from '../reference/polish';
import { tableOf, type Table } from '../reference/table';
import type { Arm, Study } from '../study/arm';
import { rowsOf } from '../study/catalogues/tasks';
import { parameterCount } from '../study/layout';
import { byLoss, chains, forNeighbourhoods, type Interval, type SortedRuns } from './levels';
import { EXACT, familiesOf, stillFalls } from './outcomes';
import type { Runs } from './runs';
import { signatureOf, type Signature } from './signature';
import { wilson, type Rate } from './statistics';

/** One run of an arm, by the arm's index in the study. */
export interface Member {
  readonly arm: number;
  readonly seed: number;
}

/** A level over all arms of a landscape. */
export interface Ending {
  /** The median of its runs' losses, and the ends. */
  readonly loss: number;
  readonly lowest: number;
  readonly highest: number;
  /** Of all runs of the landscape, with its 95 % Wilson interval. */
  readonly share: Rate;
  /** Its runs of each arm, in the order of the landscape's arms. */
  readonly counts: readonly number[];
  /**
   * Its runs with the smallest losses, ascending, of those that had settled where there are any, and their parameters, as far
   * as they were kept.
   */
  readonly best: readonly Member[];
  readonly networks: readonly Float32Array<ArrayBuffer>[];
  /** Whether all its runs still fell when their training ended: then it is no ending, but a place on the way to one. */
  readonly falls: boolean;
}

export interface Landscape {
  /** The arms, by their index in the study. */
  readonly arms: readonly number[];
  readonly runs: number;
  /** The levels with the most runs, by ascending loss. */
  readonly endings: readonly Ending[];
  /** Runs within 0.5 % of the best loss. Fewer than three: there may be a better one that was missed. */
  readonly atBest: number;
  /**
   * An estimate of how probable it is that the next run ends where none has ended: the share of settled runs that stand alone,
   * without another within 0.5 % of their loss. Source: I. J. Good (1953), "The population frequencies of species and the
   * estimation of population parameters", Biometrika 40, 237-264. Null without settled runs.
   */
  readonly unseen: number | null;
}

/** Members of a level that may be polished. */
const MOST_MEMBERS = 4;

/** The landscapes of a study, one for each set of arms that share one, in the order of their first arms. */
export function landscapesOf(study: Study, runs: readonly Runs[], most = 12): Landscape[] {
  return familiesOf(study).map((arms) => {
    const columns = arms.map((a) => runs[a]);
    const sorted = byLoss(columns);
    const endings = chains(sorted)
      .sort((a, b) => b.to - b.from - (a.to - a.from))
      .slice(0, most)
      .sort((a, b) => a.from - b.from)
      .map((chain) => endingOf(chain, sorted, arms, columns));
    return { arms, runs: sorted.total, endings, ...rareness(sorted, columns) };
  });
}

function endingOf(
  { from, to }: Interval,
  sorted: SortedRuns,
  arms: readonly number[],
  columns: readonly Runs[],
): Ending {
  const lossAt = (place: number) => {
    const { arm, run } = sorted.at(place);
    return columns[arm].finalLoss[run];
  };
  const counts = arms.map(() => 0);
  for (let place = from; place < to; place++) counts[sorted.at(place).arm]++;
  const lowest = (falling: boolean) => {
    const found: ReturnType<SortedRuns['at']>[] = [];
    for (let place = from; place < to && found.length < MOST_MEMBERS; place++) {
      const { arm, run } = sorted.at(place);
      if (stillFalls(columns[arm], run) === falling) found.push({ arm, run });
    }
    return found;
  };
  const settled = lowest(false);
  const falls = settled.length === 0;
  const members = falls ? lowest(true) : settled;
  return {
    loss: lossAt((from + to - 1) >> 1),
    lowest: lossAt(from),
    highest: lossAt(to - 1),
    share: wilson(to - from, sorted.total),
    counts,
    best: members.map(({ arm, run }) => ({ arm: arms[arm], seed: columns[arm].seeds[run] })),
    networks: members.flatMap(({ arm, run }) => parametersOf(columns[arm], run) ?? []),
    falls,
  };
}

function parametersOf({ parameters, seeds }: Runs, run: number) {
  const size = (parameters?.length ?? 0) / seeds.length;
  return parameters?.slice(run * size, (run + 1) * size) as Float32Array<ArrayBuffer> | undefined;
}

function rareness(sorted: SortedRuns, columns: readonly Runs[]) {
  let settled = 0;
  let alone = 0;
  let atBest = 0;
  forNeighbourhoods(sorted.position, (place, count) => {
    if (place === 0) atBest = count;
    const { arm, run } = sorted.at(place);
    if (stillFalls(columns[arm], run)) return;
    settled++;
    if (count === 1) alone++;
  });
  return { atBest, unseen: settled > 0 ? alone / settled : null };
}

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
