// The optimisers of each library, with each library's formula and defaults (Keras 3.16, PyTorch 2.13).
// The row `keras.adam` is updated by shaders/optimizers/keras_adam.wgsl and by its twin in src/reference/optimizers.ts.
import { lbfgs, levenbergMarquardt } from './optimizers_curvature';
import type { Params, Values } from './params';

export interface Optimizer {
  readonly title: string;
  readonly params: Params;
  /** Names of the state that each parameter has, all zero at the start. */
  readonly state: (v: Values) => readonly string[];
  /** The state that moves a parameter without a gradient; null where a parameter may move for ever, as under weight decay. */
  readonly motion?: (v: Values) => readonly string[] | null;
  /** What shapes the code of the update. */
  readonly flags: (v: Values) => Readonly<Record<string, boolean>>;
  /** What the update of step t = 1, 2, .. needs, in float64 on the host, so that beta^t is right at large t. */
  readonly scalars: (v: Values, t: number) => Readonly<Record<string, number>>;
  /** Of optimisers that use curvature: they take the whole table at every step, and have a kernel of their own. */
  readonly curvature?: Curvature;
}

export interface Curvature {
  /** The losses that they are made for; null for all. */
  readonly losses: readonly string[] | null;
  /** The most parameters of a network. */
  readonly parameters: number;
  /** The most evaluations of the whole table that a step takes. */
  readonly evaluations: (v: Values) => number;
}

/** Whose formula and whose defaults. */
export const libraries = { keras: 'Keras', torch: 'PyTorch', matlab: 'MATLAB' } as const;
export type Library = keyof typeof libraries;

const positive = (value: number) => ({ type: 'number', default: value, above: 0 }) as const;
const notNegative = (value: number) => ({ type: 'number', default: value, min: 0 }) as const;
const decay = (value: number) => ({ type: 'number', default: value, min: 0, below: 1 }) as const;
const no = { type: 'boolean', default: false } as const;

const num = (v: Values, key: string) => v[key] as number;
const yes = (v: Values, key: string) => v[key] as boolean;
const has = (v: Values, key: string) => num(v, key) !== 0;
/** The names whose condition holds. */
const those = (names: Readonly<Record<string, boolean>>) =>
  Object.keys(names).filter((name) => names[name]);

const undecayed = (v: Values, motion: readonly string[]) =>
  has(v, 'weight_decay') ? null : motion;

export const optimizers = {
  keras: {
    sgd: {
      title: 'SGD',
      params: { learning_rate: positive(0.01), momentum: decay(0), nesterov: no },
      state: (v) => those({ m: has(v, 'momentum') }),
      motion: (v) => those({ m: has(v, 'momentum') }),
      flags: (v) => ({ momentum: has(v, 'momentum'), nesterov: yes(v, 'nesterov') }),
      scalars: (v) => ({ learning_rate: num(v, 'learning_rate'), momentum: num(v, 'momentum') }),
    },
    rmsprop: {
      title: 'RMSprop',
      params: {
        learning_rate: positive(0.001),
        rho: decay(0.9),
        momentum: decay(0),
        epsilon: positive(1e-7),
        centered: no,
      },
      state: (v) => those({ v: true, mean: yes(v, 'centered'), m: has(v, 'momentum') }),
      motion: (v) => those({ m: has(v, 'momentum') }),
      flags: (v) => ({ centered: yes(v, 'centered'), momentum: has(v, 'momentum') }),
      scalars: (v) => ({
        learning_rate: num(v, 'learning_rate'),
        one_minus_rho: 1 - num(v, 'rho'),
        momentum: num(v, 'momentum'),
        epsilon: num(v, 'epsilon'),
      }),
    },
    adam: {
      title: 'Adam',
      params: {
        learning_rate: positive(0.001),
        beta_1: decay(0.9),
        beta_2: decay(0.999),
        epsilon: positive(1e-7),
        amsgrad: no,
      },
      state: (v) => those({ m: true, v: true, largest: yes(v, 'amsgrad') }),
      motion: () => ['m'],
      flags: (v) => ({ amsgrad: yes(v, 'amsgrad') }),
      scalars: (v, t) => ({
        // Kingma and Ba's "epsilon hat" form: the bias corrections are in the step size
        alpha:
          (num(v, 'learning_rate') * Math.sqrt(1 - num(v, 'beta_2') ** t)) /
          (1 - num(v, 'beta_1') ** t),
        one_minus_beta_1: 1 - num(v, 'beta_1'),
        one_minus_beta_2: 1 - num(v, 'beta_2'),
        epsilon: num(v, 'epsilon'),
      }),
    },
  },
  torch: {
    sgd: {
      title: 'SGD',
      params: {
        lr: positive(0.001),
        momentum: decay(0),
        dampening: decay(0),
        weight_decay: notNegative(0),
        nesterov: no,
      },
      state: (v) => those({ buffer: has(v, 'momentum') }),
      motion: (v) => undecayed(v, those({ buffer: has(v, 'momentum') })),
      flags: (v) => ({
        momentum: has(v, 'momentum'),
        nesterov: yes(v, 'nesterov'),
        weight_decay: has(v, 'weight_decay'),
      }),
      scalars: (v, t) => ({
        lr: num(v, 'lr'),
        momentum: num(v, 'momentum'),
        keep: t === 1 ? 1 : 1 - num(v, 'dampening'), // the first step takes the gradient undamped
        weight_decay: num(v, 'weight_decay'),
      }),
    },
    rmsprop: {
      title: 'RMSprop',
      params: {
        lr: positive(0.01),
        alpha: decay(0.99),
        eps: positive(1e-8),
        weight_decay: notNegative(0),
        momentum: decay(0),
        centered: no,
      },
      state: (v) => those({ v: true, mean: yes(v, 'centered'), buffer: has(v, 'momentum') }),
      motion: (v) => undecayed(v, those({ buffer: has(v, 'momentum') })),
      flags: (v) => ({
        centered: yes(v, 'centered'),
        momentum: has(v, 'momentum'),
        weight_decay: has(v, 'weight_decay'),
      }),
      scalars: (v) => ({
        lr: num(v, 'lr'),
        one_minus_alpha: 1 - num(v, 'alpha'),
        momentum: num(v, 'momentum'),
        eps: num(v, 'eps'),
        weight_decay: num(v, 'weight_decay'),
      }),
    },
    adam: {
      title: 'Adam',
      params: {
        lr: positive(0.001),
        betas: { type: 'pair', default: [0.9, 0.999], min: 0, below: 1 },
        eps: positive(1e-8),
        weight_decay: notNegative(0),
        amsgrad: no,
      },
      state: (v) => those({ m: true, v: true, largest: yes(v, 'amsgrad') }),
      motion: (v) => undecayed(v, ['m']),
      flags: (v) => ({ amsgrad: yes(v, 'amsgrad'), weight_decay: has(v, 'weight_decay') }),
      scalars: (v, t) => {
        const [beta1, beta2] = v.betas as readonly number[];
        return {
          step_size: num(v, 'lr') / (1 - beta1 ** t),
          correction: 1 / Math.sqrt(1 - beta2 ** t),
          one_minus_beta_1: 1 - beta1,
          one_minus_beta_2: 1 - beta2,
          eps: num(v, 'eps'),
          weight_decay: num(v, 'weight_decay'),
        };
      },
    },
    lbfgs,
  },
  matlab: { levenberg_marquardt: levenbergMarquardt },
} as const satisfies Record<Library, Record<string, Optimizer>>;

/** The row of a library's optimiser; the schema has checked that there is one. */
export const optimizerRow = (library: Library, name: string): Optimizer =>
  (optimizers[library] as Record<string, Optimizer>)[name];
