// The population loss: the mean squared error over the whole normal law of the inputs instead of a table of samples. It has a
// closed form for ReLU networks without biases and targets of the same kind; here is what such a target is, and which
// studies have one. The formulas are in src/reference/population.ts.
//
// It is twice the "half" loss of papers such as Safran and Shamir (arXiv 1712.08968): their losses count double here, and half
// their learning rate is the same step.
import type { Path } from './errors';
import type { Layer } from './resolve';
import type { StudyDocument } from './schema';
import { populationIn, type Task } from './tasks';

/** weight relu(direction . x) */
export interface TeacherNeuron {
  readonly weight: number;
  readonly direction: readonly number[];
}

/** A target in closed form. */
export interface Population {
  readonly teacher: readonly TeacherNeuron[];
  /** Total weight of further unit ReLUs spread evenly over all directions of the plane: together ring / pi |x|. */
  readonly ring: number;
}

/** Rows of the table that pictures and probes take where training needs none. */
export const EVALUATION_ROWS = 256;

/** Incoming weights below the smallest normal number of float32 are zero: the neuron is dead. */
export const SMALLEST = 2 ** -126;

interface Rule {
  readonly path: Path;
  readonly found: (document: StudyDocument, layers: readonly Layer[]) => string | false;
  readonly allowed: string;
}

const only = (value: unknown, wanted: unknown) => value !== wanted && JSON.stringify(value);

/** What a study with the population loss cannot have. */
const rules: readonly Rule[] = [
  {
    path: ['task', 'distribution'],
    found: ({ task }) => only((task as { distribution: string }).distribution, 'normal'),
    allowed: 'normal',
  },
  {
    path: ['loss'],
    found: ({ loss }) => only((loss as { name?: string }).name ?? loss, 'mse'),
    allowed: 'mse',
  },
  {
    path: ['training', 'batch_size'],
    found: ({ training }) => only(training.batch_size, null),
    allowed: 'null',
  },
  {
    path: ['training', 'order'],
    found: ({ training }) => only(training.order, 'sequential'),
    allowed: 'sequential',
  },
  {
    path: ['training', 'dropout'],
    found: ({ training }) => only(training.dropout, 0),
    allowed: '0',
  },
  {
    path: ['model'],
    found: (_, layers) => layers.some(({ bias }) => bias) && 'biases',
    allowed: 'layers without biases ("bias": false)',
  },
  {
    path: ['model'],
    found: (_, layers) => {
      const names = layers.map(({ activation }) => activation.name).join(', ');
      return !['relu', 'relu, linear'].includes(names) && `layers of ${names}`;
    },
    allowed: 'one layer of relu, and a linear output',
  },
];

/** The first thing in a study that the population loss has no closed form for, if the task asks for it. */
export function misfit(
  task: Task,
  document: StudyDocument,
  layers: readonly Layer[],
): { readonly path: Path; readonly what: string } | undefined {
  if (!populationIn(task)) return undefined;
  for (const { path, found, allowed } of rules) {
    const what = found(document, layers);
    if (what)
      return { path, what: `found ${what}; with task.samples "population" allowed: ${allowed}` };
  }
  return undefined;
}
