// The initialisers of PyTorch 2.13, torch.nn.init, and the default of torch.nn.Linear. Its normal families are not cut,
// but for trunc_normal_, whose cuts are absolute. Biases have one dimension, for which those with fans are not defined.
import { activations, type Activation } from '../activations';
import type { Values } from '../params';
import { constant, normal, truncatedNormal, uniform, uniformWithin, type Fans } from './operations';
import {
  identityLaw,
  notNegative,
  num,
  number,
  orthogonalLaw,
  scaling,
  type BaseSchemes,
  type FanMode,
  type ScaledLaw,
} from './row';

const torch = { library: 'torch', forBias: false, params: {} } as const;

/** `calculate_gain`: for leaky_relu it depends on `a`, the others stand with the activations. */
const gains: Readonly<Record<string, (a: number) => number>> = {
  leaky_relu: (a) => Math.sqrt(2 / (1 + a * a)),
  ...Object.fromEntries(
    Object.entries<Activation>(activations).flatMap(([name, { gain }]) =>
      gain === undefined ? [] : [[name, () => gain]],
    ),
  ),
};
const kaimingParams = {
  a: number(0),
  mode: { type: 'choice', default: 'fan_in', of: ['fan_in', 'fan_out'] },
  nonlinearity: { type: 'choice', default: 'leaky_relu', of: Object.keys(gains) },
} as const;
const kaiming = (law: ScaledLaw) => (fans: Fans, v: Values) => {
  const gain = gains[v.nonlinearity as string](num(v, 'a'));
  return scaling(gain * gain, v.mode as FanMode, law)(fans);
};
const xavier = (law: ScaledLaw) => (fans: Fans, v: Values) =>
  scaling(num(v, 'gain') ** 2, 'fan_avg', law)(fans);

export const torchInitializers = {
  zeros_: { ...torch, forBias: true, title: 'Zeros', law: '0', kernel: () => constant(0) },
  ones_: { ...torch, forBias: true, title: 'Ones', law: '1', kernel: () => constant(1) },
  constant_: {
    ...torch,
    forBias: true,
    title: 'Constant',
    law: 'val',
    params: { val: number(0) },
    kernel: (_, v) => constant(num(v, 'val')),
  },
  normal_: {
    ...torch,
    forBias: true,
    title: 'Normal',
    law: 'N(mean, std²)',
    params: { mean: number(0), std: notNegative(1) },
    kernel: (_, v) => normal(num(v, 'mean'), num(v, 'std')),
  },
  uniform_: {
    ...torch,
    forBias: true,
    title: 'Uniform',
    law: 'U(a, b)',
    params: { a: number(0), b: number(1) },
    kernel: (_, v) => uniform(num(v, 'a'), num(v, 'b')),
  },
  trunc_normal_: {
    ...torch,
    forBias: true,
    title: 'Truncated normal',
    law: 'N(mean, std²) within [a, b]',
    params: { mean: number(0), std: notNegative(1), a: number(-2), b: number(2) },
    kernel: (_, v) => truncatedNormal(num(v, 'mean'), num(v, 'std'), num(v, 'a'), num(v, 'b')),
  },
  xavier_uniform_: {
    ...torch,
    title: 'Xavier uniform',
    law: 'U(±gain √(6/(n+m)))',
    params: { gain: number(1) },
    kernel: xavier('uniform'),
  },
  xavier_normal_: {
    ...torch,
    title: 'Xavier normal',
    law: 'N(0, gain² 2/(n+m))',
    params: { gain: number(1) },
    kernel: xavier('untruncated_normal'),
  },
  kaiming_uniform_: {
    ...torch,
    title: 'Kaiming uniform',
    law: 'U(±gain √(3/fan))',
    params: kaimingParams,
    kernel: kaiming('uniform'),
  },
  kaiming_normal_: {
    ...torch,
    title: 'Kaiming normal',
    law: 'N(0, gain²/fan)',
    params: kaimingParams,
    kernel: kaiming('untruncated_normal'),
  },
  orthogonal_: {
    ...torch,
    title: 'Orthogonal',
    law: 'orthonormal rows or columns, times gain',
    params: { gain: number(1) },
    kernel: orthogonalLaw,
  },
  eye_: {
    ...torch,
    title: 'Identity',
    law: '1 on the diagonal, else 0',
    kernel: () => identityLaw(1),
  },
  sparse_: {
    ...torch,
    title: 'Sparse',
    law: 'N(0, std²); ⌈sparsity m⌉ of each input’s weights 0',
    params: { sparsity: { type: 'number', default: 0.1, min: 0, max: 1 }, std: notNegative(0.01) },
    kernel: ({ units }, v) => [
      ...normal(0, num(v, 'std')),
      { op: 'sparse', args: [Math.ceil(num(v, 'sparsity') * units)] },
    ],
  },
  torch_linear: {
    ...torch,
    forBias: true,
    title: 'nn.Linear default',
    law: 'U(±1/√n), biases too',
    kernel: ({ inputs }) => uniformWithin(1 / Math.sqrt(inputs)),
    bias: ({ inputs }) => uniformWithin(1 / Math.sqrt(inputs)),
  },
} as const satisfies BaseSchemes;
