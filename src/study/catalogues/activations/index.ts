// The catalogue of element-wise activations, by families: a family is a file beside this one and the WGSL of the same
// name in shaders/activations. Formulas and defaults: Keras 3.16, and PyTorch 2.13 where Keras has none.
import type { Choice } from '../params';
import { curves } from './curves';
import { exponentials } from './exponentials';
import { formula } from './formula';
import { pieces } from './pieces';
import type { Activation, UnitFunction } from './row';

export type { Activation } from './row';

const families = { pieces, exponentials, curves, formula };

/** What the families are called in menus. */
export const familyTitles: Readonly<Record<FamilyName, string>> = {
  pieces: 'In pieces',
  exponentials: 'Exponential',
  curves: 'Other curves',
  formula: 'Your own',
};

export const activations = { ...pieces, ...exponentials, ...curves, ...formula };

export type ActivationName = keyof typeof activations;
export type FamilyName = keyof typeof families;

/** The row of an activation. */
export const activationRow = (name: ActivationName): Activation => activations[name];

/** The family that a row belongs to. */
export const familyOf = (name: string): FamilyName =>
  (Object.keys(families) as FamilyName[]).find((family) => Object.hasOwn(families[family], name))!;

/** The function of a choice and its numeric parameters, in the row's order, or the mean of a drawn slope. */
export function functionOf(choice: Choice & { readonly name: ActivationName }): UnitFunction & {
  readonly args: readonly number[];
} {
  const row = activationRow(choice.name);
  const range = row.drawn?.(choice);
  const numbers = range
    ? [(range[0] + range[1]) / 2]
    : Object.keys(row.params).map((key) => choice[key]);
  return {
    ...(row.bind?.(choice) ?? { f: row.f, df: row.df }),
    args: numbers.filter((value) => typeof value === 'number'),
  };
}
