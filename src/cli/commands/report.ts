// `unstuck report`: a finished result as one HTML file, as Markdown, or as text on standard output.
import { createReadStream } from 'node:fs';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { version } from '../../../package.json';
import type { ResultDocument } from '../../results/files/document';
import { readResult } from '../../results/files/read';
import { readDensity, readNetworks, runKey, type Networks } from '../../results/files/read_csv';
import {
  figure,
  html,
  markdown,
  report as reportOf,
  titleOf,
  type Source,
} from '../../results/report';
import { StudyError } from '../../study/errors';
import { parseJson } from '../input/json_syntax';
import { FILES, prepareFile } from '../output/files';
import { EXIT, note, print } from '../output/terminal';

/** What a report can be written as, by option. */
const writers = {
  html: (source: Source) => html(reportOf(source)),
  markdown: (source: Source) => markdown(reportOf(source)),
  svg: (source: Source) => figure(titleOf(source), source.result.arms),
} as const;

export type ReportOptions = Readonly<Partial<Record<keyof typeof writers, string>>>;

/** Runs the command. @param folder what `unstuck run --out` wrote @returns the exit code */
export async function report(folder: string, options: ReportOptions): Promise<number> {
  const files = Object.entries(writers).flatMap(([option, writer]) => {
    const path = options[option as keyof ReportOptions];
    return path === undefined ? [] : [{ option: `--${option}`, path, writer }];
  });
  for (const { option, path } of files) await prepareFile(option, path);
  const summary = parseJson(await read(folder, FILES.summary), FILES.summary);
  const { result, study } = readResult(summary, FILES.summary);
  const density = readDensity(await read(folder, FILES.density), result, FILES.density);
  const networks = await best(folder, result);
  const source: Source = { result, study, density, networks, version };
  for (const { path, writer } of files) {
    await writeFile(path, writer(source));
    note(`wrote ${path}`);
  }
  if (files.length === 0) await print(writers.markdown(source));
  return EXIT.done;
}

/** @throws StudyError where the folder or the file cannot be read */
async function read(folder: string, name: string): Promise<string> {
  const found = await stat(folder).catch(() => undefined);
  if (!found) throw new StudyError(folder, 'no such folder; allowed: what unstuck run --out wrote');
  if (!found.isDirectory())
    throw new StudyError(folder, 'is a file; allowed: a folder that unstuck run --out wrote');
  return readFile(join(folder, name), 'utf8').catch((error: NodeJS.ErrnoException) => {
    const what = error.code === 'ENOENT' ? 'is not there' : `cannot be read (${error.code})`;
    throw new StudyError(
      folder,
      `holds no result: ${name} ${what}; allowed: a folder that unstuck run --out wrote`,
    );
  });
}

/** The networks that stand for the kinds of ending. A result without runs.csv, which may be large, is one without pictures of them. */
async function best(folder: string, { landscapes }: ResultDocument): Promise<Networks> {
  const path = join(folder, FILES.runs);
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) return new Map();
  const wanted = landscapes.flatMap(({ endings }) =>
    endings.map(({ best: [{ arm, seed }] }) => runKey(arm, seed)),
  );
  const stream = createReadStream(path);
  try {
    return await readNetworks(
      createInterface({ input: stream, crlfDelay: Infinity }),
      new Set(wanted),
    );
  } finally {
    stream.destroy();
  }
}
