// The CPU twin of shaders/train_levenberg_marquardt.wgsl, in float64.
import type { Passes } from '../study/catalogues/optimizers';
import { MOST_TRIALS, MU_LEAST } from '../study/catalogues/optimizers/curvature';

/** A sum of squared residuals e of `size` parameters. */
export interface LeastSquares {
  readonly size: number;
  /** The sum of squares. */
  readonly squares: (w: Float32Array) => number;
  /** Fills J'J, [row][column], and J'e; J are the derivatives of the residuals. */
  readonly normal: (w: Float32Array, jj: Float64Array, je: Float64Array) => void;
}

type Constants = Readonly<Record<'mu' | 'mu_dec' | 'mu_inc' | 'mu_max', number>>;

/** Minimises one sum of squares after the other, `begin` to begin: MATLAB's trainlm, a step an epoch. */
export function levenbergMarquardt({ size, squares, normal }: LeastSquares, k: Constants) {
  const jj = new Float64Array(size * size);
  const je = new Float64Array(size);
  const moved = new Float32Array(size);
  const passes = { gradients: 0, outputs: 0 };
  let { mu } = k;
  return {
    /** Over the rows since it began. */
    passes: passes as Passes,
    begin() {
      ({ mu } = k);
      Object.assign(passes, { gradients: 0, outputs: 0 });
    },
    step(w: Float32Array) {
      if (mu > k.mu_max) return;
      normal(w, jj, je);
      const before = squares(w); // which comes with J'J
      passes.gradients++;
      for (let trial = 0; trial < MOST_TRIALS && mu <= k.mu_max; trial++) {
        const d = solve(jj, je, mu);
        if (d) {
          d.forEach((move, p) => (moved[p] = w[p] - move));
          passes.outputs++;
          if (squares(moved) < before) {
            w.set(moved);
            mu = Math.max(mu * k.mu_dec, MU_LEAST);
            return;
          }
        }
        mu *= k.mu_inc;
      }
    },
  };
}

/** The solution of (A + mu I) d = b for a symmetric A, [row][column], by Cholesky; null where a pivot is not positive. */
export function solve(a: Float64Array, b: Float64Array, mu: number): Float64Array | null {
  const size = b.length;
  const l = new Float64Array(size * size);
  const d = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = a[i * size + j] + (i === j ? mu : 0);
      for (let k = 0; k < j; k++) sum -= l[i * size + k] * l[j * size + k];
      if (i > j) sum /= l[j * size + j];
      else if (!(sum > 0) || sum === Infinity) return null;
      else sum = Math.sqrt(sum);
      l[i * size + j] = sum;
    }
  }
  for (let i = 0; i < size; i++) {
    let sum = b[i];
    for (let k = 0; k < i; k++) sum -= l[i * size + k] * d[k];
    d[i] = sum / l[i * size + i];
  }
  for (let i = size - 1; i >= 0; i--) {
    let sum = d[i];
    for (let k = i + 1; k < size; k++) sum -= l[k * size + i] * d[k];
    d[i] = sum / l[i * size + i];
  }
  return d;
}
