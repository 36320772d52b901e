// What a network may be asked to learn. A sampled task draws inputs from a distribution and has one formula an output;
// a task of rows is its table. Formulas are expressions (expression.ts), so that the CPU twin and WGSL share them.
import { f32Literal } from './expression';
import type { Shape } from './layout';
import type { Params, Values } from './params';

/** Laws of the inputs, and what each needs. `radius` scales the uniform ones, `rings` divide the polar grid. */
export const distributions = {
  normal: {
    title: 'Normal',
    about: 'independent standard normal inputs',
    usesRadius: false,
    inputs: null,
  },
  uniform: {
    title: 'Uniform square',
    about: 'uniform in [-radius, radius] each',
    usesRadius: true,
    inputs: null,
  },
  disc: { title: 'Disc', about: 'uniform in the disc |x| < radius', usesRadius: true, inputs: 2 },
  polar_grid: {
    title: 'Polar grid',
    about:
      'a fixed grid of equal angles and equally probable radii of the 2-D normal law, E|x|^2 = 2 exactly',
    usesRadius: false,
    inputs: 2,
  },
} as const;

export type DistributionName = keyof typeof distributions;

/** A sampled task, resolved. */
export interface SampledTask {
  readonly kind: 'sampled';
  readonly name: string;
  readonly inputs: number;
  /** One formula an output. */
  readonly targets: readonly string[];
  readonly distribution: DistributionName;
  readonly radius: number;
  /** Of the polar grid; the samples are shared out among them. */
  readonly rings: number;
  readonly samples: number;
  readonly seed: number;
}

/** A task that is its table. */
export interface RowsTask {
  readonly kind: 'rows';
  readonly name: string;
  readonly x: readonly (readonly number[])[];
  readonly y: readonly (readonly number[])[];
}

export type Task = SampledTask | RowsTask;

interface SampledRow {
  readonly title: string;
  readonly params: Params;
  readonly inputs: (v: Values) => number;
  readonly targets: (v: Values) => readonly string[];
  readonly distribution: DistributionName;
  /** The smallest loss (MSE) that a network of these layers can reach, where it is known. */
  readonly optimum?: (
    layers: readonly (Shape & { activation: { name: string } })[],
    v: Values,
  ) => number | undefined;
}

const linearModel = (layers: readonly Shape[]) => layers.length === 1;
const weighted = (weights: readonly number[]) =>
  weights.map((weight, i) => `${f32Literal(weight)} * x${i + 1}`).join(' + ');

/** Tasks whose inputs are drawn. Sources of the optima: least squares; for `magnitude`, n rays at equal angles. */
export const sampledTasks = {
  magnitude: {
    title: '|x + jy|',
    params: {},
    inputs: () => 2,
    targets: () => ['sqrt(x^2 + y^2)'],
    distribution: 'normal',
    optimum: (layers, v) => {
      const [hidden] = layers;
      const n = hidden.units;
      const pyramid =
        layers.length === 2 &&
        n % 2 === 1 &&
        n > 1 &&
        !layers.some((layer) => layer.bias) &&
        hidden.activation.name === 'relu' &&
        v.distribution === 'polar_grid';
      if (!pyramid) return undefined;
      const half = Math.PI / (2 * n);
      return 2 * (1 - (Math.sin(half) / half) ** 2 / (0.5 + Math.sin(2 * half) / (4 * half)));
    },
  },
  relu: {
    title: 'one ReLU',
    params: {},
    inputs: () => 1,
    targets: () => ['max(x, 0)'],
    distribution: 'normal',
    optimum: (layers) => (layers[0].activation.name === 'relu' ? 0 : undefined),
  },
  fir: {
    title: 'FIR filter',
    params: { taps: { type: 'numbers', default: [0.05, 0.12, 0.2, 0.26, 0.2, 0.12, 0.05, -0.02] } },
    inputs: (v) => (v.taps as readonly number[]).length,
    targets: (v) => [weighted(v.taps as readonly number[])],
    distribution: 'normal',
    optimum: (layers) => (linearModel(layers) ? 0 : undefined),
  },
  dft: {
    title: 'discrete Fourier transform',
    params: { size: { type: 'number', default: 8, min: 1, max: 64, integer: true } },
    inputs: (v) => v.size as number,
    // outputs: the real parts of all bins, then the imaginary parts
    targets: (v) => {
      const n = v.size as number;
      const bins = Array.from({ length: n }, (_, k) => k);
      const row = (k: number, part: (angle: number) => number) =>
        weighted(bins.map((i) => part((-2 * Math.PI * ((k * i) % n)) / n)));
      return [...bins.map((k) => row(k, Math.cos)), ...bins.map((k) => row(k, Math.sin))];
    },
    distribution: 'normal',
    optimum: (layers) => (linearModel(layers) ? 0 : undefined),
  },
} as const satisfies Record<string, SampledRow>;

export type SampledTaskName = keyof typeof sampledTasks;
export const sampledTaskRow = (name: string): SampledRow | undefined =>
  Object.hasOwn(sampledTasks, name) ? sampledTasks[name as SampledTaskName] : undefined;

/** XOR on the points (+-1, +-1): 1 where the signs differ. */
export const xor = {
  x: [
    [-1, -1],
    [-1, 1],
    [1, -1],
    [1, 1],
  ],
  y: [[0], [1], [1], [0]],
} as const;

/** How many inputs a task has. */
export const inputsOf = (task: Task): number =>
  task.kind === 'rows' ? task.x[0].length : task.inputs;
/** How many outputs a task has. */
export const outputsOf = (task: Task): number =>
  task.kind === 'rows' ? task.y[0].length : task.targets.length;
/** How many rows the table of a task has. */
export const rowsOf = (task: Task): number => (task.kind === 'rows' ? task.x.length : task.samples);
