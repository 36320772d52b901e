// Where a study comes from: a file, a preset's name, or standard input; then --set and --seeds over it.
import { readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { text } from 'node:stream/consumers';
import { presetNamed, presets } from '../../presets';
import type { Study } from '../../study/arm';
import { allowed, isObject, shown, StudyError, type Json } from '../../study/errors';
import { readStudy, setPath } from '../../study/read';
import { loadCsvTasks } from './csv_task';
import { parseJson } from './json_syntax';

export interface LoadOptions {
  /** `path=value` each, over the base of the study. */
  readonly set?: readonly string[];
  /** `A..B`, A inclusive, B exclusive. */
  readonly seeds?: string;
}

/**
 * The study that a command names.
 * @param source a file, a preset's name, or "-" for standard input
 * @throws StudyError in one line
 */
export async function loadStudy(
  source: string,
  { set = [], seeds }: LoadOptions = {},
): Promise<Study> {
  const { document, folder } = await readSource(source);
  const changed = set.reduce<unknown>(applySet, document);
  const loaded = await loadCsvTasks(changed, folder);
  return readStudy(seeds === undefined ? loaded : withSeeds(loaded, seeds));
}

/** Where files that the study names are looked for goes with it. */
async function readSource(source: string): Promise<{ document: unknown; folder: string }> {
  if (source === '-')
    return { document: parseJson(await text(process.stdin), 'standard input'), folder: '.' };
  const found = await stat(source).catch(() => undefined);
  const preset = presetNamed(source);
  if (preset && !found?.isFile()) return { document: preset.document, folder: '.' };
  if (!found) {
    const known = presets.map(({ name }) => name);
    throw new StudyError(
      source,
      `no such file, and no preset of this name; ${allowed(source, known)}`,
    );
  }
  const content = await readFile(source, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new StudyError(
      source,
      error.code === 'EISDIR' ? 'is a folder; a study is a file' : `cannot be read (${error.code})`,
    );
  });
  return { document: parseJson(content, source), folder: dirname(source) };
}

function applySet(document: unknown, assignment: string): unknown {
  const [, path, value] = /^([^=]*)=(.*)$/s.exec(assignment) ?? [];
  const where = `--set ${assignment}`;
  if (!path || !/^[a-z]\w*(\.[a-z]\w*)*$/i.test(path)) {
    throw new StudyError(where, 'allowed: path=value, such as optimizer.learning_rate=0.01');
  }
  if (!isObject(document)) return document; // readStudy says what is wrong with it
  let inner: unknown = document;
  for (const key of path.split('.')) {
    if (Array.isArray(inner))
      throw new StudyError(where, 'the path enters a list; give the whole list as JSON instead');
    inner = isObject(inner) ? inner[key] : undefined;
  }
  return setPath(document, path, jsonOrText(value));
}

function jsonOrText(value: string): unknown {
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}

function withSeeds(document: unknown, range: string): unknown {
  const [, from, to] = /^(\d+)\.\.(\d+)$/.exec(range) ?? [];
  const [first, end] = [Number(from), Number(to)];
  if (!(first < end && end <= 2 ** 32)) {
    throw new StudyError(
      '--seeds',
      `found ${shown(range)}; allowed: A..B with 0 <= A < B <= 2^32, for the runs A to B - 1`,
    );
  }
  if (!isObject(document)) return document;
  const seeds: Json = isObject(document.seeds) ? document.seeds : {};
  return { ...document, seeds: { ...seeds, first, count: end - first } };
}
