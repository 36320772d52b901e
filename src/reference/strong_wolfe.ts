// The line search of L-BFGS: a step length t along a direction for which the strong Wolfe conditions hold.
// Source: Nocedal and Wright, Numerical Optimization, algorithms 3.5 and 3.6; the constants are those of PyTorch 2.13.
import { MOST_SEARCH } from '../study/catalogues/optimizers/curvature';

/** The objective at a step length t: its value f, its derivative in t, its gradient g. */
export interface Point {
  readonly t: number;
  readonly f: number;
  readonly slope: number;
  readonly g: Float64Array;
}

/** A value that is not finite counts as this one, and the search halves its interval. */
export const FAR = 1e30;
const DECREASE = 1e-4;
const CURVATURE = 0.9;

/**
 * @param start the point at t = 0
 * @param t the first step length to try
 * @param evaluate the point at a step length
 * @param least an interval of step lengths as short as this is not searched further
 * @returns the best point, and how many were evaluated
 */
export function strongWolfe(
  start: Point,
  t: number,
  evaluate: (t: number) => Point,
  least: number,
): { found: Point; evaluations: number } {
  const falls = ({ f, t }: Point) => f <= start.f + DECREASE * t * start.slope;
  const flat = ({ slope }: Point) => Math.abs(slope) <= -CURVATURE * start.slope;
  let before = start;
  let here = evaluate(t);
  let evaluations = 1;
  while (falls(here) && !(evaluations > 2 && here.f >= before.f)) {
    if (flat(here)) return { found: here, evaluations };
    if (here.slope >= 0) break;
    if (evaluations === MOST_SEARCH) {
      before = start;
      break;
    }
    const least = here.t + 0.01 * (here.t - before.t);
    const next = cubic(before, here, least, 10 * here.t);
    before = here;
    here = evaluate(next);
    evaluations++;
  }

  let [low, high] = before.f <= here.f ? [before, here] : [here, before];
  let nearEnd = false; // the last point but one was near an end of the interval
  while (evaluations < MOST_SEARCH && Math.abs(high.t - low.t) >= least) {
    const from = Math.min(low.t, high.t);
    const to = Math.max(low.t, high.t);
    let next = cubic(low, high, from, to);
    const margin = 0.1 * (to - from);
    const near = Math.min(to - next, next - from) < margin;
    const moves: boolean = near && (nearEnd || next >= to || next <= from);
    if (moves) next = to - next < next - from ? to - margin : from + margin;
    nearEnd = near && !moves;
    here = evaluate(next);
    evaluations++;
    if (!falls(here) || here.f >= low.f) {
      high = here;
      if (high.f < low.f) [low, high] = [high, low];
      continue;
    }
    const done = flat(here);
    if (!done && here.slope * (high.t - low.t) >= 0) high = low;
    low = here;
    if (done) break;
  }
  return { found: low, evaluations };
}

/** Where the cubic through two points and their slopes is least between two bounds; their middle where it is not. */
export function cubic(a: Point, b: Point, from: number, to: number): number {
  const [left, right] = a.t <= b.t ? [a, b] : [b, a];
  const width = right.t - left.t;
  const d1 = left.slope + right.slope - (3 * (right.f - left.f)) / width;
  const square = d1 * d1 - left.slope * right.slope;
  if (a.f >= FAR || b.f >= FAR || !(square >= 0)) return (from + to) / 2;
  const d2 = Math.sqrt(square);
  const share = (right.slope + d2 - d1) / (right.slope - left.slope + 2 * d2);
  const t = right.t - width * share;
  return Number.isFinite(t) ? Math.min(Math.max(t, from), to) : (from + to) / 2;
}
