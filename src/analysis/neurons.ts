// One network, neuron by neuron, and what is wrong with it in words: only what is measured is said.
import { activationRow, type ActivationName } from '../study/activations';
import type { Arm } from '../study/arms';
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
  /** Rows of the table on which it is above zero; null where it cannot die. */
  readonly activeRows: number | null;
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
      };
    });
  });
}

/** The neurons below the outputs. */
export const hiddenOf = (neurons: readonly Neuron[]): Neuron[] =>
  neurons.filter(({ outgoing }) => outgoing.length > 0);

const SAME_DIRECTION = Math.cos(Math.PI / 180);
const NO_BETTER = 0.99;

/**
 * What is wrong with a run, a sentence each; one sentence where nothing is.
 * @param runs the columns of this one run
 * @param rows of the table
 */
export function diagnose(
  { optimum }: Arm,
  runs: Runs,
  neurons: readonly Neuron[],
  rows: number,
): string[] {
  const final = runs.finalLoss[0];
  const earlier = runs.earlierLoss[0];
  if (!Number.isFinite(final)) return ['It diverged: the loss or a parameter is not finite.'];
  const hidden = hiddenOf(neurons);
  const found = hidden.flatMap((neuron) => {
    const name = nameOf(neuron);
    if (neuron.activeRows === 0)
      return [`${name} is dead: it is zero on all ${rows} rows and gets no gradient.`];
    if (neuron.activeRows === rows && activationRow(neuron.activation).homogeneous)
      return [`${name} is active on all ${rows} rows, so it is only linear there.`];
    return [];
  });
  const alive = hidden.filter(({ activeRows }) => activeRows !== 0);
  for (const [i, a] of alive.entries()) {
    const twin = alive.slice(i + 1).find((b) => a.layer === b.layer && sameDirection(a, b));
    if (twin)
      found.push(
        `${nameOf(a)} and neuron ${twin.unit} have collapsed into one: the same direction within 1 degree.`,
      );
  }
  if (final > NO_BETTER * runs.constantLoss)
    found.push('It does no better than the best constant prediction.');
  if (final < 0.99 * earlier) {
    found.push(
      `The loss still fell, by ${(100 * (1 - final / earlier)).toFixed(1)} % over the last tenth of the training.`,
    );
  }
  if (optimum && final > 1.1 * optimum) {
    found.push(
      `The loss is ${(final / optimum).toPrecision(3)} times the best possible one, ${optimum.toPrecision(4)}.`,
    );
  }
  return found.length > 0
    ? found
    : ['Nothing is wrong that is measured: no neuron is dead, always on or doubled.'];
}

const nameOf = ({ layer, unit }: Neuron) => `Neuron ${unit} of layer ${layer}`;

/** Whether two neurons point within 1 degree of each other, biases included. */
export function sameDirection(a: Neuron, b: Neuron): boolean {
  const [u, v] = [a, b].map(({ incoming, bias }) => [...incoming, bias ?? 0]);
  const dot = (p: readonly number[], q: readonly number[]) =>
    p.reduce((sum, value, i) => sum + value * q[i], 0);
  return dot(u, v) > SAME_DIRECTION * Math.sqrt(dot(u, u) * dot(v, v));
}
