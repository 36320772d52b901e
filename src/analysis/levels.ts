// Levels: the sharp values of the loss at which many runs ended. Each is a kind of minimum.
//
// A run is at a level when at least `enough` runs, itself included, ended within 0.5 % of its loss; runs at a level that lie
// within 0.5 % of each other share it. (One-dimensional DBSCAN: Ester, Kriegel, Sander, Xu 1996.) Runs caught on their way
// are too thin to count, so they neither form a level nor bridge two.
import { EXACT } from './outcomes';
import type { Runs } from './runs';

const WIDTH = Math.log(1.005);
/** Runs that make a level: three, or this share of all. */
const FEWEST = 3;
const SHARE = 0.002;

export interface Level {
  /** The median of its runs' losses. */
  readonly loss: number;
  readonly count: number;
  /** Of all runs of the arm. */
  readonly share: number;
  /** The run with the median loss. */
  readonly seed: number;
}

/** The levels of one arm with the most runs, most common first. Takes O(n log n). */
export function levelsOf(runs: Runs, most = 8): Level[] {
  const { finalLoss, seeds } = runs;
  const sorted = byLoss([runs]);
  return chains(sorted)
    .map(({ from, to }) => {
      const { run } = sorted.at((from + to - 1) >> 1);
      const count = to - from;
      return { loss: finalLoss[run], count, share: count / finalLoss.length, seed: seeds[run] };
    })
    .sort((a, b) => b.count - a.count)
    .slice(0, most);
}

/** The runs of several arms in one order, by ascending loss; those whose loss is not finite are left out. */
export interface SortedRuns {
  /** Runs, finite or not. */
  readonly total: number;
  /** Ascending logarithms of losses. Losses below 1e-6 of the yardstick count as that: an exact fit is an exact fit. */
  readonly position: Float64Array;
  /** Which run stands at a place: index of its arm, index in its columns. */
  readonly at: (place: number) => { readonly arm: number; readonly run: number };
}

/** Sorts the runs of arms that share a task and a loss. */
export function byLoss(arms: readonly Runs[]): SortedRuns {
  const starts = [0];
  for (const { finalLoss } of arms) starts.push(starts.at(-1)! + finalLoss.length);
  const total = starts.pop()!;
  const losses = new Float32Array(total);
  arms.forEach(({ finalLoss }, a) => losses.set(finalLoss, starts[a]));
  const order = Uint32Array.from(losses.keys())
    .filter((i) => Number.isFinite(losses[i]))
    .sort((a, b) => losses[a] - losses[b] || a - b);
  const floor = EXACT * (arms.at(0)?.constantLoss ?? 1);
  return {
    total,
    position: Float64Array.from(order, (i) => Math.log(Math.max(losses[i], floor))),
    at: (place) => {
      const arm = starts.findLastIndex((start) => start <= order[place]);
      return { arm, run: order[place] - starts[arm] };
    },
  };
}

export interface Interval {
  readonly from: number;
  readonly to: number;
}

/** The places [from, to) of the levels: maximal chains of runs with enough runs within WIDTH, within WIDTH of each other. */
export function chains({ position, total }: SortedRuns): Interval[] {
  const enough = Math.max(Math.min(FEWEST, position.length), SHARE * total);
  const found: Interval[] = [];
  let from = -1;
  let last = -1; // of the chain's runs with enough neighbours
  forNeighbourhoods(position, (i, count) => {
    if (count < enough) return;
    if (from >= 0 && position[i] - position[last] > WIDTH) {
      found.push({ from, to: last + 1 });
      from = -1;
    }
    if (from < 0) from = i;
    last = i;
  });
  if (from >= 0) found.push({ from, to: last + 1 });
  return found;
}

/** Calls back with every place and how many runs, itself included, are within WIDTH of it. */
export function forNeighbourhoods(
  position: Float64Array,
  call: (place: number, count: number) => void,
): void {
  let low = 0; // the first run within WIDTH below
  let high = 0; // behind the last run within WIDTH above
  for (let i = 0; i < position.length; i++) {
    while (position[i] - position[low] > WIDTH) low++;
    while (high < position.length && position[high] - position[i] <= WIDTH) high++;
    call(i, high - low);
  }
}
