// The activation functions. A row's name is also the name of its WGSL function in shaders/activations.wgsl.
// Formulas and defaults: Keras 3.16 and PyTorch 2.13; the derivative at a kink is the one of both libraries.
import type { Params } from './params';

export interface Activation {
  readonly title: string;
  readonly params: Params;
  /** f(z); `a` holds the parameters in the row's order. */
  readonly f: (z: number, a: readonly number[]) => number;
  /** f'(z), given z and h = f(z). */
  readonly df: (z: number, h: number, a: readonly number[]) => number;
  /** f(z) = f'(z) z everywhere: the gradient of the next layer's weights then follows from this layer's. */
  readonly homogeneous?: true;
  /** Zero with zero slope on a half-line: a neuron can die. */
  readonly canDie?: true;
  /** Gain for Kaiming and Xavier initialisers in PyTorch's `calculate_gain`, where it has one. */
  readonly gain?: number;
}

const SELU_SCALE = 1.0507009873554805;
const SELU_ALPHA = 1.6732632423543772;

const sigmoid = (z: number) => 1 / (1 + Math.exp(-z));

export const activations = {
  linear: { title: 'Linear', params: {}, f: (z) => z, df: () => 1, homogeneous: true, gain: 1 },
  relu: {
    title: 'ReLU',
    params: {},
    f: (z) => (z > 0 ? z : 0),
    df: (z) => (z > 0 ? 1 : 0),
    homogeneous: true,
    canDie: true,
    gain: Math.SQRT2,
  },
  leaky_relu: {
    title: 'Leaky ReLU',
    params: { negative_slope: { type: 'number', default: 0.2 } },
    f: (z, [slope]) => (z > 0 ? z : slope * z),
    df: (z, _, [slope]) => (z > 0 ? 1 : slope),
    homogeneous: true,
  },
  elu: {
    title: 'ELU',
    params: { alpha: { type: 'number', default: 1 } },
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
  sigmoid: { title: 'Sigmoid', params: {}, f: sigmoid, df: (_, h) => h * (1 - h), gain: 1 },
  tanh: { title: 'Tanh', params: {}, f: Math.tanh, df: (_, h) => 1 - h * h, gain: 5 / 3 },
  exponential: { title: 'Exponential', params: {}, f: Math.exp, df: (_, h) => h },
} as const satisfies Record<string, Activation>;

export type ActivationName = keyof typeof activations;
