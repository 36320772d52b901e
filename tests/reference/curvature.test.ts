// The twins of the optimisers that use curvature, against closed forms: least squares, differences, a quadratic, Rosenbrock.
import { describe, expect, it } from 'vitest';
import { uniformDraw } from '../../src/random/draws';
import { problemOf } from '../../src/reference/curvature';
import { lbfgs, type LbfgsValues, type Objective } from '../../src/reference/lbfgs';
import { levenbergMarquardt, solve } from '../../src/reference/levenberg_marquardt';
import { strongWolfe, type Point } from '../../src/reference/strong_wolfe';
import { tableOf } from '../../src/reference/table';
import { readStudy } from '../../src/study/read';

const constants = { mu: 0.001, mu_dec: 0.1, mu_inc: 10, mu_max: 1e10 };

/** A study's problem, and parameters drawn for it. */
function problem(study: object) {
  const [arm] = readStudy(study).arms;
  const { trained, ...rest } = problemOf(arm, tableOf(arm.task));
  const x = Float32Array.from(trained, (p) => 2 * uniformDraw(5, 0, 0, 0, p) - 1);
  return { ...rest, x };
}

describe('Levenberg-Marquardt', () => {
  it('solves a linear network in one step, as the normal equations do', () => {
    // y = 1 + 2 a - 3 b is not among the models' functions of these rows: least squares with residuals left
    const a = [-1, 0, 1, 2, 0.5, -2];
    const b = [0, 1, -1, 0.5, 2, 1];
    const y = a.map((_, i) => [1 + 2 * a[i] - 3 * b[i] + (i % 2 ? 0.25 : -0.25)]);
    const task = { name: 'table', x: a.map((_, i) => [a[i], b[i]]), y };
    const { leastSquares, x } = problem({ task, model: { hidden: [] } });
    const rows = a.map((_, i) => [a[i], b[i], 1]);
    const normal = [0, 1, 2].map((i) => [0, 1, 2].map((j) => sum(rows.map((r) => r[i] * r[j]))));
    const right = [0, 1, 2].map((i) => sum(rows.map((r, n) => r[i] * y[n][0])));
    const expected = cramer(normal, right);
    levenbergMarquardt(leastSquares, { ...constants, mu: 1e-12 }).step(x);
    x.forEach((value, p) => expect(value).toBeCloseTo(expected[p], 5));
  });

  it('takes half the slope of the sum of squares, and J that agrees with differences', () => {
    const model = { hidden: [3], activation: 'tanh' };
    const task = { name: 'dft', size: 2, samples: 8 };
    const { leastSquares, x } = problem({ task, model });
    const size = x.length;
    const [jj, je] = [new Float64Array(size * size), new Float64Array(size)];
    const step = 2 ** -10; // exact in float32 on weights that are its multiples
    const moved = (by: number, ...at: number[]) =>
      leastSquares.squares(x.map((v, p) => v + by * at.filter((q) => q === p).length));
    x.forEach((v, p) => (x[p] = Math.round(v / step) * step));
    leastSquares.normal(x, jj, je);
    for (let p = 0; p < size; p++) {
      expect(je[p]).toBeCloseTo((moved(step, p) - moved(-step, p)) / (4 * step), 4);
    }
    // the last layer is linear, so that half the second derivatives there are J'J
    for (let p = size - 8; p < size; p++) {
      for (let q = size - 8; q < size; q++) {
        const mixed = moved(step, p, q) + moved(0) - moved(step, p) - moved(step, q);
        expect(jj[p * size + q]).toBeCloseTo(mixed / (2 * step * step), 4);
      }
    }
  });

  it('counts a pivot that is not positive as a failed trial', () => {
    expect(solve(Float64Array.of(1, 2, 2, 1), Float64Array.of(1, 1), 0.5)).toBeNull();
    const d = solve(Float64Array.of(1, 2, 2, 1), Float64Array.of(1, 1), 3);
    d!.forEach((value) => expect(value).toBeCloseTo(1 / 6, 12));
  });

  it('ends, and stays, where no damping makes the sum fall', () => {
    const calls: number[] = [];
    const flat = {
      size: 1,
      squares: () => 1,
      normal: (_: unknown, jj: Float64Array, je: Float64Array) => {
        calls.push(1);
        jj.fill(1);
        je.fill(1);
      },
    };
    const w = Float32Array.of(7);
    const method = levenbergMarquardt(flat, constants);
    for (let step = 0; step < 5; step++) method.step(w);
    expect([w[0], calls.length]).toEqual([7, 1]);
  });
});

const values: LbfgsValues = {
  lr: 1,
  max_iter: 20,
  max_eval: 25,
  tolerance_grad: 1e-7,
  tolerance_change: 1e-9,
  history_size: 100,
  line_search_fn: 'strong_wolfe',
};

/** Not content with what float32 can tell. */
const exact = { ...values, tolerance_change: 1e-14 };

describe('L-BFGS', () => {
  it('reaches the optimum of a quadratic of P parameters in P iterations and a few', () => {
    const scales = [1, 3, 10, 30, 100];
    const quadratic: Objective = (x, g) => {
      scales.forEach((scale, i) => (g[i] = scale * (x[i] - i)));
      return sum(scales.map((scale, i) => (scale * (x[i] - i) ** 2) / 2));
    };
    const x = new Float64Array(5).fill(4);
    lbfgs(quadratic, 5, { ...exact, max_iter: 15, max_eval: 100 }).step(x);
    x.forEach((value, i) => expect(value).toBeCloseTo(i, 5));
  });

  it.each([100, 3])('finds the minimum of Rosenbrock, with a history of %d', (history_size) => {
    let evaluations = 0;
    const rosenbrock: Objective = ([a, b], g) => {
      evaluations++;
      g.set([-400 * a * (b - a * a) - 2 * (1 - a), 200 * (b - a * a)]);
      return 100 * (b - a * a) ** 2 + (1 - a) ** 2;
    };
    const x = Float64Array.of(-1.2, 1);
    const method = lbfgs(rosenbrock, 2, { ...exact, history_size });
    for (let step = 0; step < 4; step++) method.step(x);
    expect(x[0]).toBeCloseTo(1, 5);
    expect(x[1]).toBeCloseTo(1, 5);
    expect(evaluations).toBeLessThan(80);
  });

  it.each([1e-3, 1, 1e3])('searches for the strong Wolfe conditions from a step of %d', (t) => {
    const along = (to: number): Point => {
      const [f, slope] = [
        Math.cos(3 * to) - to / 4 + (to * to) / 50,
        -3 * Math.sin(3 * to) - 1 / 4 + to / 25,
      ];
      return { t: to, f, slope, g: Float64Array.of(slope) };
    };
    const start = along(0);
    const { found } = strongWolfe(start, t, along, 1e-9);
    expect(found.f).toBeLessThanOrEqual(start.f + 1e-4 * found.t * start.slope);
    expect(Math.abs(found.slope)).toBeLessThanOrEqual(0.9 * Math.abs(start.slope));
  });

  it('comes back from where the objective is not finite', () => {
    const barrier: Objective = ([a], g) => {
      g[0] = a >= 1 ? NaN : 1 / (1 - a) - 10;
      return a >= 1 ? Infinity : -Math.log(1 - a) - 10 * a;
    };
    const x = Float64Array.of(0);
    const method = lbfgs(barrier, 1, { ...values, lr: 100 });
    for (let step = 0; step < 3; step++) method.step(x);
    expect(x[0]).toBeCloseTo(0.9, 5);
  });
});

function sum(terms: readonly number[]): number {
  return terms.reduce((a, b) => a + b, 0);
}

const determinant = ([a, b, c]: readonly (readonly number[])[]) =>
  a[0] * (b[1] * c[2] - b[2] * c[1]) -
  a[1] * (b[0] * c[2] - b[2] * c[0]) +
  a[2] * (b[0] * c[1] - b[1] * c[0]);

/** The solution of a 3 x 3 system by Cramer's rule. */
function cramer(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  return [0, 1, 2].map(
    (column) =>
      determinant(matrix.map((row, i) => row.map((v, j) => (j === column ? right[i] : v)))) /
      determinant(matrix),
  );
}
