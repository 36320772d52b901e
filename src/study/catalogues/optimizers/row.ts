// What an optimiser of a library is, and the shapes of parameters and scalars that many share.
import type { TrainedShape } from '../../layout';
import type { Params, Values } from '../params';

export interface Optimizer {
  readonly title: string;
  readonly params: Params;
  /** Names of the state that each parameter has. */
  readonly state: (v: Values) => readonly string[];
  /** State that does not start at zero. */
  readonly initialState?: (v: Values) => Readonly<Record<string, number>>;
  /** The state that moves a parameter without a gradient; null where a parameter may move for ever, as under weight decay. */
  readonly motion?: (v: Values) => readonly string[] | null;
  /** What shapes the code of the update. */
  readonly flags: (v: Values) => Readonly<Record<string, boolean>>;
  /**
   * What the update of step t = 1, 2, .. needs, in float64 on the host, so that beta^t is right at large t.
   * @param product of `factor` over steps 1 .. t
   */
  readonly scalars: (v: Values, t: number, product: number) => Readonly<Record<string, number>>;
  /** A number of each step whose product over all steps so far the scalars need. */
  readonly factor?: (v: Values, t: number) => number;
  /** The formula gives a direction, which is scaled by the norms of each variable (a layer's kernel, its bias). */
  readonly byVariable?: true;
  /** `weight_decay` shrinks weights before the update instead of joining the gradient. */
  readonly decoupled?: true;
  /** Of optimisers that use curvature: they take the whole table at every step, and have a kernel of their own. */
  readonly curvature?: Curvature;
}

/**
 * The passes over the table that a step may take: for gradients, and for outputs alone. Engines count them in the first words
 * of a run's state, in float32, which is exact up to 2^24 passes.
 */
export const passKinds = ['gradients', 'outputs'] as const;
/** A number of each kind of pass. */
export type Passes = Readonly<Record<(typeof passKinds)[number], number>>;

export interface Curvature {
  /** The losses that they are made for; null for all. */
  readonly losses: readonly string[] | null;
  /** The most parameters of a network. */
  readonly parameters: number;
  /** The most evaluations of the whole table that a step takes. */
  readonly evaluations: (v: Values) => number;
  /** FLOP of a pass over a table of so many rows, of each kind. */
  readonly flop: (layers: readonly TrainedShape[], rows: number) => Passes;
}

export const positive = (value: number) => ({ type: 'number', default: value, above: 0 }) as const;
export const notNegative = (value: number) => ({ type: 'number', default: value, min: 0 }) as const;
export const decay = (value: number) =>
  ({ type: 'number', default: value, min: 0, below: 1 }) as const;
export const pair = (first: number, second: number) =>
  ({ type: 'pair', default: [first, second], min: 0, below: 1 }) as const;
export const no = { type: 'boolean', default: false } as const;

export const num = (v: Values, key: string) => v[key] as number;
export const yes = (v: Values, key: string) => v[key] as boolean;
export const has = (v: Values, key: string) => num(v, key) !== 0;

/** The names whose condition holds. */
export const those = (names: Readonly<Record<string, boolean>>) =>
  Object.keys(names).filter((name) => names[name]);

/** The motion of an optimiser with weight decay. */
export const undecayed = (v: Values, motion: readonly string[]) =>
  has(v, 'weight_decay') ? null : motion;

/** Nesterov's momentum of step t, which warms up: beta (1 - 0.96^(t speed) / 2). */
export const warmMomentum = (beta: number, t: number, speed = 1) =>
  beta * (1 - 0.5 * 0.96 ** (t * speed));

/** What both libraries' Nadam weighs momentum and gradient with; `product` is that of the momenta of steps 1 .. t. */
export const nadamWeights = (rate: number, momentum: number, next: number, product: number) => ({
  from_momentum: (rate * next) / (1 - product * next),
  from_gradient: (rate * (1 - momentum)) / (1 - product),
});
