// One network, neuron by neuron.
import type { Arm } from '../study/arm';
import type { ActivationName } from '../study/catalogues/activations';
import { hiddenLayers, probeRows } from '../study/facts';
import { layoutOf } from '../study/layout';
import type { Runs } from './runs';

export interface Neuron {
  /** Counted from 1, as is `unit`; the last layer is the output. */
  readonly layer: number;
  readonly unit: number;
  readonly activation: ActivationName;
  /** Weights from the layer below. */
  readonly incoming: readonly number[];
  readonly bias: number | null;
  /** Of PReLU, as learned. */
  readonly slope?: number;
  /** Weights into the layer above; none for outputs. */
  readonly outgoing: readonly number[];
  /** Rows of the table on which its sum is above zero; null where that says nothing. */
  readonly activeRows: number | null;
  /** It can die, and does not live: no row activates it. */
  readonly dead: boolean;
  /** How far the loss rises without it, where that was measured. */
  readonly rise?: number;
  /** The step at which it was first found dead for good. */
  readonly deadSince?: number;
}

/**
 * The weights of a network grouped by neuron, outputs last.
 * @param parameters flat
 * @param active active rows by [hidden layer][unit], null for layers that cannot die
 */
export function neuronsOf(
  { layers }: Pick<Arm, 'layers'>,
  parameters: Float32Array,
  active: readonly (Uint32Array | null)[],
): Neuron[] {
  const layouts = layoutOf(layers);
  return layouts.flatMap(({ inputs, units, bias, slopes, kernel, biasAt, slopesAt }, l) => {
    const above = layouts.at(l + 1);
    return Array.from({ length: units }, (_, o) => {
      const outgoing = above ? above.kernel + o * above.units : 0;
      return {
        layer: l + 1,
        unit: o + 1,
        activation: layers[l].activation.name,
        incoming: Array.from({ length: inputs }, (__, i) => parameters[kernel + i * units + o]),
        bias: bias ? parameters[biasAt + o] : null,
        ...(slopes !== undefined && { slope: parameters[slopesAt + o] }),
        outgoing: Array.from(parameters.subarray(outgoing, outgoing + (above?.units ?? 0))),
        activeRows: active[l]?.[o] ?? null,
        dead: active[l]?.[o] === 0,
      };
    });
  });
}

/** The neurons below the outputs. */
export const hiddenOf = (neurons: readonly Neuron[]): Neuron[] =>
  neurons.filter(({ outgoing }) => outgoing.length > 0);

/**
 * The neurons of a run, with what was measured of them.
 * @param runs the columns of this one run
 */
export function measuredNeurons(
  arm: Pick<Arm, 'layers' | 'task'>,
  neurons: readonly Neuron[],
  { neurons: columns, deaths }: Runs,
): Neuron[] {
  const kinds = hiddenLayers(arm);
  const places = probeRows(arm);
  let [hidden, mortal] = [0, 0];
  return neurons.map((neuron) => {
    const kind = kinds.at(neuron.layer - 1);
    if (!kind) return neuron;
    const place = hidden++;
    const since = kind.mortal ? deaths?.[mortal++] : undefined;
    const last = neuron.layer === kinds.length;
    return {
      ...neuron,
      ...(columns && places && kind.kinked && { activeRows: columns[place] }),
      ...(columns &&
        places &&
        last && { rise: columns[places.rise - places.active + neuron.unit - 1] }),
      ...(since && { deadSince: since - 1 }),
    };
  });
}

const SAME_DIRECTION = Math.cos(Math.PI / 180);

/** Whether two neurons point within 1 degree of each other, biases included. */
export function sameDirection(a: Neuron, b: Neuron): boolean {
  const [u, v] = [a, b].map(({ incoming, bias }) => [...incoming, bias ?? 0]);
  const dot = (p: readonly number[], q: readonly number[]) =>
    p.reduce((sum, value, i) => sum + value * q[i], 0);
  return dot(u, v) > SAME_DIRECTION * Math.sqrt(dot(u, u) * dot(v, v));
}
