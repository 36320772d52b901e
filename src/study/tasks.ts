// What a network may be asked to learn. A sampled task draws inputs from a distribution and has one formula an output;
// a task of rows is its table. Formulas are expressions (expression.ts), so that the CPU twin and WGSL share them.
import { f32Literal } from './expression';
import type { Shape } from './layout';
import type { Params, Values } from './params';
import { type Population, type TeacherNeuron } from './population';

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
  /** Rows of the table. */
  readonly samples: number;
  /** The target in closed form where networks train on the population loss; the table then only serves pictures and probes. */
  readonly population: Population | null;
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
  /** The target as a sum of ReLUs without biases, where it is one. */
  readonly teacher?: (v: Values) => readonly TeacherNeuron[];
  /** Of ReLUs spread evenly over all directions of the plane (population.ts), where the target is that. */
  readonly ring?: number;
  /** The smallest loss (MSE) that a network of these layers can reach, where it is known. */
  readonly optimum?: (
    layers: readonly (Shape & { activation: { name: string }; trainable: boolean })[],
    v: Values,
  ) => number | undefined;
}

const linearModel = (layers: readonly Shape[]) => layers.length === 1;
const axes = (count: number) => Array.from({ length: count }, (_, i) => i);
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
    ring: Math.PI,
    optimum: (layers, v) => {
      const [hidden] = layers;
      const n = hidden.units;
      const pyramid =
        layers.length === 2 &&
        n % 2 === 1 &&
        n > 1 &&
        !layers.some((layer) => layer.bias) &&
        hidden.activation.name === 'relu' &&
        (v.distribution === 'polar_grid' || v.samples === 'population');
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
    teacher: () => [{ weight: 1, direction: [1] }],
    optimum: (layers) => (layers[0].activation.name === 'relu' ? 0 : undefined),
  },
  teacher_student: {
    title: 'teacher of orthogonal ReLUs',
    params: {
      inputs: { type: 'number', default: 8, min: 1, max: 64, integer: true },
      neurons: { type: 'number', default: 8, min: 1, max: 64, integer: true },
    },
    inputs: (v) => v.inputs as number,
    targets: (v) => [
      axes(v.neurons as number)
        .map((i) => `max(x${i + 1}, 0)`)
        .join(' + '),
    ],
    distribution: 'normal',
    teacher: (v) => {
      const inputs = axes(v.inputs as number);
      return axes(v.neurons as number).map((axis) => ({
        weight: 1,
        direction: inputs.map((i) => (i === axis ? 1 : 0)),
      }));
    },
    optimum: (layers, v) => {
      const [hidden] = layers;
      const holds = layers.length === 2 && hidden.units >= (v.neurons as number);
      const learns = layers.every(({ trainable }) => trainable);
      return holds && learns && hidden.activation.name === 'relu' ? 0 : undefined;
    },
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

/** Tasks whose population loss is known. */
export const tasksInClosedForm: readonly string[] = Object.entries<SampledRow>(sampledTasks)
  .filter(([, row]) => row.teacher ?? row.ring)
  .map(([name]) => name);

/** The target of a row in closed form, or null where there is none. */
export function populationOf(row: SampledRow | undefined, v: Values): Population | null {
  if (!row?.teacher && !row?.ring) return null;
  return { teacher: row.teacher?.(v) ?? [], ring: row.ring ?? 0 };
}

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
/** What a task's networks train on instead of its table, if they do. */
export const populationIn = (task: Task): Population | null =>
  task.kind === 'sampled' ? task.population : null;
/** How many rows the table of a task has. */
export const rowsOf = (task: Task): number => (task.kind === 'rows' ? task.x.length : task.samples);
