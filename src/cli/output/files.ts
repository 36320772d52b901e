// What a run leaves on disk: the folder of --out and the file of --trace. Both are checked before the training.
import { createWriteStream } from 'node:fs';
import { access, constants, mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { densityCsv, runsCsv } from '../../results/files/csv';
import type { Finished, ResultDocument } from '../../results/files/document';
import type { Study } from '../../study/arm';
import { StudyError } from '../../study/errors';

export const FILES = {
  study: 'study.json',
  summary: 'summary.json',
  runs: 'runs.csv',
  density: 'density.csv',
} as const;

const reason = (error: unknown) => (error as NodeJS.ErrnoException).code ?? String(error);

/**
 * Makes the folder, or takes one that is empty or holds nothing but an earlier result, which is then replaced.
 * @throws StudyError for any other folder, or one that cannot be written
 */
export async function prepareFolder(folder: string): Promise<void> {
  let found: string[];
  try {
    await makeFolder(resolve(folder));
    await access(folder, constants.W_OK);
    found = await readdir(folder);
  } catch (error) {
    throw new StudyError(
      '--out',
      `${folder} cannot be written (${reason(error)}); choose another folder`,
    );
  }
  const ours: readonly string[] = Object.values(FILES);
  const other = found.find((name) => !ours.includes(name));
  if (other) {
    throw new StudyError(
      '--out',
      `${folder} holds other files (${other}); allowed: a new or empty folder, or an earlier result, which is replaced`,
    );
  }
}

/** With the folders it is in; unlike mkdir's own `recursive`, it also ends where a folder lets nobody in, such as /proc. */
async function makeFolder(folder: string): Promise<void> {
  const known = async (path: string) => (await stat(path).catch(() => undefined)) !== undefined;
  if (await known(folder)) return;
  if (!(await known(dirname(folder)))) await makeFolder(dirname(folder));
  await mkdir(folder);
}

/** @throws StudyError when a file cannot be written there */
export async function prepareFile(option: string, path: string): Promise<void> {
  const folder = dirname(path);
  await access(folder, constants.W_OK).catch((error: unknown) => {
    throw new StudyError(option, `the folder ${folder} cannot be written (${reason(error)})`);
  });
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory()) throw new StudyError(option, `${path} is a folder; name a file`);
  if (found)
    await access(path, constants.W_OK).catch((error: unknown) => {
      throw new StudyError(
        option,
        `${path} cannot be written (${reason(error)}); name another file`,
      );
    });
}

/** Writes the study, the summary, a row a run, and how the losses of all runs fell. */
export async function writeFolder(
  folder: string,
  study: Study,
  finished: Finished,
  result: ResultDocument,
): Promise<void> {
  await writeFile(join(folder, FILES.study), json(study.document));
  await writeFile(join(folder, FILES.summary), json(result));
  const tables = { runs: runsCsv, density: densityCsv } as const;
  for (const [name, table] of Object.entries(tables) as [keyof typeof tables, typeof runsCsv][]) {
    const file = createWriteStream(join(folder, FILES[name]));
    await pipeline(Readable.from(table(study, finished.runs)), file);
  }
}

export const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
