// What a network may be asked to learn. A sampled task draws inputs from a distribution and has one formula an output;
// a task of rows is its table. Formulas are expressions (src/study/expression), so that the CPU twin and WGSL share them.
import type { Values } from '../params';
import { functionTasks } from './functions';
import { type Population } from './population';
import {
  reluLayer,
  weighted,
  type DistributionName,
  type OptimumLayers,
  type SampledRow,
} from './row';
import { tableTasks, type TableRow } from './tables';

export { distributions, type DistributionName } from './row';
export { tableTasks } from './tables';

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

const linearModel = (layers: OptimumLayers) =>
  layers.length === 1 && layers[0].trainable && layers[0].activation.name === 'linear';

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
    optimum: (layers) => {
      const alone = layers.length === 1 && layers[0].activation.name === 'relu';
      return alone || reluLayer(layers, 1) ? 0 : undefined;
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
  ...functionTasks,
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

/** The row of a task that is a table by its definition. */
export const tableTaskRow = (name: string): TableRow | undefined =>
  Object.hasOwn(tableTasks, name) ? tableTasks[name as keyof typeof tableTasks] : undefined;

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
