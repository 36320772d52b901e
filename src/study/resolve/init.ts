// What initialisers that look at the table ask of the rest of a study.
import type { Layer } from '../arm';
import { initOperations } from '../catalogues/initializers';
import { looksAtTable } from '../catalogues/initializers/operations';
import { populationIn, type Task } from '../catalogues/tasks';
import type { Fail, Path } from '../errors';
import type { StudyDocument } from '../schema';

/** Reports a scheme that needs a table or biases where there are none, or whose biases the study gives as well. */
export function checkInit(
  { model }: StudyDocument,
  layers: readonly Layer[],
  task: Task,
  fail: Fail,
): void {
  for (const { op, layer } of initOperations(layers)) {
    if (!looksAtTable(op)) continue;
    const { bias, biasInit, kernelInit, from } = layers[layer];
    const own = 'layers' in model ? model.layers[from].init : undefined;
    const pathOf = (key: 'kernel' | 'bias'): Path =>
      own?.[key] === undefined ? ['init', key] : ['model', 'layers', from, 'init', key];
    const found = `found "${kernelInit.name}"`;
    if (populationIn(task)) {
      fail(
        pathOf('kernel'),
        `${found}, which looks at samples; with task.samples "population" allowed: schemes that do not`,
      );
    }
    if (op !== 'kinks') continue;
    if (!bias) {
      fail(
        pathOf('kernel'),
        `${found}, which sets biases; hidden layer ${from + 1} has none; allowed: layers with biases ("bias": true), or another scheme`,
      );
    }
    if (biasInit) {
      fail(
        pathOf('bias'),
        `found "${biasInit.name}"; "${kernelInit.name}" sets the biases of hidden layers itself; allowed: no scheme for them`,
      );
    }
  }
}
