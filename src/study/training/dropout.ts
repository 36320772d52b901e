// Inverted dropout of hidden activations. With `keepOne`, masks that drop a whole layer do not occur: the law is that of
// drawing masks until one keeps a unit, reached without drawing again.
import type { Dropout } from '../arm';
import { unitCount, type Shape } from '../layout';

/** How the units of one hidden layer are dropped: a unit is kept where its uniform draw is below a threshold. */
export interface LayerMask {
  /** Its first unit, counted through all hidden layers: the index of its draw. */
  readonly first: number;
  /** The threshold of a unit with a kept one before it. */
  readonly keep: number;
  /**
   * The threshold of each unit as long as all before it are dropped: P(this is kept | one of this and the later ones is)
   * = keep / (1 - rate^left), which is 1 for the last, and `keep` where a layer may be dropped whole.
   */
  readonly keepFirst: readonly number[];
  /** What a kept unit is multiplied by: 1 / P(it is kept). */
  readonly scale: number;
}

/** Draws of a sample: one for each hidden unit. */
export const maskDraws = (layers: readonly Shape[]): number => unitCount(layers.slice(0, -1));

/** The masks of a network, one a hidden layer. Thresholds are float32, so that every device drops the same units. */
export function layerMasks(layers: readonly Shape[], { rate, keepOne }: Dropout): LayerMask[] {
  const keep = 1 - rate;
  return layers.slice(0, -1).map(({ units }, index) => {
    const some = (left: number) => (keepOne ? 1 - rate ** left : 1);
    return {
      first: maskDraws(layers.slice(0, index + 1)),
      keep: Math.fround(keep),
      keepFirst: Array.from({ length: units }, (_, o) => Math.fround(keep / some(units - o))),
      scale: some(units) / keep,
    };
  });
}
