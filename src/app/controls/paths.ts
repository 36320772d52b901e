// What stands at a path of the study for a control: the value, who sets it, whether it differs from the preset, and what is
// wrong with it. Errors are shown once, beside the control that stands nearest to what caused them.
import { computed, signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { isObject, type Json } from '../../study/errors';
import { get, same, set } from '../state/document';
import { preset, study, studyDocument, studyError } from '../state/signals';

const mounted = signal<readonly string[]>([]);

/** Tells that a control for this path is on the page. */
export function useControl(path: string): void {
  useEffect(() => {
    mounted.value = [...mounted.peek(), path];
    return () => {
      const at = mounted.peek().indexOf(path);
      mounted.value = mounted.peek().toSpliced(at, 1);
    };
  }, [path]);
}

const inside = (path: string, of: string) =>
  path === of || path.startsWith(`${of}.`) || path.startsWith(`${of}[`);

/** Whether what is wrong at a path of an arm stands in the arm itself, and not in the base that it changes. */
function armSets(arm: string, path: string): boolean {
  const index = Number(/\d+/.exec(arm)?.[0]);
  const patch = (studyDocument.value.arms as readonly Json[] | undefined)?.[index];
  return patch !== undefined && get(patch, path.replace(/\[.*$/, '')) !== undefined;
}

/** The error and the control that it belongs to; "" where no control stands for it. */
const placed = computed(() => {
  const error = studyError.value;
  if (!error) return undefined;
  const owner = (path: string) =>
    mounted.value.filter((of) => inside(path, of)).sort((a, b) => b.length - a.length)[0];
  const [, arm, ofArm] = /^(arms\[\d+\]|grid)\.?(.*)$/.exec(error.path) ?? [];
  const place =
    (arm && !armSets(arm, ofArm) ? owner(ofArm) : undefined) ??
    owner(error.path) ??
    owner(ofArm ?? '') ??
    '';
  return { place, text: place === error.path || place !== '' ? error.what : error.message };
});

/** What is wrong with the study, and where, in a sentence; undefined where it can be run. */
export const errorText = (): string | undefined => {
  const error = placed.value;
  return error && (error.place === '' ? error.text : `${error.place}: ${error.text}`);
};

/** What is wrong at this path, in words. */
export const errorAt = (path: string): string | undefined =>
  placed.value?.place === path ? placed.value.text : undefined;

/** The value at a path: as the document has it, else the default. */
export const valueAt = (path: string): unknown =>
  get(studyDocument.value, path) ?? get(study.value.document, path);

/** The values that the study's grid compares at a path. */
export function gridAt(path: string): readonly unknown[] | undefined {
  const values = (studyDocument.value.grid as Json | undefined)?.[path];
  return Array.isArray(values) ? values : undefined;
}

/** Writes what stands at a path, and what the grid compares there; undefined for nothing. */
function write(path: string, value: unknown, compared: readonly unknown[] | undefined): void {
  const { grid: old, ...rest } = studyDocument.peek();
  const grid = { ...(old as Json | undefined) };
  delete grid[path];
  if (compared) grid[path] = compared;
  const base = get(rest, path) === value ? rest : set(rest, path, value);
  studyDocument.value = Object.keys(grid).length > 0 ? { ...base, grid } : base;
}

/** Sets a path to one value, or to several that are compared. */
export const setAt = (path: string, values: readonly unknown[]): void =>
  values.length > 1 ? write(path, undefined, values) : write(path, values[0], undefined);

/** The values that the study's arms give a path themselves, and whether all do: the base is then not asked. */
export function armsAt(path: string): { values: readonly unknown[]; all: boolean } {
  const { arms = [] } = studyDocument.value;
  if (!Array.isArray(arms)) return { values: [], all: false };
  const values = arms.map((arm: unknown) => get(arm, path)).filter((value) => value !== undefined);
  return { values, all: values.length > 0 && values.length === arms.length };
}

const shownValue = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));

/** What is said of arms that set this path themselves; undefined where none does. */
export function armsText(path: string): { text: string; values: string; all: boolean } | undefined {
  const { values, all } = armsAt(path);
  if (values.length === 0) return undefined;
  const shown = values.map(shownValue);
  const text = all
    ? `${new Set(shown).size} in arms`
    : shown.length === 1
      ? `in one arm ${shown[0]}`
      : `${shown.length} arms have their own`;
  return { text, values: shown.join(', '), all };
}

/** Whether the document says something else here than the preset. */
export function changedAt(path: string): boolean {
  const [now, then] = [studyDocument.value, preset.value.document];
  const grid = (document: Json) => (isObject(document.grid) ? document.grid[path] : undefined);
  return !same(get(now, path), get(then, path)) || !same(grid(now), grid(then));
}

/** Back to what the preset says. */
export function resetAt(path: string): void {
  const then = preset.peek().document;
  const compared = isObject(then.grid) ? then.grid[path] : undefined;
  write(path, get(then, path), Array.isArray(compared) ? compared : undefined);
}
