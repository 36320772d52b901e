// Activations made of the exponential function. WGSL: shaders/activations/exponentials.wgsl.
import { number, type Activations } from './row';

const SELU_SCALE = 1.0507009873554805;
const SELU_ALPHA = 1.6732632423543772;

const sigmoid = (z: number) => 1 / (1 + Math.exp(-z));
const softplus = (z: number) => Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));

/** sqrt(2 / pi) (z + 0.044715 z^3), doubled, and its derivative: GELU's tanh form is z sigmoid of it. */
const inner = (z: number) => 2 * Math.sqrt(2 / Math.PI) * (z + 0.044715 * z ** 3);
const innerSlope = (z: number) => 2 * Math.sqrt(2 / Math.PI) * (1 + 3 * 0.044715 * z ** 2);

export const exponentials = {
  elu: {
    title: 'ELU',
    params: { alpha: number(1) },
    f: (z, [alpha]) => (z > 0 ? z : alpha * Math.expm1(z)),
    df: (z, h, [alpha]) => (z > 0 ? 1 : h + alpha),
  },
  selu: {
    title: 'SELU',
    params: {},
    f: (z) => SELU_SCALE * (z > 0 ? z : SELU_ALPHA * Math.expm1(z)),
    df: (z, h) => (z > 0 ? SELU_SCALE : h + SELU_SCALE * SELU_ALPHA),
    gain: 0.75,
  },
  celu: {
    title: 'CELU',
    params: { alpha: number(1, { above: 0 }) },
    f: (z, [alpha]) => (z > 0 ? z : alpha * Math.expm1(z / alpha)),
    df: (z, h, [alpha]) => (z > 0 ? 1 : h / alpha + 1),
  },
  sigmoid: { title: 'Sigmoid', params: {}, f: sigmoid, df: (_, h) => h * (1 - h), gain: 1 },
  tanh: { title: 'Tanh', params: {}, f: Math.tanh, df: (_, h) => 1 - h * h, gain: 5 / 3 },
  tanh_shrink: {
    title: 'Tanh shrink',
    params: {},
    f: (z) => z - Math.tanh(z),
    df: (z) => Math.tanh(z) ** 2,
  },
  softplus: { title: 'Softplus', params: {}, f: softplus, df: sigmoid },
  log_sigmoid: {
    title: 'Log sigmoid',
    params: {},
    f: (z) => -softplus(-z),
    df: (z) => sigmoid(-z),
  },
  silu: {
    title: 'SiLU (swish)',
    params: {},
    f: (z) => z * sigmoid(z),
    df: (z, h) => sigmoid(z) + h * sigmoid(-z),
  },
  mish: {
    title: 'Mish',
    params: {},
    f: (z) => z * Math.tanh(softplus(z)),
    df: (z) => Math.tanh(softplus(z)) + (z * sigmoid(z)) / Math.cosh(softplus(z)) ** 2,
  },
  gelu_tanh: {
    title: 'GELU, tanh form',
    params: {},
    f: (z) => z * sigmoid(inner(z)),
    df: (z, h) => sigmoid(inner(z)) + h * sigmoid(-inner(z)) * innerSlope(z),
  },
  exponential: { title: 'Exponential', params: {}, f: Math.exp, df: (_, h) => h },
} as const satisfies Activations;
