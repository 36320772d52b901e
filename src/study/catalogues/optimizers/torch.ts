// PyTorch 2.13: formulas, placement of eps, defaults. `weight_decay` joins the gradient, but in AdamW.
import type { Values } from '../params';
import {
  decay,
  has,
  nadamWeights,
  no,
  notNegative,
  num,
  pair,
  positive,
  those,
  undecayed,
  warmMomentum,
  yes,
  type Optimizer,
} from './row';

/** PyTorch clips by functions of their own, clip_grad_norm_ over all parameters and clip_grad_value_; 0: not at all. */
export const torchCommon = {
  clip_grad_norm: notNegative(0),
  clip_grad_value: notNegative(0),
} as const;

const weight_decay = notNegative(0);
const eps = positive(1e-8);
const betas = pair(0.9, 0.999);

const gains = (v: Values) => {
  const [beta1, beta2] = v.betas as readonly number[];
  return { one_minus_beta_1: 1 - beta1, one_minus_beta_2: 1 - beta2 };
};
const decays = (v: Values) => ({ weight_decay: has(v, 'weight_decay') });
const decayOf = (v: Values) => ({ weight_decay: num(v, 'weight_decay') });

const adam = {
  title: 'Adam',
  params: { lr: positive(0.001), betas, eps, weight_decay, amsgrad: no, ...torchCommon },
  state: (v) => those({ m: true, v: true, largest: yes(v, 'amsgrad') }),
  motion: (v) => undecayed(v, ['m']),
  flags: (v) => ({ amsgrad: yes(v, 'amsgrad'), ...decays(v) }),
  scalars: (v, t) => {
    const [beta1, beta2] = v.betas as readonly number[];
    return {
      step_size: num(v, 'lr') / (1 - beta1 ** t),
      correction: 1 / Math.sqrt(1 - beta2 ** t),
      ...gains(v),
      eps: num(v, 'eps'),
      ...decayOf(v),
    };
  },
} as const satisfies Optimizer;

export const torch = {
  sgd: {
    title: 'SGD',
    params: {
      lr: positive(0.001),
      momentum: decay(0),
      dampening: decay(0),
      weight_decay,
      nesterov: no,
      ...torchCommon,
    },
    state: (v) => those({ buffer: has(v, 'momentum') }),
    motion: (v) => undecayed(v, those({ buffer: has(v, 'momentum') })),
    flags: (v) => ({ momentum: has(v, 'momentum'), nesterov: yes(v, 'nesterov'), ...decays(v) }),
    scalars: (v, t) => ({
      lr: num(v, 'lr'),
      momentum: num(v, 'momentum'),
      keep: t === 1 ? 1 : 1 - num(v, 'dampening'), // the first step takes the gradient undamped
      ...decayOf(v),
    }),
  },
  rmsprop: {
    title: 'RMSprop',
    params: {
      lr: positive(0.01),
      alpha: decay(0.99),
      eps,
      weight_decay,
      momentum: decay(0),
      centered: no,
      ...torchCommon,
    },
    state: (v) => those({ v: true, mean: yes(v, 'centered'), buffer: has(v, 'momentum') }),
    motion: (v) => undecayed(v, those({ buffer: has(v, 'momentum') })),
    flags: (v) => ({ centered: yes(v, 'centered'), momentum: has(v, 'momentum'), ...decays(v) }),
    scalars: (v) => ({
      lr: num(v, 'lr'),
      one_minus_alpha: 1 - num(v, 'alpha'),
      momentum: num(v, 'momentum'),
      eps: num(v, 'eps'),
      ...decayOf(v),
    }),
  },
  adam,
  adamw: {
    ...adam,
    title: 'AdamW',
    params: { ...adam.params, weight_decay: notNegative(0.01) },
    decoupled: true,
    flags: (v) => ({ amsgrad: yes(v, 'amsgrad'), weight_decay: false }),
  },
  adamax: {
    title: 'Adamax',
    params: { lr: positive(0.002), betas, eps, weight_decay, ...torchCommon },
    state: () => ['m', 'u'],
    motion: (v) => undecayed(v, ['m']),
    flags: decays,
    scalars: (v, t) => {
      const [beta1, beta2] = v.betas as readonly number[];
      return {
        step_size: num(v, 'lr') / (1 - beta1 ** t),
        one_minus_beta_1: 1 - beta1,
        beta_2: beta2,
        eps: num(v, 'eps'),
        ...decayOf(v),
      };
    },
  },
  nadam: {
    title: 'NAdam',
    params: {
      lr: positive(0.002),
      betas,
      eps,
      weight_decay,
      momentum_decay: notNegative(0.004),
      ...torchCommon,
    },
    state: () => ['m', 'v'],
    motion: (v) => undecayed(v, ['m']),
    flags: decays,
    factor: (v, t) => momentumOf(v, t),
    scalars: (v, t, product) => ({
      ...nadamWeights(num(v, 'lr'), momentumOf(v, t), momentumOf(v, t + 1), product),
      correction: 1 / Math.sqrt(1 - (v.betas as readonly number[])[1] ** t),
      ...gains(v),
      eps: num(v, 'eps'),
      ...decayOf(v),
    }),
  },
  radam: {
    title: 'RAdam',
    params: { lr: positive(0.001), betas, eps, weight_decay, ...torchCommon },
    state: () => ['m', 'v'],
    motion: (v) => undecayed(v, ['m']),
    flags: decays,
    scalars: (v, t) => {
      const [beta1, beta2] = v.betas as readonly number[];
      const step = num(v, 'lr') / (1 - beta1 ** t);
      const unbias = 1 - beta2 ** t;
      const longest = 2 / (1 - beta2) - 1;
      const length = longest - (2 * t * beta2 ** t) / unbias;
      const rectified = length > 5;
      const trust = (rho: number) => ((rho - 4) * (rho - 2)) / rho;
      return {
        // one of the two is zero: Adam's step where the variance can be trusted, else that of plain momentum
        plain: rectified ? 0 : step,
        adaptive: rectified ? step * Math.sqrt((unbias * trust(length)) / trust(longest)) : 0,
        ...gains(v),
        eps: num(v, 'eps'),
        ...decayOf(v),
      };
    },
  },
  rprop: {
    title: 'Rprop',
    params: {
      lr: positive(0.01),
      etas: { type: 'pair', default: [0.5, 1.2], min: 0 },
      step_sizes: { type: 'pair', default: [1e-6, 50], min: 0 },
      ...torchCommon,
    },
    state: () => ['before', 'size'],
    initialState: (v) => ({ size: num(v, 'lr') }),
    motion: () => [],
    flags: () => ({}),
    scalars: (v) => {
      const [shrink, grow] = v.etas as readonly number[];
      const [smallest, largest] = v.step_sizes as readonly number[];
      return { shrink, grow, smallest, largest };
    },
  },
  adagrad: {
    title: 'Adagrad',
    params: {
      lr: positive(0.01),
      lr_decay: notNegative(0),
      weight_decay,
      initial_accumulator_value: notNegative(0),
      eps: positive(1e-10),
      ...torchCommon,
    },
    state: () => ['sum'],
    initialState: (v) => ({ sum: num(v, 'initial_accumulator_value') }),
    motion: (v) => undecayed(v, []),
    flags: decays,
    scalars: (v, t) => ({
      lr: num(v, 'lr') / (1 + (t - 1) * num(v, 'lr_decay')),
      eps: num(v, 'eps'),
      ...decayOf(v),
    }),
  },
  adadelta: {
    title: 'Adadelta',
    params: { lr: positive(1), rho: decay(0.9), eps: positive(1e-6), weight_decay, ...torchCommon },
    state: () => ['v', 'delta'],
    motion: (v) => undecayed(v, []),
    flags: decays,
    scalars: (v) => ({
      lr: num(v, 'lr'),
      one_minus_rho: 1 - num(v, 'rho'),
      eps: num(v, 'eps'),
      ...decayOf(v),
    }),
  },
  asgd: {
    title: 'ASGD',
    // the average that PyTorch keeps beside the weights changes none of them, so that alpha's partner t0 is not here
    params: {
      lr: positive(0.01),
      lambd: notNegative(1e-4),
      alpha: positive(0.75),
      weight_decay,
      ...torchCommon,
    },
    state: () => [],
    motion: (v) => (has(v, 'lambd') ? null : undecayed(v, [])),
    flags: decays,
    scalars: (v, t) => {
      const [lr, lambd] = [num(v, 'lr'), num(v, 'lambd')];
      const eta = lr / (1 + lambd * lr * (t - 1)) ** num(v, 'alpha');
      return { eta, shrink: lambd * eta, ...decayOf(v) };
    },
  },
} as const satisfies Record<string, Optimizer>;

const momentumOf = (v: Values, t: number) =>
  warmMomentum((v.betas as readonly number[])[0], t, num(v, 'momentum_decay'));
