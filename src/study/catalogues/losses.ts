// The losses: a mean over outputs, then over samples, as Keras 3.16 defines them. A row's name is also its WGSL functions'
// in shaders/losses.wgsl, where its parameters follow as literals.
import type { Choice, Params } from './params';

/** The loss of one output p for the target y. `a` holds the row's parameters in their order. */
export interface LossFunction {
  readonly f: (p: number, y: number, a: readonly number[]) => number;
  /** df/dp divided by `factor`: the constant is applied once a step instead of once a sample. Falls nowhere in p. */
  readonly slope: (p: number, y: number, a: readonly number[]) => number;
  readonly factor: number;
}

export interface Loss extends LossFunction {
  readonly title: string;
  readonly params: Params;
  /** The constant prediction that minimises the loss; `root`: where the sum of slopes changes sign. */
  readonly constant: 'mean' | 'median' | 'root';
  /** What the targets have to be, for menus. */
  readonly targets?: string;
}

/** Probabilities are cut to [1e-7, 1 - 1e-7], where the upper end is the nearest float32. */
const LEAST = 1e-7;
const MOST = 1 - 2 ** -23;
const clip = (p: number) => Math.min(Math.max(p, LEAST), MOST);

/** Labels 0 and 1 become -1 and 1. */
const label = (y: number) => (y === 0 ? -1 : y);

export const losses = {
  mse: {
    title: 'Mean squared error',
    params: {},
    f: (p, y) => (p - y) * (p - y),
    slope: (p, y) => p - y,
    factor: 2,
    constant: 'mean',
  },
  mae: {
    title: 'Mean absolute error',
    params: {},
    f: (p, y) => Math.abs(p - y),
    slope: (p, y) => Math.sign(p - y),
    factor: 1,
    constant: 'median',
  },
  huber: {
    title: 'Huber',
    params: { delta: { type: 'number', default: 1, above: 0 } },
    f: (p, y, [delta]) => {
      const e = Math.abs(p - y);
      return e <= delta ? (e * e) / 2 : delta * (e - delta / 2);
    },
    slope: (p, y, [delta]) => Math.min(Math.max(p - y, -delta), delta),
    factor: 1,
    constant: 'root',
  },
  log_cosh: {
    title: 'Log cosh',
    params: {},
    // log cosh e = log(1 + 2 sinh(e / 2)^2), which overflows where e is so large that the other form is exact
    f: (p, y) => {
      const e = Math.abs(p - y);
      return e < 1
        ? Math.log1p(2 * Math.sinh(e / 2) ** 2)
        : e + Math.log1p(Math.exp(-2 * e)) - Math.LN2;
    },
    slope: (p, y) => Math.tanh(p - y),
    factor: 1,
    constant: 'root',
  },
  bce: {
    title: 'Binary cross-entropy',
    params: {},
    targets: '0 .. 1, of a network whose output is a probability',
    f: (p, y) => -(y * Math.log(clip(p)) + (1 - y) * Math.log(1 - clip(p))),
    slope: (p, y) => (clip(p) === p ? (p - y) / (p * (1 - p)) : 0),
    factor: 1,
    constant: 'mean',
  },
  bce_with_logits: {
    title: 'Binary cross-entropy of logits',
    params: {},
    targets: '0 .. 1',
    f: (p, y) => Math.max(p, 0) - p * y + Math.log1p(Math.exp(-Math.abs(p))),
    slope: (p, y) => 1 / (1 + Math.exp(-p)) - y,
    factor: 1,
    constant: 'root',
  },
  hinge: {
    title: 'Hinge',
    params: {},
    targets: '-1 and 1, or 0 and 1',
    f: (p, y) => Math.max(1 - label(y) * p, 0),
    slope: (p, y) => (label(y) * p < 1 ? -label(y) : 0),
    factor: 1,
    constant: 'root',
  },
  squared_hinge: {
    title: 'Squared hinge',
    params: {},
    targets: '-1 and 1, or 0 and 1',
    f: (p, y) => Math.max(1 - label(y) * p, 0) ** 2,
    slope: (p, y) => -label(y) * Math.max(1 - label(y) * p, 0),
    factor: 2,
    constant: 'root',
  },
  poisson: {
    title: 'Poisson',
    params: {},
    targets: 'counts, of a network whose output is positive',
    f: (p, y) => p - y * Math.log(p + 1e-7),
    slope: (p, y) => 1 - y / (p + 1e-7),
    factor: 1,
    constant: 'mean',
  },
} as const satisfies Record<string, Loss>;

export type LossName = keyof typeof losses;
export type LossChoice = Choice & { readonly name: LossName };

/** The numbers of a choice's parameters, in the row's order. */
export const lossArguments = (choice: LossChoice): number[] =>
  Object.keys(losses[choice.name].params).map((key) => choice[key] as number);

/** The loss of a choice, its parameters filled in. */
export function lossOf(choice: LossChoice) {
  const { f, slope, factor }: Loss = losses[choice.name];
  const a = lossArguments(choice);
  return {
    factor,
    f: (p: number, y: number) => f(p, y, a),
    slope: (p: number, y: number) => slope(p, y, a),
  };
}

export type BoundLoss = ReturnType<typeof lossOf>;
