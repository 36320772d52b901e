// The initialisation schemes that a study compares. They stand in the arms where every arm is a scheme and nothing else, else
// in the grid; a single one stands in the base.
import { isObject, type Json } from '../../study/errors';
import { same } from '../state/document';
import { studyDocument } from '../state/signals';
import { gridAt, setAt, valueAt } from './paths';

const PATH = 'init.kernel';
export type Scheme = string | Json;

export const schemeName = (scheme: unknown): string =>
  isObject(scheme) ? String(scheme.name) : String(scheme);

/** The arms, where each changes the initialisation alone. */
function schemeArms(document: Json): readonly Json[] | undefined {
  const { arms } = document;
  const plain = (arm: unknown) =>
    isObject(arm) &&
    isObject(arm.init) &&
    arm.init.kernel !== undefined &&
    Object.keys(arm).every((key) => key === 'label' || key === 'init');
  return Array.isArray(arms) && arms.every(plain) ? (arms as Json[]) : undefined;
}

const kernelOf = (arm: Json) => (arm.init as Json).kernel as Scheme;

/** The schemes of the study. */
export function schemes(): readonly Scheme[] {
  const arms = schemeArms(studyDocument.value);
  return arms?.map(kernelOf) ?? (gridAt(PATH) as Scheme[] | undefined) ?? [valueAt(PATH) as Scheme];
}

/** Adds a scheme, or takes it away; the last one stays. */
export function toggleScheme(name: string): void {
  const now = schemes();
  const without = now.filter((scheme) => schemeName(scheme) !== name);
  if (without.length === 0) return;
  const arms = schemeArms(studyDocument.peek());
  if (!arms) return setAt(PATH, without.length < now.length ? without : [...now, name]);
  const kept = arms.filter((arm) => schemeName(kernelOf(arm)) !== name);
  writeArms(kept.length < arms.length ? kept : [...arms, { label: name, init: { kernel: name } }]);
}

/** Puts a scheme with other parameters in the place of one. */
export function replaceScheme(old: Scheme, scheme: Scheme): void {
  const arms = schemeArms(studyDocument.peek());
  if (!arms)
    return setAt(
      PATH,
      schemes().map((item) => (same(item, old) ? scheme : item)),
    );
  writeArms(
    arms.map((arm) =>
      same(kernelOf(arm), old) ? { ...arm, init: { ...(arm.init as Json), kernel: scheme } } : arm,
    ),
  );
}

const writeArms = (arms: readonly Json[]) => {
  studyDocument.value = { ...studyDocument.peek(), arms };
};
