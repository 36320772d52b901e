// A task from a CSV file: {"name": "csv", "file", "inputs", "targets"} becomes the table of its columns, so that results
// hold their data. A delimiter other than the comma is recognised.
import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import Papa from 'papaparse';
import { allowed, isObject, shown, StudyError, type Json } from '../../study/errors';

interface CsvTask {
  readonly name: 'csv';
  readonly file: string;
  readonly inputs: readonly string[];
  readonly targets: readonly string[];
}

/** A copy of a study document with the csv tasks of its base and arms as tables. @param folder files are relative to it */
export async function loadCsvTasks(document: unknown, folder: string): Promise<unknown> {
  if (!isObject(document)) return document;
  const task = await loaded(document.task, 'task', folder);
  if (!Array.isArray(document.arms)) return { ...document, ...task };
  const arms = await Promise.all(
    (document.arms as unknown[]).map(async (arm, index) =>
      isObject(arm) ? { ...arm, ...(await loaded(arm.task, `arms[${index}].task`, folder)) } : arm,
    ),
  );
  return { ...document, ...task, arms };
}

/** What replaces a task, or nothing where it is none of a file; a task that is wrong is left to the schema. */
async function loaded(task: unknown, path: string, folder: string): Promise<{ task?: Json }> {
  if (!isObject(task) || task.name !== 'csv') return {};
  const isNames = (value: unknown) =>
    Array.isArray(value) && value.length > 0 && value.every((name) => typeof name === 'string');
  if (typeof task.file !== 'string' || !isNames(task.inputs) || !isNames(task.targets)) return {};
  const { file, inputs, targets } = task as unknown as CsvTask;
  const text = await readFile(resolve(folder, file), 'utf8').catch(
    (error: NodeJS.ErrnoException) => {
      throw new StudyError(
        `${path}.file`,
        `cannot read ${shown(file)} (${error.code}); it is looked for beside the study`,
      );
    },
  );
  const read = csvReader(text, path, basename(file));
  return {
    task: { name: 'table', x: read(inputs, 'inputs'), y: read(targets, 'targets'), source: file },
  };
}

/**
 * Reads named columns of a CSV text: [row][column].
 * @throws StudyError that names row (1 is the first below the header) and column
 */
export function csvReader(text: string, path: string, file: string) {
  const { data, errors, meta } = Papa.parse<Record<string, string>>(text.replace(/^\uFEFF/, ''), {
    header: true,
    skipEmptyLines: 'greedy',
    transformHeader: (name) => name.trim(),
  });
  const fail = (what: string): never => {
    throw new StudyError(path, `${file}, ${what}`);
  };
  const wrong = errors.find(({ type }) => type !== 'Delimiter');
  if (wrong) fail(`row ${(wrong.row ?? 0) + 1}: ${wrong.message}`);
  if (data.length === 0) fail('no rows below the header');
  const names = meta.fields ?? [];
  return (columns: readonly string[], key: string): number[][] => {
    columns.forEach((column, index) => {
      if (names.includes(column)) return;
      throw new StudyError(
        `${path}.${key}[${index}]`,
        `${file} has no column ${shown(column)}; ${allowed(column, names)}`,
      );
    });
    return data.map((row, index) =>
      columns.map((column) => {
        const cell = row[column].trim();
        const value = cell === '' ? NaN : Number(cell);
        if (Number.isFinite(Math.fround(value))) return value;
        return fail(
          `row ${index + 1}, column ${shown(column)}: found ${shown(cell)}; allowed: finite numbers`,
        );
      }),
    );
  };
}
