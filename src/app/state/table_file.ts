// A CSV file that is dropped or opened becomes a `table` task: all columns are inputs but one, by default the last.
import { signal } from '@preact/signals';
import { StudyError } from '../../study/errors';
import { openDocument } from './address';
import { set } from './document';
import { notice, studyDocument } from './signals';

interface TableFile {
  readonly source: string;
  readonly names: readonly string[];
  readonly rows: readonly (readonly number[])[];
  readonly target: number;
}

const file = signal<TableFile | undefined>(undefined);

/** @throws StudyError in words, with the row and the column (1 is the first) */
async function parse(source: string, text: string): Promise<TableFile> {
  const { default: Papa } = await import('papaparse');
  const { data, errors } = Papa.parse<string[]>(text.replace(/^\uFEFF/, '').trim(), {
    skipEmptyLines: 'greedy',
  });
  const fail = (what: string): never => {
    throw new StudyError(source, what);
  };
  const wrong = errors.find(({ type }) => type !== 'Delimiter');
  if (wrong) fail(`row ${(wrong.row ?? 0) + 1}: ${wrong.message}`);
  const isNumber = (cell: string) =>
    cell.trim() !== '' && Number.isFinite(Math.fround(Number(cell)));
  const hasHead = data.length > 0 && !data[0].every(isNumber);
  const names = hasHead
    ? data[0].map((name) => name.trim())
    : (data[0] ?? []).map((_, i) => `column ${i + 1}`);
  const body = hasHead ? data.slice(1) : data;
  if (body.length === 0)
    fail('found no rows of numbers; it needs at least one row below the header');
  if (names.length < 2)
    fail('found 1 column; it needs at least two, inputs and a target, separated by commas');
  const rows = body.map((cells, r) => {
    const at = r + (hasHead ? 2 : 1);
    if (cells.length !== names.length)
      fail(`row ${at} has ${cells.length} columns, the first has ${names.length}`);
    return cells.map((cell, c) =>
      isNumber(cell)
        ? Number(cell)
        : fail(
            `row ${at}, column ${names[c]}: found "${cell.slice(0, 40)}"; every entry must be a finite number`,
          ),
    );
  });
  return { source, names, rows, target: names.length - 1 };
}

function use(table: TableFile): void {
  const { source, rows, target } = table;
  const task = {
    name: 'table',
    x: rows.map((row) => row.filter((_, i) => i !== target)),
    y: rows.map((row) => [row[target]]),
    source,
  };
  openDocument(set(set(studyDocument.peek(), 'task', task), 'title', source));
  file.value = table;
}

export const table = {
  file,
  /** Reads a file and makes it the task; what is wrong is said in a notice. */
  async open(from: File | undefined): Promise<void> {
    if (!from) return;
    try {
      use(await parse(from.name, await from.text()));
      notice.value = undefined;
    } catch (error) {
      if (!(error instanceof StudyError)) throw error;
      notice.value = {
        kind: 'error',
        text: `This file cannot be used as a table. ${error.message}`,
      };
    }
  },
  /** Makes another column the target. */
  choose(target: number): void {
    if (file.value) use({ ...file.value, target });
  },
};
