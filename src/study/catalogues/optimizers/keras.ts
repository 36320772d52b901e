// Keras 3.16: formulas, placement of epsilon, defaults. `weight_decay` is decoupled and comes before the update.
import type { Values } from '../params';
import {
  decay,
  has,
  nadamWeights,
  no,
  notNegative,
  num,
  positive,
  those,
  undecayed,
  warmMomentum,
  yes,
  type Optimizer,
} from './row';

/** What every optimiser of Keras has; 0 stands for Keras' None. */
export const kerasCommon = {
  weight_decay: notNegative(0),
  clipnorm: notNegative(0),
  global_clipnorm: notNegative(0),
  clipvalue: notNegative(0),
  use_ema: no,
  ema_momentum: decay(0.99),
} as const;

const moments = { learning_rate: positive(0.001), beta_1: decay(0.9), beta_2: decay(0.999) };
const epsilon = positive(1e-7);

const gains = (v: Values) => ({
  one_minus_beta_1: 1 - num(v, 'beta_1'),
  one_minus_beta_2: 1 - num(v, 'beta_2'),
});

const adam = {
  title: 'Adam',
  params: { ...moments, epsilon, amsgrad: no, ...kerasCommon },
  state: (v) => those({ m: true, v: true, largest: yes(v, 'amsgrad') }),
  motion: (v) => undecayed(v, ['m']),
  flags: (v) => ({ amsgrad: yes(v, 'amsgrad') }),
  scalars: (v, t) => ({
    // Kingma and Ba's "epsilon hat" form: the bias corrections are in the step size
    alpha:
      (num(v, 'learning_rate') * Math.sqrt(1 - num(v, 'beta_2') ** t)) /
      (1 - num(v, 'beta_1') ** t),
    ...gains(v),
    epsilon: num(v, 'epsilon'),
  }),
} as const satisfies Optimizer;

export const keras = {
  sgd: {
    title: 'SGD',
    params: { learning_rate: positive(0.01), momentum: decay(0), nesterov: no, ...kerasCommon },
    state: (v) => those({ m: has(v, 'momentum') }),
    motion: (v) => undecayed(v, those({ m: has(v, 'momentum') })),
    flags: (v) => ({ momentum: has(v, 'momentum'), nesterov: yes(v, 'nesterov') }),
    scalars: (v) => ({ learning_rate: num(v, 'learning_rate'), momentum: num(v, 'momentum') }),
  },
  rmsprop: {
    title: 'RMSprop',
    params: {
      learning_rate: positive(0.001),
      rho: decay(0.9),
      momentum: decay(0),
      epsilon,
      centered: no,
      ...kerasCommon,
    },
    state: (v) => those({ v: true, mean: yes(v, 'centered'), m: has(v, 'momentum') }),
    motion: (v) => undecayed(v, those({ m: has(v, 'momentum') })),
    flags: (v) => ({ centered: yes(v, 'centered'), momentum: has(v, 'momentum') }),
    scalars: (v) => ({
      learning_rate: num(v, 'learning_rate'),
      one_minus_rho: 1 - num(v, 'rho'),
      momentum: num(v, 'momentum'),
      epsilon: num(v, 'epsilon'),
    }),
  },
  adam,
  adamw: {
    ...adam,
    title: 'AdamW',
    params: { ...adam.params, weight_decay: notNegative(0.004) },
  },
  adamax: {
    title: 'Adamax',
    params: { ...moments, epsilon, ...kerasCommon },
    state: () => ['m', 'u'],
    motion: (v) => undecayed(v, ['m']),
    flags: () => ({}),
    scalars: (v, t) => ({
      step_size: num(v, 'learning_rate') / (1 - num(v, 'beta_1') ** t),
      one_minus_beta_1: 1 - num(v, 'beta_1'),
      beta_2: num(v, 'beta_2'),
      epsilon: num(v, 'epsilon'),
    }),
  },
  nadam: {
    title: 'Nadam',
    params: { ...moments, epsilon, ...kerasCommon },
    state: () => ['m', 'v'],
    motion: (v) => undecayed(v, ['m']),
    flags: () => ({}),
    factor: (v, t) => warmMomentum(num(v, 'beta_1'), t),
    scalars: (v, t, product) => ({
      ...nadamWeights(
        num(v, 'learning_rate'),
        warmMomentum(num(v, 'beta_1'), t),
        warmMomentum(num(v, 'beta_1'), t + 1),
        product,
      ),
      correction: 1 / Math.sqrt(1 - num(v, 'beta_2') ** t),
      ...gains(v),
      epsilon: num(v, 'epsilon'),
    }),
  },
  adagrad: {
    title: 'Adagrad',
    params: {
      learning_rate: positive(0.001),
      initial_accumulator_value: notNegative(0.1),
      epsilon,
      ...kerasCommon,
    },
    state: () => ['sum'],
    initialState: (v) => ({ sum: num(v, 'initial_accumulator_value') }),
    motion: (v) => undecayed(v, []),
    flags: () => ({}),
    scalars: (v) => ({ learning_rate: num(v, 'learning_rate'), epsilon: num(v, 'epsilon') }),
  },
  adadelta: {
    title: 'Adadelta',
    params: { learning_rate: positive(0.001), rho: decay(0.95), epsilon, ...kerasCommon },
    state: () => ['v', 'delta'],
    motion: (v) => undecayed(v, []),
    flags: () => ({}),
    scalars: (v) => ({
      learning_rate: num(v, 'learning_rate'),
      one_minus_rho: 1 - num(v, 'rho'),
      epsilon: num(v, 'epsilon'),
    }),
  },
  lion: {
    title: 'Lion',
    params: {
      learning_rate: positive(0.001),
      beta_1: decay(0.9),
      beta_2: decay(0.99),
      ...kerasCommon,
    },
    state: () => ['m'],
    motion: (v) => undecayed(v, ['m']),
    flags: () => ({}),
    scalars: (v) => ({ learning_rate: num(v, 'learning_rate'), ...gains(v) }),
  },
  ftrl: {
    title: 'FTRL',
    params: {
      learning_rate: positive(0.001),
      learning_rate_power: { type: 'number', default: -0.5, min: -1, max: 0 },
      initial_accumulator_value: notNegative(0.1),
      l1_regularization_strength: notNegative(0),
      l2_regularization_strength: notNegative(0),
      l2_shrinkage_regularization_strength: notNegative(0),
      beta: notNegative(0),
      ...kerasCommon,
    },
    state: () => ['sum', 'linear'],
    initialState: (v) => ({ sum: num(v, 'initial_accumulator_value') }),
    // a weight is a function of state and learning rate, not a sum of steps: it may move whenever the rate does
    motion: () => null,
    flags: (v) => ({ root: num(v, 'learning_rate_power') === -0.5 }),
    scalars: (v) => ({
      per_rate: 1 / num(v, 'learning_rate'),
      power: -num(v, 'learning_rate_power'),
      l1: num(v, 'l1_regularization_strength'),
      twice_l2: 2 * num(v, 'l2_regularization_strength') + num(v, 'beta') / num(v, 'learning_rate'),
      twice_shrinkage: 2 * num(v, 'l2_shrinkage_regularization_strength'),
    }),
  },
  lamb: {
    title: 'LAMB',
    params: { ...moments, epsilon, ...kerasCommon },
    byVariable: true,
    state: () => ['m', 'v'],
    motion: (v) => undecayed(v, ['m']),
    flags: () => ({}),
    scalars: (v, t) => ({
      learning_rate: num(v, 'learning_rate'),
      correct_m: 1 / (1 - num(v, 'beta_1') ** t),
      correct_v: 1 / (1 - num(v, 'beta_2') ** t),
      ...gains(v),
      epsilon: num(v, 'epsilon'),
    }),
  },
} as const satisfies Record<string, Optimizer>;
