// What kinds of ending there are: the levels of all arms that share a task, a loss and a network's shape, since those have one
// landscape of the loss; with how often each arm ends at each. description.ts tells what is there.
import type { Study } from '../study/arm';
import { byLoss, chains, forNeighbourhoods, type Interval, type SortedRuns } from './levels';
import { familiesOf, stillFalls } from './outcomes';
import type { Runs } from './runs';
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
