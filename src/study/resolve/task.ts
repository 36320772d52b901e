// The task of an arm from its validated document: a table as it is given, or how samples are drawn.
import type { Layer } from '../arm';
import type { Values } from '../catalogues/params';
import {
  distributions,
  populationOf,
  sampledTaskRow,
  tableTaskRow,
  tasksInClosedForm,
  type Task,
} from '../catalogues/tasks';
import { EVALUATION_ROWS } from '../catalogues/tasks/population';
import type { Fail, Json } from '../errors';
import { ExpressionError, ofBoundedSize, parseExpression } from '../expression';

type Optimum = (layers: readonly Layer[]) => number | undefined;
/** The task of a document, and the smallest loss that a model can reach on it, where that is known. */
export function resolveTask(
  document: Json & { name: string },
  fail: Fail,
): { task: Task; optimum?: Optimum | undefined } {
  const { name } = document;
  if (name === 'csv')
    return fail(
      ['task'],
      'a CSV file has to be loaded first: give it to the command line, or drop it on the page',
    );
  const fixed = tableTaskRow(name);
  if (fixed) {
    const rows = fixed.rows(document as Values);
    return { task: { kind: 'rows', name, ...rows }, optimum: fixed.optimum };
  }
  if (name === 'table') {
    const { x, y } = document as unknown as Record<'x' | 'y', number[][]>;
    checkMatrix(x, 'x', fail);
    checkMatrix(y, 'y', fail);
    if (x.length !== y.length) fail(['task', 'y'], `found ${y.length} rows; x has ${x.length}`);
    return { task: { kind: 'rows', name, x, y } };
  }
  const {
    samples: asked,
    distribution,
    radius,
    rings,
    seed,
  } = document as unknown as {
    samples: number | 'population';
    distribution: keyof typeof distributions;
    radius: number;
    rings: number;
    seed: number;
  };
  const row = sampledTaskRow(name);
  const wrong = row?.wrong?.(document as Values);
  if (wrong) fail(['task', wrong.key], wrong.what);
  const inputs = row ? row.inputs(document as Values) : (document.inputs as number);
  const targets = row
    ? row.targets(document as Values)
    : [document.target as string | string[]].flat();
  targets.forEach((target, index) => {
    try {
      const formula = parseExpression(target, inputs);
      if (!row) ofBoundedSize(formula, 'the formula');
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      fail(['task', 'target', ...(Array.isArray(document.target) ? [index] : [])], error.message);
    }
  });
  const needs = distributions[distribution].inputs;
  if (needs !== null && needs !== inputs) {
    fail(
      ['task', 'distribution'],
      `"${distribution}" is for ${needs} inputs, this task has ${inputs}; allowed: normal, uniform`,
    );
  }
  const population = asked === 'population' ? populationOf(row, document as Values) : null;
  if (asked === 'population' && !population) {
    fail(
      ['task', 'samples'],
      `found "population", which this task has no closed form for; allowed: a number, or another task (${tasksInClosedForm.join(', ')})`,
    );
  }
  const samples = asked === 'population' ? EVALUATION_ROWS : asked;
  if (distribution === 'polar_grid' && samples % rings !== 0) {
    fail(['task', 'rings'], `found ${rings}; task.samples = ${samples} must be a multiple of it`);
  }
  return {
    task: {
      kind: 'sampled',
      name,
      inputs,
      targets,
      distribution,
      radius,
      rings,
      samples,
      population,
      seed,
    },
    optimum: (layers) => row?.optimum?.(layers, document as Values),
  };
}

function checkMatrix(rows: readonly (readonly number[])[], key: string, fail: Fail): void {
  const width = rows[0].length;
  if (width === 0) fail(['task', key, 0], 'found 0 entries; allowed: at least 1');
  const ragged = rows.findIndex((row) => row.length !== width);
  if (ragged >= 0)
    fail(['task', key, ragged], `found ${rows[ragged].length} entries; row 0 has ${width}`);
}
