// The parameters of catalogue rows, and their values in a study.
import { isObject } from '../errors';

/** A parameter of a catalogue row: its default and what is allowed. Feeds the schema, the menus and the docs. */
export type Param =
  | {
      type: 'number';
      default: number;
      min?: number;
      above?: number;
      max?: number;
      below?: number;
      integer?: boolean;
    }
  | { type: 'boolean'; default: boolean }
  | { type: 'choice'; default: string; of: readonly string[] }
  | { type: 'pair'; default: readonly [number, number]; min?: number; below?: number }
  | { type: 'numbers'; default: readonly number[] }
  /** A number of steps; null stands for all of the training. */
  | { type: 'steps'; default: number | null }
  /** A formula of x (../expression). */
  | { type: 'formula'; default: string };

export type Params = Readonly<Record<string, Param>>;

/** The values of a row's parameters in one study, every default filled in. */
export type Values = Readonly<Record<string, number | boolean | string | null | readonly number[]>>;

/** A choice from a catalogue with its parameters, e.g. `{ name: 'leaky_relu', negative_slope: 0.2 }`. */
export type Choice = { readonly name: string } & Values;

/** A row's choice with its defaults filled in. */
export function choose(
  catalogue: Readonly<Record<string, { readonly params: Params }>>,
  value: unknown,
): Choice {
  const given = (isObject(value) ? value : { name: value }) as Choice;
  const defaults = Object.entries(catalogue[given.name].params).map(([key, param]) => [
    key,
    param.default,
  ]);
  return { ...Object.fromEntries(defaults), ...given } as Choice;
}
