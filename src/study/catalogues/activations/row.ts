// What a row of the activations is.
import type { Params, Values } from '../params';

/** The function of a unit. `a` holds the row's numeric parameters in their order, or the one slope that is learned or drawn. */
export interface UnitFunction {
  readonly f: (z: number, a: readonly number[]) => number;
  /** f'(z), given z and h = f(z); at a kink that of both libraries. */
  readonly df: (z: number, h: number, a: readonly number[]) => number;
}

export interface Activation extends UnitFunction {
  readonly title: string;
  readonly params: Params;
  /** f(z) = f'(z) z everywhere: the gradient of the next layer's weights then follows from this layer's. */
  readonly homogeneous?: true;
  /** Zero with zero slope for all z <= 0: a neuron can die. */
  readonly canDie?: true;
  /** A unit gives two activations, max(z, 0) and max(-z, 0), so that f and df are those of z (src/study/resolve/layers.ts). */
  readonly doubles?: true;
  /** Gain for Kaiming and Xavier initialisers in PyTorch's `calculate_gain`, where it has one. */
  readonly gain?: number;
  /** Where each unit learns a parameter of f: its initial value, and df/da at z. */
  readonly learned?: { readonly initial: (v: Values) => number; readonly d: (z: number) => number };
  /** Where the slope that f takes is drawn in training: from where to where. Elsewhere it is their mean. */
  readonly drawn?: (v: Values) => readonly [number, number];
  /** Where a parameter is the function itself: that function. */
  readonly bind?: (v: Values) => UnitFunction;
}

export type Activations = Readonly<Record<string, Activation>>;

export const number = (value: number, bounds: { min?: number; above?: number } = {}) =>
  ({ type: 'number', default: value, ...bounds }) as const;
