// What a run leaves on disk: the folder of --out and the file of --trace. Both are checked before the training.
import { createWriteStream } from 'node:fs';
import { access, constants, mkdir, readdir, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { csvChunks, densityCsv, runsCsv } from '../../results/files/csv';
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

/**
 * Writes the study, the summary, a row a run, and how the losses of all runs fell.
 * @param onProgress what share of runs.csv, which takes longest, is written, 0 .. 1
 */
export async function writeFolder(
  folder: string,
  study: Study,
  finished: Finished,
  result: ResultDocument,
  onProgress: (share: number) => void,
): Promise<void> {
  const write = (name: keyof typeof FILES, content: string | Iterable<string>) =>
    writeChunks(join(folder, FILES[name]), content);
  await write('study', json(study.document));
  await write('summary', json(result));
  await write('density', densityCsv(study, finished.runs));
  await write('runs', counted(runsCsv(study, finished.runs), csvChunks(finished.runs), onProgress));
}

/** Writes a file, chunk by chunk. */
export const writeChunks = (path: string, content: string | Iterable<string | Uint8Array>) =>
  pipeline(Readable.from(content), createWriteStream(path));

/** Tells, chunk by chunk, what share of them has been asked for. */
export function* counted<T>(
  chunks: Iterable<T>,
  total: number,
  onProgress: (share: number) => void,
) {
  let done = 0;
  for (const chunk of chunks) {
    onProgress(Math.min(1, done++ / total));
    yield chunk;
  }
}

export const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
