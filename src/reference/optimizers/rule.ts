// What the twin of an optimiser's formula is: the function `rule` of its file in shaders/optimizers.
import type { Scalars } from '../../study/training/update';

export type Flags = Readonly<Record<string, boolean>>;

/** State of one parameter by name; float64 here, rounded to float32 where it is stored. */
export type State = Record<string, number>;

/**
 * The new weight from the old one, its gradient, the parameter's state and the scalars of the step;
 * or, for an optimiser that goes by variable, the direction of its step.
 */
export type Rule = (w: number, g: number, s: State, k: Scalars) => number;

/** Adam's moments. */
export function addMoments(g: number, s: State, k: Scalars): void {
  s.m += (g - s.m) * k.one_minus_beta_1;
  s.v += (g * g - s.v) * k.one_minus_beta_2;
}
