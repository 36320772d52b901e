// The other smooth activations. WGSL: shaders/activations/curves.wgsl.
import { erf } from '../initializers/operations';
import { number, type Activations } from './row';

/** The normal distribution: its density, and its share below z. */
const density = (z: number) => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
const below = (z: number) => (1 + erf(z / Math.SQRT2)) / 2;

export const curves = {
  gelu: {
    title: 'GELU',
    params: {},
    f: (z) => z * below(z),
    df: (z) => below(z) + z * density(z),
  },
  softsign: {
    title: 'Softsign',
    params: {},
    f: (z) => z / (1 + Math.abs(z)),
    df: (z) => 1 / (1 + Math.abs(z)) ** 2,
  },
  squareplus: {
    title: 'Squareplus',
    params: { b: number(4, { above: 0 }) },
    f: (z, [b]) => (z + Math.sqrt(z * z + b)) / 2,
    df: (z, h, [b]) => h / Math.sqrt(z * z + b),
  },
  gaussian: {
    title: 'Gaussian',
    params: {},
    f: (z) => Math.exp(-z * z),
    df: (z, h) => -2 * z * h,
  },
  sin: { title: 'Sine', params: {}, f: Math.sin, df: (z) => Math.cos(z) },
} as const satisfies Activations;
