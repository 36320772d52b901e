// One arm from its validated document: every short form written out, every default filled in, every rule checked
// that one value alone cannot break.
import type { Arm, Converged, Dropout, Seeds, Training } from '../arm';
import { losses } from '../catalogues/losses';
import { choose } from '../catalogues/params';
import { regularizers } from '../catalogues/regularizers';
import { inputsOf, outputsOf, rowsOf } from '../catalogues/tasks';
import { isObject, pathText, StudyError, type Fail, type Json, type Path } from '../errors';
import { parameterCount } from '../layout';
import { MAX_PARAMETERS, type StudyDocument } from '../schema';
import { checkInit } from './init';
import { checkDoubled, resolveLayers } from './layers';
import { checkCurvature, resolveOptimizer } from './optimizer';
import { misfit } from './population';
import { resolveTask } from './task';

/**
 * The arm of a document.
 * @param prefix where the document stands in the study, for messages
 * @throws StudyError
 */
export function resolveArm(
  document: StudyDocument,
  label: string,
  seeds: Seeds,
  prefix: Path,
): Arm {
  const fail = (path: Path, what: string): never => {
    throw new StudyError(pathText([...prefix, ...path]), what);
  };
  const { task, optimum } = resolveTask(document.task as Json & { name: string }, fail);
  const layers = resolveLayers(document, inputsOf(task), outputsOf(task), fail);
  const parameters = parameterCount(layers);
  if (parameters > MAX_PARAMETERS) {
    fail(
      ['model', 'layers' in document.model ? 'layers' : 'hidden'],
      `make ${parameters} parameters; allowed: at most ${MAX_PARAMETERS}`,
    );
  }
  const explicit = 'explicit' in document.init ? document.init.explicit : null;
  if (explicit) checkExplicit(explicit, parameters, seeds, fail);
  const { steps, batch_size, order, record_at, stop_below, dropout, kernel_regularizer } =
    document.training;
  const rows = rowsOf(task);
  const wrong = misfit(task, document, layers);
  if (wrong) fail(wrong.path, wrong.what);
  checkInit(document, layers, task, fail);
  if (order === 'fresh' && (task.kind === 'rows' || task.distribution === 'polar_grid')) {
    fail(
      ['training', 'order'],
      `"fresh" draws new samples, which ${task.kind === 'rows' ? 'a table' : 'a grid'} cannot give; allowed: sequential, shuffled`,
    );
  }
  const late = record_at?.findIndex((step) => step > steps) ?? -1;
  if (record_at && late >= 0) {
    fail(
      ['training', 'record_at', late],
      `found ${record_at[late]}; allowed: at most training.steps = ${steps}`,
    );
  }
  const converged = document.converged as Converged;
  const arm = {
    label,
    task,
    layers,
    explicit,
    loss: choose(losses, document.loss) as Arm['loss'],
    optimizer: resolveOptimizer(document, fail),
    training: {
      steps,
      batchSize: order === 'fresh' ? (batch_size ?? rows) : Math.min(batch_size ?? rows, rows),
      order: order as Training['order'],
      recordAt: record_at && [...new Set(record_at)].sort((a, b) => a - b),
      stopBelow: stop_below,
      dropout: resolveDropout(dropout),
      regularizer: choose(regularizers, kernel_regularizer),
    },
    converged,
    optimum: choose(losses, document.loss).name === 'mse' ? optimum?.(layers) : undefined,
  };
  checkDoubled(arm, fail);
  checkCurvature(arm, batch_size, fail);
  if ('of' in converged && converged.of === 'known' && arm.optimum === undefined) {
    fail(
      ['converged', 'of'],
      'the optimum of this task is not known for this model; allowed: best, or {"below": loss}',
    );
  }
  return arm;
}

function resolveDropout(given: StudyDocument['training']['dropout']): Dropout | null {
  const { rate, keep_one } = isObject(given) ? given : { rate: given, keep_one: false };
  return rate > 0 ? { rate, keepOne: keep_one } : null;
}

function checkExplicit(
  rows: readonly (readonly number[])[],
  count: number,
  seeds: Seeds,
  fail: Fail,
): void {
  const wrong = rows.findIndex((row) => row.length !== count);
  if (wrong >= 0)
    fail(
      ['init', 'explicit', wrong],
      `found ${rows[wrong].length} parameters; this model has ${count}`,
    );
  if (seeds.first + seeds.count > rows.length) {
    fail(
      ['init', 'explicit'],
      `found parameters for runs 0 .. ${rows.length - 1}; seeds asks for runs up to ${seeds.first + seeds.count - 1}`,
    );
  }
}
