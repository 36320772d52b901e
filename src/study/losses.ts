// The losses: a mean over outputs, then over samples. A row's name is also its WGSL function's in shaders/losses.wgsl.
import type { Params } from './params';

export interface Loss {
  readonly title: string;
  readonly params: Params;
  /** The loss of one output p for the target y. */
  readonly f: (p: number, y: number) => number;
  /** df/dp divided by `factor`: the constant is applied once a step instead of once a sample. */
  readonly slope: (p: number, y: number) => number;
  readonly factor: number;
  /** The constant prediction that minimises the loss. */
  readonly constant: 'mean' | 'median';
}

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
} as const satisfies Record<string, Loss>;

export type LossName = keyof typeof losses;
