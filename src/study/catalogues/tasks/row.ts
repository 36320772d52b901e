// What a row of the sampled tasks is, and the laws of inputs.
import { f32Literal } from '../../expression';
import type { Shape } from '../../layout';
import type { Params, Values } from '../params';
import type { TeacherNeuron } from './population';

/** Laws of the inputs, and what each needs. `radius` scales the uniform ones, `rings` divide the polar grid. */
export const distributions = {
  normal: {
    title: 'Normal',
    about: 'independent standard normal inputs',
    usesRadius: false,
    inputs: null,
  },
  uniform: {
    title: 'Uniform square',
    about: 'uniform in [-radius, radius] each',
    usesRadius: true,
    inputs: null,
  },
  disc: { title: 'Disc', about: 'uniform in the disc |x| < radius', usesRadius: true, inputs: 2 },
  polar_grid: {
    title: 'Polar grid',
    about:
      'a fixed grid of equal angles and equally probable radii of the 2-D normal law, E|x|^2 = 2 exactly',
    usesRadius: false,
    inputs: 2,
  },
} as const;

export type DistributionName = keyof typeof distributions;

/** Layers as a task's optimum sees them. */
export type OptimumLayers = readonly (Shape & {
  readonly activation: { readonly name: string };
  readonly trainable: boolean;
})[];

export interface SampledRow {
  readonly title: string;
  readonly params: Params;
  /** What is wrong with parameters that are each allowed: which, and in words. */
  readonly wrong?: (v: Values) => { readonly key: string; readonly what: string } | undefined;
  readonly inputs: (v: Values) => number;
  readonly targets: (v: Values) => readonly string[];
  readonly distribution: DistributionName;
  /** The default of `radius`, which is 1 where there is none. */
  readonly radius?: number;
  /** The smallest loss (MSE) that a network of these layers can reach, where it is known. */
  readonly optimum?: (layers: OptimumLayers, v: Values) => number | undefined;
  /** The target as a sum of ReLUs without biases, where it is one. */
  readonly teacher?: (v: Values) => readonly TeacherNeuron[];
  /** Of ReLUs spread evenly over all directions of the plane (population.ts), where the target is that. */
  readonly ring?: number;
}

/** A linear formula of x1, x2, .. */
export const weighted = (weights: readonly number[]): string =>
  weights.map((weight, i) => `${f32Literal(weight)} * x${i + 1}`).join(' + ');

/** Whether a network has one hidden layer, of at least n ReLUs, and a linear output. */
export const reluLayer = (layers: OptimumLayers, n: number): boolean =>
  layers.length === 2 &&
  layers[0].activation.name === 'relu' &&
  layers[0].units >= n &&
  layers[1].activation.name === 'linear';
