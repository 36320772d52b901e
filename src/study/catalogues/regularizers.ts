// Keras 3.16's regularisers of kernels: l1 sum|w| + l2 sum(w^2), without PyTorch's half, over the kernels of all layers.
// They join the gradient alone: the losses of a run stay the task's.
import { notNegative } from './optimizers/row';
import type { Params, Values } from './params';

export interface Regularizer {
  readonly title: string;
  readonly params: Params;
}

export const regularizers = {
  none: { title: 'None', params: {} },
  l1: { title: 'L1', params: { l1: notNegative(0.01) } },
  l2: { title: 'L2', params: { l2: notNegative(0.01) } },
  l1_l2: { title: 'L1 and L2', params: { l1: notNegative(0), l2: notNegative(0) } },
} as const satisfies Record<string, Regularizer>;

/** What a chosen regulariser adds to the slope of a weight: l1 sign(w) + twiceL2 w; null for nothing. */
export function penaltyOf({ l1 = 0, l2 = 0 }: Values): { l1: number; twiceL2: number } | null {
  const penalty = { l1: l1 as number, twiceL2: 2 * (l2 as number) };
  return penalty.l1 > 0 || penalty.twiceL2 > 0 ? penalty : null;
}
