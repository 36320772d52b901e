// From a document to its arms: validates it, and merges arms and grid over the base.
import type { Arm, Study } from './arm';
import {
  explain,
  isObject,
  knownKeys,
  pathText,
  shown,
  StudyError,
  type Json,
  type Path,
} from './errors';
import { resolveArm } from './resolve';
import { rowKeys, studySchema, MAX_RUNS, type StudyDocument } from './schema';

/**
 * Reads a study.
 * @throws StudyError in one line: JSON path, what was found, what is allowed
 */
export function readStudy(input: unknown): Study {
  const document = validate(input, []);
  const { arms, grid, seeds } = document;
  if (seeds.first + seeds.count > 2 ** 32) {
    throw new StudyError(
      'seeds.first',
      `first + count = ${seeds.first + seeds.count}; allowed: at most 2^32 = 4294967296`,
    );
  }
  const { arms: _arms, grid: _grid, ...base } = input as Json;
  const patches = (arms as readonly Json[] | undefined) ?? [{}];
  const resolved = patches.flatMap((patch, index) => {
    const path: Path = arms ? ['arms', index] : [];
    const { label, ...change } = patch;
    rejectFixed(change, path);
    return gridPoints(grid).map(({ label: point, sets }) => {
      const merged = sets.reduce(
        (into, [key, value]) => setPath(into, key, value),
        merge(base, change),
      );
      const names = [label as string | undefined, point].filter(Boolean);
      const at: Path = sets.length > 0 && patches.length === 1 && !arms ? ['grid'] : path;
      return resolveArm(
        validate(merged, at),
        names.join(', ') || defaultLabel(index, arms),
        seeds,
        at,
      );
    });
  });
  const runs = resolved.length * seeds.count;
  if (runs > MAX_RUNS) {
    throw new StudyError(
      'seeds.count',
      `${resolved.length} arms x ${seeds.count} = ${runs} runs; allowed: at most ${MAX_RUNS}`,
    );
  }
  return { document, seeds, arms: distinct(resolved) };
}

const defaultLabel = (index: number, arms: unknown) => (arms ? `arm ${index + 1}` : 'all');

function validate(input: unknown, prefix: Path): StudyDocument {
  const result = studySchema.safeParse(input, { error: knownKeys });
  if (result.success) return result.data;
  const error = explain(input, result.error.issues[0]);
  const at = pathText(prefix);
  throw at ? new StudyError(`${at}${error.path ? `.${error.path}` : ''}`, error.what) : error;
}

/** Keys that alone make up one form of their object. */
const soleKeys = ['below', 'layers', 'explicit'];

const fixed = ['version', 'title', 'seeds', 'cross_check', 'arms', 'grid'];
function rejectFixed(change: Json, path: Path): void {
  const key = fixed.find((name) => name in change);
  if (key)
    throw new StudyError(
      pathText([...path, key]),
      'is the same for all arms; allowed: only at the top of the study',
    );
}

/**
 * A partial document over another: objects merge, all else replaces. Where the patch chooses another row of a catalogue,
 * parameters of the old row that the new one does not have go with it; where it is the other form of its object
 * (`below` instead of `within`, `layers` instead of `hidden`, `explicit` instead of `kernel`), it replaces it.
 * @param key that the object stands under, which says what it chooses from
 */
export function merge(base: Json, patch: Json, key = ''): Json {
  if (Object.keys(patch).length > 0 && soleKeys.some((sole) => sole in base !== sole in patch))
    return patch;
  const chooses = ['name', 'library'].some((part) => part in patch && patch[part] !== base[part]);
  const kept = chooses ? rowKeys(key, { ...base, ...patch }) : undefined;
  const merged: Json = kept
    ? Object.fromEntries(Object.entries(base).filter(([name]) => kept.includes(name)))
    : { ...base };
  for (const [name, value] of Object.entries(patch)) {
    const old = merged[name];
    merged[name] = isObject(old) && isObject(value) ? merge(old, value, name) : value;
  }
  return merged;
}

/** A copy of a document with `a.b.c` set; objects on the way are made. */
export function setPath(document: Json, path: string, value: unknown): Json {
  const keys = path.split('.');
  const nested = keys.reduceRight<unknown>((inner, key) => ({ [key]: inner }), value) as Json;
  return merge(document, nested);
}

interface GridPoint {
  readonly label: string;
  readonly sets: readonly (readonly [string, unknown])[];
}

/** The product of a grid's values, the last path fastest. */
function gridPoints(grid: StudyDocument['grid']): GridPoint[] {
  return Object.entries(grid ?? {}).reduce<GridPoint[]>(
    (points, [path, values]) =>
      points.flatMap((point) =>
        values.map((value) => ({
          label: [point.label, gridLabel(path, value)].filter(Boolean).join(', '),
          sets: [...point.sets, [path, value] as const],
        })),
      ),
    [{ label: '', sets: [] }],
  );
}

function gridLabel(path: string, value: unknown): string {
  if (isObject(value) && typeof value.name === 'string') return value.name;
  if (typeof value === 'string') return value;
  return `${path.split('.').at(-1)} ${shown(value)}`;
}

/** Labels made unique, since results are named by them. */
function distinct(arms: readonly Arm[]): Arm[] {
  const given = new Set(arms.map(({ label }) => label));
  const taken = new Set<string>();
  return arms.map((arm) => {
    let { label } = arm;
    for (let times = 2; taken.has(label); times++) {
      const next = `${arm.label} (${times})`;
      if (!given.has(next)) label = next;
    }
    taken.add(label);
    return label === arm.label ? arm : { ...arm, label };
  });
}
