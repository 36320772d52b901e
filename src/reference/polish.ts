// Where a trained network would end if it went on: its loss minimised to the limit of float64, and what kind of point
// that is, by the eigenvalues of the Hessian there. L-BFGS to get near, then Newton's method along curved directions.
import type { Arm } from '../study/arm';
import { parameterCount } from '../study/layout';
import { problemOf } from './curvature';
import { eigenOf, type Eigen } from './eigen';
import { lbfgs, type Objective } from './lbfgs';
import { populationTwin } from './population';
import type { Table } from './table';

/** What kinds of point there are, in words; the first rule that holds. */
export const pointKinds = {
  kink: {
    title: 'kink',
    rule: 'The gradient is not zero, and yet the search finds no step that lowers the loss: it has a kink there, where a ReLU switches on a row of the table.',
  },
  saddle: {
    title: 'saddle',
    rule: 'The gradient is zero, and along some direction the loss curves down: patience, or noise, gets a run out.',
  },
  plateau: {
    title: 'plateau',
    rule: 'The gradient is zero, and so is all curvature: nothing that is near tells where to go.',
  },
  minimum: {
    title: 'minimum',
    rule: 'The gradient is zero, and along no direction does the loss curve down. It may be flat along some: a neuron can be scaled up while its outgoing weight is scaled down, and a dead one moves freely.',
  },
} as const satisfies Record<string, { readonly title: string; readonly rule: string }>;

export type PointKind = keyof typeof pointKinds;

export interface Polished {
  readonly parameters: Float64Array;
  readonly loss: number;
  /** The Euclidean norm of the gradient in the trained parameters. */
  readonly gradientNorm: number;
  /** Eigenvalues of the Hessian in the trained parameters: the smallest, the largest, and how many are zero. */
  readonly smallest: number;
  readonly largest: number;
  readonly flat: number;
  readonly kind: PointKind;
}

const CALLS = 40;
/** A call of L-BFGS that lowers the loss by less than this share has brought it near enough for Newton's method. */
const NEAR = 1e-5;
const NEWTON_STEPS = 12;
/** Half the distance at which gradients are compared for the Hessian: truncation and rounding both stay below 1e-9. */
const APART = 2 ** -17;
/** An eigenvalue this small beside the largest is zero, as far as differences can tell. */
const FLAT = 1e-6;
/** Gradients below this are zero where losses and weights are near 1. */
const STATIONARY = 1e-7;

const search = {
  lr: 1,
  max_iter: 100,
  max_eval: 200,
  tolerance_grad: 1e-12,
  tolerance_change: 1e-16,
  history_size: 20,
  line_search_fn: 'strong_wolfe',
};

/** The arm's loss in its trained parameters: over the table, or over the population. */
function objectiveOf(arm: Arm, table: Table, from: Float64Array) {
  const population = populationTwin(arm);
  if (!population) {
    const { trained, objective } = problemOf(arm, table, from);
    return { trained, objective };
  }
  const all = new Float64Array(from.length);
  const { layers } = arm;
  const kernelEnd = layers[0].inputs * layers[0].units;
  const trained = Array.from(from.keys()).filter((p) => layers[p < kernelEnd ? 0 : 1].trainable);
  const objective: Objective = (x, g) => {
    trained.forEach((p, i) => (from[p] = x[i]));
    population.gradient(from, all);
    trained.forEach((p, i) => (g[i] = all[p]));
    return population.loss(from);
  };
  return { trained, objective };
}

/**
 * Polishes the parameters of a trained network. Training on batches, with dropout or penalties is polished on the plain loss
 * over the whole table.
 * @param parameters flat, finite
 */
export function polish(arm: Arm, table: Table, parameters: ArrayLike<number>): Polished {
  const w = Float64Array.from({ length: parameterCount(arm.layers) }, (_, p) => parameters[p]);
  const { trained, objective } = objectiveOf(arm, table, w);
  let x: Float64Array = Float64Array.from(trained, (p) => w[p]);
  let g: Float64Array = new Float64Array(x.length);
  let loss = objective(x, g);
  const method = lbfgs(objective, x.length, search);
  for (let call = 0; call < CALLS; call++) {
    method.step(x);
    const before = loss;
    loss = objective(x, g);
    if (!(loss < (1 - NEAR) * before)) break;
  }
  let curvature = eigenOf(hessianOf(objective, x), x.length);
  for (let step = 0; step < NEWTON_STEPS && norm(g) > 0; step++) {
    const next = newtonStep(x, g, curvature);
    const slope = new Float64Array(x.length);
    const there = objective(next, slope);
    if (!(there <= loss) || !(norm(slope) < norm(g))) break;
    [x, g, loss] = [next, slope, there];
    curvature = eigenOf(hessianOf(objective, x), x.length);
  }
  trained.forEach((p, i) => (w[p] = x[i]));
  const { values } = curvature;
  const [smallest, largest] = [values[0] ?? 0, values.at(-1) ?? 0];
  const flat = values.filter((value) => Math.abs(value) <= FLAT * scaleOf(values)).length;
  const found = { loss, gradientNorm: norm(g), smallest, largest, flat };
  return { parameters: w, ...found, kind: kindOf(found, values.length, scaleOf(values)) };
}

function kindOf(
  { gradientNorm, smallest, flat }: Omit<Polished, 'parameters' | 'kind'>,
  size: number,
  scale: number,
): PointKind {
  if (gradientNorm > STATIONARY) return 'kink';
  if (flat === size) return 'plateau';
  return smallest < -FLAT * scale ? 'saddle' : 'minimum';
}

/** The largest eigenvalue by magnitude; 1e-6 at least, beside which differences tell nothing. */
const scaleOf = (values: Float64Array) =>
  values.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-6);

const norm = (g: Float64Array) => Math.sqrt(g.reduce((sum, slope) => sum + slope * slope, 0));

/** The Hessian, [row][column], by central differences of gradients, made symmetric. */
function hessianOf(objective: Objective, x: Float64Array): Float64Array {
  const size = x.length;
  const rows = Array.from({ length: size }, (_, i) => {
    const [up, down] = [1, -1].map((sign) => {
      const g = new Float64Array(size);
      objective(
        x.map((value, j) => (i === j ? value + sign * APART : value)),
        g,
      );
      return g;
    });
    return up.map((slope, j) => (slope - down[j]) / (2 * APART));
  });
  return Float64Array.from({ length: size * size }, (_, at) => {
    const [i, j] = [Math.floor(at / size), at % size];
    return (rows[i][j] + rows[j][i]) / 2;
  });
}

/** Down along curved directions, by the slope over the magnitude of the curvature; flat directions stay. */
function newtonStep(x: Float64Array, g: Float64Array, { values, vectors }: Eigen): Float64Array {
  const next = x.slice();
  const scale = scaleOf(values);
  vectors.forEach((vector, k) => {
    const curvature = Math.abs(values[k]);
    if (curvature <= FLAT * scale) return;
    const slope = vector.reduce((sum, component, i) => sum + component * g[i], 0);
    vector.forEach((component, i) => (next[i] -= (slope / curvature) * component));
  });
  return next;
}
