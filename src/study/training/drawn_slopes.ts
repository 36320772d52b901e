// Activations with a slope that is drawn in training, anew for every unit, sample and step (RReLU).
import { activationRow } from '../catalogues/activations';
import type { InitLayer } from '../catalogues/initializers';
import { unitCount } from '../layout';

type Layer = Pick<InitLayer, 'units' | 'activation'>;

/** A slope of a layer is lower + width u, where u is a uniform draw. */
export interface SlopeLaw {
  readonly lower: number;
  readonly width: number;
  /** Of its first unit, counted through all layers: the index of its draw. A sample has a draw for each unit. */
  readonly first: number;
}

/** The law of each layer's slopes; null where they are not drawn. */
export const slopeLaws = (layers: readonly Layer[]): (SlopeLaw | null)[] =>
  layers.map(({ activation }, index) => {
    const range = activationRow(activation.name).drawn?.(activation);
    if (!range) return null;
    const [lower, upper] = range;
    return { lower, width: upper - lower, first: unitCount(layers.slice(0, index)) };
  });
