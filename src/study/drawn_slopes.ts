// Activations with a slope that is drawn in training, anew for every unit, sample and step (RReLU).
import { activationRow, type ActivationName } from './activations';
import type { Choice } from './params';

interface Layer {
  readonly units: number;
  readonly activation: Choice & { readonly name: ActivationName };
}

/** A slope of a layer is lower + width u, where u is a uniform draw. */
export interface SlopeLaw {
  readonly lower: number;
  readonly width: number;
  /** Of its first unit, counted through all layers: the index of its draw. */
  readonly first: number;
}

/** Draws of a sample: one for each unit. */
export const slopeDraws = (layers: readonly { readonly units: number }[]): number =>
  layers.reduce((sum, { units }) => sum + units, 0);

/** The law of each layer's slopes; null where they are not drawn. */
export const slopeLaws = (layers: readonly Layer[]): (SlopeLaw | null)[] =>
  layers.map(({ activation }, index) => {
    const range = activationRow(activation.name).drawn?.(activation);
    if (!range) return null;
    const [lower, upper] = range;
    return { lower, width: upper - lower, first: slopeDraws(layers.slice(0, index)) };
  });
