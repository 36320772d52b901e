// Studies of checks: one arm of a preset with fewer runs, so that a preset and its check are one definition.
import { presetNamed } from '../../presets';
import type { Json } from '../../study/errors';
import { merge } from '../../study/read';

/**
 * One arm of a preset as a study of its own.
 * @param label how the arm's label begins; the base alone where there are no arms
 * @param change goes over it
 * @throws RangeError where there is no such preset or arm
 */
export function armOf(name: string, label: string, count: number, change: Json = {}): Json {
  const preset = presetNamed(name);
  if (!preset) throw new RangeError(`no preset is called ${name}`);
  const { arms, ...base } = preset.document;
  const rows = (arms as Json[] | undefined) ?? [{ label: '' }];
  const arm = rows.find((row) => String(row.label).startsWith(label));
  if (!arm) throw new RangeError(`no arm of ${name} begins with ${label}`);
  const { label: _, ...patch } = arm;
  return [patch, { seeds: { count } }, change].reduce<Json>(
    (into, next) => merge(into, next),
    base,
  );
}

/** The same study before its first step. */
export const atBirth: Json = { training: { steps: 0 } };
