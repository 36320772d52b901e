// Levels: the sharp values of the loss at which many runs of an arm ended. Each is a kind of minimum.
//
// A run is at a level when at least `enough` runs, itself included, ended within 0.5 % of its loss; runs at a level that lie
// within 0.5 % of each other share it. (One-dimensional DBSCAN: Ester, Kriegel, Sander, Xu 1996.) Runs caught on their way
// are too thin to count, so they neither form a level nor bridge two.
import { EXACT } from './outcomes';
import type { Runs } from './runs';

const WIDTH = Math.log(1.005);
/** Runs that make a level: three, or this share of the arm's. */
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

/**
 * The levels with the most runs, most common first. Losses below 1e-6 of the yardstick count as one loss: an exact fit.
 * Takes O(n log n).
 */
export function levelsOf({ seeds, finalLoss, constantLoss }: Runs, most = 8): Level[] {
  const runs = finite(finalLoss);
  const floor = EXACT * constantLoss;
  const position = Float64Array.from(runs, (run) => Math.log(Math.max(finalLoss[run], floor)));
  const enough = Math.max(Math.min(FEWEST, runs.length), SHARE * finalLoss.length);
  return dense(position, enough)
    .map(({ from, to }) => {
      const run = runs[(from + to - 1) >> 1];
      const count = to - from;
      return { loss: finalLoss[run], count, share: count / finalLoss.length, seed: seeds[run] };
    })
    .sort((a, b) => b.count - a.count)
    .slice(0, most);
}

/** The indices of finite losses, by ascending loss. */
function finite(losses: Float32Array): Uint32Array {
  const indices = Uint32Array.from(losses.keys()).filter((i) => Number.isFinite(losses[i]));
  return indices.sort((a, b) => losses[a] - losses[b] || a - b);
}

interface Interval {
  readonly from: number;
  readonly to: number;
}

/** The maximal chains of points that have `enough` points within WIDTH and are within WIDTH of each other. */
function dense(sorted: Float64Array, enough: number): Interval[] {
  const found: Interval[] = [];
  let low = 0; // the first point within WIDTH below
  let high = 0; // behind the last point within WIDTH above
  let from = -1;
  let last = -1; // of the chain's points with enough neighbours
  for (let i = 0; i < sorted.length; i++) {
    while (sorted[i] - sorted[low] > WIDTH) low++;
    while (high < sorted.length && sorted[high] - sorted[i] <= WIDTH) high++;
    if (high - low < enough) continue;
    if (from >= 0 && sorted[i] - sorted[last] > WIDTH) {
      found.push({ from, to: last + 1 });
      from = -1;
    }
    if (from < 0) from = i;
    last = i;
  }
  if (from >= 0) found.push({ from, to: last + 1 });
  return found;
}
