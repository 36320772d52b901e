// The task's table as kernels see it, or where they train on the population loss its teacher: rows padded to whole vec4f, in a uniform buffer where it fits (shaders/table.wgsl).
import { teacherTable } from '../../reference/population';
import type { Table } from '../../reference/table';
import { inputsOf, outputsOf, populationIn, rowsOf, type Task } from '../../study/catalogues/tasks';

/** Vectors in the 64 KiB that every adapter allows a uniform buffer. */
const UNIFORM_QUADS = 4096;

/** Vectors that hold a row. */
const quadsOf = (width: number): number => Math.ceil(width / 4);

const fitsUniform = (task: Task): boolean =>
  rowsOf(task) * quadsOf(inputsOf(task) + outputsOf(task)) <= UNIFORM_QUADS;

/** The kind of the table's binding. */
export const tableBinding = (task: Task) => (fitsUniform(task) ? 'uniform' : 'read');

/** A turn of the loop over samples: how many it takes, and whether invocations share their loads (shaders/shared.wgsl). */
export interface Turn {
  readonly samples: number;
  readonly shared: boolean;
}

/** One sample a turn, which everyone loads. */
export const alone: Turn = { samples: 1, shared: false };

/** What the templates see of it; `cell(c)` is column c of the row that is loaded. */
export const tableValues = (task: Task) => ({
  tableKind: tableBinding(task),
  uniformQuads: UNIFORM_QUADS,
  quads: quadsOf(inputsOf(task) + outputsOf(task)),
  turn: alone,
  cell: (column: number) => `quad${Math.floor(column / 4)}.${'xyzw'[column % 4]}`,
});

/** Words of the table's buffer, at most. */
export const tableSize = (task: Task): number =>
  4 *
  (fitsUniform(task) ? UNIFORM_QUADS : rowsOf(task) * quadsOf(inputsOf(task) + outputsOf(task)));

/** What kernels get for the table. */
export function deviceTable(task: Task, table: Table): Table {
  const population = populationIn(task);
  return population ? teacherTable(population, table.inputs) : table;
}

/** The buffer's content, [row][quad][4]; as large as the text's array where that has a size. */
export function tableWords(task: Task, table: Table): Float32Array<ArrayBuffer> {
  const { rows, inputs, outputs, values } = deviceTable(task, table);
  const width = inputs + outputs;
  const padded = 4 * quadsOf(width);
  const words = new Float32Array(fitsUniform(task) ? 4 * UNIFORM_QUADS : rows * padded);
  for (let row = 0; row < rows; row++) {
    words.set(values.subarray(row * width, (row + 1) * width), row * padded);
  }
  return words;
}
