// Activations in pieces of straight lines and parabolas. WGSL: shaders/activations/pieces.wgsl.
import { number, type Activation, type Activations } from './row';

const clip = (z: number, low: number, high: number) => Math.min(Math.max(z, low), high);

const leak = {
  f: (z, [slope]) => (z > 0 ? z : slope * z),
  df: (z, _, [slope]) => (z > 0 ? 1 : slope),
  homogeneous: true,
} as const satisfies Partial<Activation>;

export const pieces = {
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
  /** Shang, Sohn, Almeida and Lee, arXiv 1603.05201. */
  crelu: {
    title: 'CReLU: ReLU of z and of −z',
    params: {},
    f: (z) => z,
    df: () => 1,
    homogeneous: true,
    doubles: true,
  },
  leaky_relu: {
    title: 'Leaky ReLU',
    params: { negative_slope: number(0.2) },
    ...leak,
  },
  prelu: {
    title: 'PReLU',
    params: { init: number(0) },
    ...leak,
    learned: { initial: ({ init }) => init as number, d: (z) => Math.min(z, 0) },
  },
  /** Xu, Wang, Chen and Li, arXiv 1505.00853; PyTorch's limits. */
  rrelu: {
    title: 'RReLU: a slope drawn for each sample',
    params: { lower: number(1 / 8), upper: number(1 / 3) },
    ...leak,
    drawn: (v) => [v.lower as number, v.upper as number],
  },
  relu6: {
    title: 'ReLU6',
    params: {},
    f: (z) => clip(z, 0, 6),
    df: (z) => (z > 0 && z < 6 ? 1 : 0),
    canDie: true,
  },
  square_relu: {
    title: 'Squared ReLU',
    params: {},
    f: (z) => Math.max(z, 0) ** 2,
    df: (z) => 2 * Math.max(z, 0),
    canDie: true,
  },
  abs: { title: 'Absolute value', params: {}, f: Math.abs, df: Math.sign, homogeneous: true },
  threshold: {
    title: 'Threshold',
    params: { threshold: number(0), default_value: number(0) },
    f: (z, [at, otherwise]) => (z > at ? z : otherwise),
    df: (z, _, [at]) => (z > at ? 1 : 0),
  },
  hard_sigmoid: {
    title: 'Hard sigmoid',
    params: {},
    f: (z) => clip(z / 6 + 0.5, 0, 1),
    df: (z) => (Math.abs(z) < 3 ? 1 / 6 : 0),
  },
  hard_silu: {
    title: 'Hard SiLU',
    params: {},
    f: (z) => z * clip(z / 6 + 0.5, 0, 1),
    df: (z) => (z < -3 ? 0 : z > 3 ? 1 : z / 3 + 0.5),
  },
  hard_tanh: {
    title: 'Hard tanh',
    params: {},
    f: (z) => clip(z, -1, 1),
    df: (z) => (Math.abs(z) < 1 ? 1 : 0),
  },
  hard_shrink: {
    title: 'Hard shrink',
    params: { threshold: number(0.5, { min: 0 }) },
    f: (z, [at]) => (Math.abs(z) > at ? z : 0),
    df: (z, _, [at]) => (Math.abs(z) > at ? 1 : 0),
  },
  soft_shrink: {
    title: 'Soft shrink',
    params: { threshold: number(0.5, { min: 0 }) },
    f: (z, [at]) => z - clip(z, -at, at),
    df: (z, _, [at]) => (Math.abs(z) > at ? 1 : 0),
  },
  sparse_plus: {
    title: 'Sparse plus',
    params: {},
    f: (z) => (z > 1 ? z : Math.max(z + 1, 0) ** 2 / 4),
    df: (z) => clip((z + 1) / 2, 0, 1),
  },
  sparse_sigmoid: {
    title: 'Sparse sigmoid',
    params: {},
    f: (z) => clip((z + 1) / 2, 0, 1),
    df: (z) => (Math.abs(z) < 1 ? 0.5 : 0),
  },
} as const satisfies Activations;
