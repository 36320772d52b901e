// The CPU twin of shaders/train_lbfgs.wgsl, in float64.
// Source: Nocedal and Wright, Numerical Optimization, algorithm 7.4; constants and rules to stop are those of PyTorch 2.13.
import type { Passes } from '../study/catalogues/optimizers';
import { FAR, strongWolfe, type Point } from './strong_wolfe';

export type Vector = Float32Array | Float64Array;

/** The value at x, whose gradient it writes to g. */
export type Objective = (x: Vector, g: Float64Array) => number;

export interface LbfgsValues {
  readonly lr: number;
  readonly max_iter: number;
  readonly max_eval: number;
  readonly tolerance_grad: number;
  readonly tolerance_change: number;
  readonly history_size: number;
  readonly line_search_fn: string;
}

/** Pairs whose product is not above this tell nothing about the curvature. */
const LEAST_PRODUCT = 1e-10;

const dot = (a: Float64Array, b: Float64Array) =>
  a.reduce((sum, value, i) => sum + value * b[i], 0);
const largest = (a: Float64Array) => a.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

interface Pair {
  readonly s: Float64Array; // how x moved
  readonly y: Float64Array; // how the gradient changed
  readonly ro: number; // 1 / (y s)
}

/** Minimises one objective after the other, `begin` to begin: torch.optim.LBFGS, a step one `.step(closure)`. */
export function lbfgs(objective: Objective, size: number, v: LbfgsValues) {
  const passes = { gradients: 0, outputs: 0 };
  const pairs: Pair[] = [];
  let moved: Float64Array | null = null; // the last move, t d
  let before: Float64Array = new Float64Array(size); // the gradient where it began
  let scale = 1; // of the first guess of the inverse Hessian

  /** Takes over the last move, and what the gradient became by it. */
  const remember = (s: Float64Array, g: Float64Array) => {
    const y = g.map((slope, i) => slope - before[i]);
    const product = dot(y, s);
    if (!(product > LEAST_PRODUCT)) return;
    if (pairs.length === v.history_size) pairs.shift();
    pairs.push({ s, y, ro: 1 / product });
    scale = product / dot(y, y);
  };

  /** Minus the inverse Hessian times g, by two loops over the pairs. */
  const direction = (g: Float64Array) => {
    const d = g.map((slope) => -slope);
    const shares = pairs.map(() => 0);
    for (let k = pairs.length - 1; k >= 0; k--) {
      const { s, y, ro } = pairs[k];
      shares[k] = ro * dot(s, d);
      y.forEach((value, i) => (d[i] -= shares[k] * value));
    }
    d.forEach((value, i) => (d[i] = value * scale));
    pairs.forEach(({ s, y, ro }, k) => {
      const share = shares[k] - ro * dot(y, d);
      s.forEach((value, i) => (d[i] += share * value));
    });
    return d;
  };

  return {
    /** Evaluations of the objective since it began. */
    passes: passes as Passes,
    begin() {
      passes.gradients = 0;
      pairs.length = 0;
      moved = null;
      scale = 1;
    },
    step(x: Vector) {
      const at = (t: number, d: Float64Array): Point => {
        const g = new Float64Array(size);
        const trial = x.map((value, i) => value + t * d[i]);
        const f = objective(trial, g);
        passes.gradients++;
        const slope = dot(g, d);
        return Number.isFinite(f) && Number.isFinite(slope)
          ? { t, f, slope, g }
          : { t, f: FAR, slope: 0, g };
      };
      let here = at(0, new Float64Array(size));
      let evaluations = 1;
      if (here.f >= FAR || largest(here.g) <= v.tolerance_grad) return;
      for (let iteration = 1; iteration <= v.max_iter; iteration++) {
        const { f, g } = here;
        if (moved) remember(moved, g);
        const d = direction(g);
        const t = v.lr * (moved ? 1 : Math.min(1, 1 / g.reduce((sum, s) => sum + Math.abs(s), 0)));
        before = g;
        const start = { ...here, t: 0, slope: dot(g, d) };
        if (!(start.slope <= -v.tolerance_change && Number.isFinite(start.slope))) {
          moved = new Float64Array(size);
          return;
        }
        if (v.line_search_fn === 'strong_wolfe') {
          const search = strongWolfe(start, t, (to) => at(to, d), v.tolerance_change / largest(d));
          here = search.found;
          evaluations += search.evaluations;
        } else {
          here = at(t, d);
          evaluations++;
        }
        moved = d.map((value) => here.t * value);
        const by = moved;
        x.forEach((value, i) => (x[i] = value + by[i]));
        if (evaluations >= v.max_eval || largest(here.g) <= v.tolerance_grad) return;
        if (here.f >= FAR || largest(moved) <= v.tolerance_change) return;
        if (Math.abs(here.f - f) < v.tolerance_change) return;
      }
    },
  };
}
