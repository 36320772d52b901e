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
  /** A formula of x (expression.ts). */
  | { type: 'formula'; default: string };

export type Params = Readonly<Record<string, Param>>;

/** The values of a row's parameters in one study, every default filled in. */
export type Values = Readonly<Record<string, number | boolean | string | readonly number[]>>;

/** A choice from a catalogue with its parameters, e.g. `{ name: 'leaky_relu', negative_slope: 0.2 }`. */
export type Choice = { readonly name: string } & Values;
