// Which studies have a population loss (src/study/catalogues/tasks/population.ts).
import type { Layer } from '../arm';
import { populationIn, type Task } from '../catalogues/tasks';
import type { Path } from '../errors';
import type { StudyDocument } from '../schema';

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
