// The CPU twin of shaders/forward.wgsl and evaluate.wgsl: scalar loops, float64 arithmetic on float32 parameters.
import type { Arm, Layer } from '../study/arm';
import { activationRow, functionOf, type Activation } from '../study/catalogues/activations';
import { lossOf } from '../study/catalogues/losses';
import { layoutOf, type LayerLayout } from '../study/layout';
import type { Table } from './table';

/** Parameters as engines keep them, or in full precision. */
export type Weights = Float32Array | Float64Array;

/** A network's layers with their offsets, and room for one sample's sums z and activations h. */
export interface Network {
  readonly layers: readonly (LayerLayout & {
    readonly row: Activation;
    readonly f: Activation['f'];
    readonly df: Activation['df'];
    /** What f and df are given; where slopes are learned, set for each unit in turn. */
    readonly args: number[];
    readonly trainable: boolean;
  })[];
  /** [layer][unit] sums; */
  readonly z: readonly Float64Array[];
  /** [layer + 1][unit] activations, which masks have dropped and scaled; h[0] are the inputs. */
  readonly h: readonly Float64Array[];
  /** [layer][unit] f(z). */
  readonly a: readonly Float64Array[];
  /** [layer][unit] what f(z) is multiplied by in training, or null. */
  readonly masks: (Float64Array | null)[];
  /** [layer][unit] slopes that are drawn in training, or null where f has those of its row. */
  readonly drawn: (Float64Array | null)[];
  /** [layer][unit] slopes of the loss in z. */
  readonly d: readonly Float64Array[];
}

/** A network of these layers; one may serve any number of parameter sets. */
export function network(layers: readonly Layer[]): Network {
  const layouts = layoutOf(layers);
  return {
    layers: layers.map(({ activation, trainable }, index) => {
      const { f, df, args } = functionOf(activation);
      const row = activationRow(activation.name);
      return { ...layouts[index], row, f, df, args: [...args], trainable };
    }),
    a: layers.map(({ units }) => new Float64Array(units)),
    masks: layers.map(() => null),
    drawn: layers.map(() => null),
    z: layers.map(({ units }) => new Float64Array(units)),
    d: layers.map(({ units }) => new Float64Array(units)),
    h: [new Float64Array(layers[0].inputs), ...layers.map(({ units }) => new Float64Array(units))],
  };
}

/** Fills z and h from the inputs in h[0], for the parameters at `w[at ..]`; returns the outputs. */
export function forward(net: Network, w: Weights, at = 0): Float64Array {
  const { layers, z, a, h, masks, drawn } = net;
  for (let l = 0; l < layers.length; l++) {
    const { inputs, units, kernel, biasAt, slopesAt, bias, slopes, f, args } = layers[l];
    const below = h[l];
    const mask = masks[l];
    const chosen = drawn[l];
    for (let o = 0; o < units; o++) {
      let sum = bias ? w[at + biasAt + o] : 0;
      for (let i = 0; i < inputs; i++) sum += below[i] * w[at + kernel + i * units + o];
      z[l][o] = sum;
      if (slopes !== undefined) args[0] = w[at + slopesAt + o];
      a[l][o] = f(sum, chosen ? [chosen[o]] : args);
      h[l + 1][o] = mask ? mask[o] * a[l][o] : a[l][o];
    }
  }
  return h[layers.length];
}

/** The outputs for many samples. x: [row][input]; returns [row][output]. */
export function predict(layers: readonly Layer[], w: Weights, x: ArrayLike<number>): Float32Array {
  const net = network(layers);
  const { inputs } = layers[0];
  const { units } = layers.at(-1)!;
  const rows = x.length / inputs;
  const y = new Float32Array(rows * units);
  for (let row = 0; row < rows; row++) {
    for (let i = 0; i < inputs; i++) net.h[0][i] = x[row * inputs + i];
    y.set(forward(net, w), row * units);
  }
  return y;
}

/** Active rows of every hidden neuron that can die: [hidden layer][unit], null for layers that cannot. */
export function activeRows(arm: Arm, w: Float32Array, table: Table): (Uint32Array | null)[] {
  const net = network(arm.layers);
  const hidden = net.layers.slice(0, -1);
  const counts = hidden.map(({ row, units }) => (row.canDie ? new Uint32Array(units) : null));
  for (let row = 0; row < table.rows; row++) {
    loadInputs(net, table, row);
    forward(net, w);
    counts.forEach((count, l) => count?.forEach((_, o) => (count[o] += net.z[l][o] > 0 ? 1 : 0)));
  }
  return counts;
}

/** Copies a row's inputs to h[0]. */
export function loadInputs({ h }: Network, { values, inputs, outputs }: Table, row: number): void {
  const at = row * (inputs + outputs);
  for (let i = 0; i < inputs; i++) h[0][i] = values[at + i];
}

/**
 * The loss over the whole table, NaN where it or a parameter is not finite, and which of the neurons that can die no row activates.
 * `over`: a whole layer of those that are fatal (src/study/training/rest.ts) is dead.
 */
export function evaluate(
  net: Network,
  loss: Arm['loss'],
  w: Float32Array,
  table: Table,
  fatal: readonly number[] = [],
) {
  const { f } = lossOf(loss);
  const { inputs, outputs, rows, values } = table;
  const mortal = net.layers.map((layer, l) => layer.row.canDie && l < net.layers.length - 1);
  const alive = net.layers.map(({ units }) => new Uint8Array(units));
  let sum = 0;
  for (let s = 0; s < rows; s++) {
    loadInputs(net, table, s);
    const p = forward(net, w);
    const at = s * (inputs + outputs) + inputs;
    for (let o = 0; o < outputs; o++) sum += f(p[o], values[at + o]);
    for (let l = 0; l < mortal.length; l++) {
      if (!mortal[l]) continue;
      for (let o = 0; o < alive[l].length; o++) if (net.z[l][o] > 0) alive[l][o] = 1;
    }
  }
  const mean = Math.fround(sum / (rows * outputs));
  return {
    loss: Number.isFinite(mean) && w.every(Number.isFinite) ? mean : NaN,
    dead: alive.flatMap((units, l) => (mortal[l] ? Array.from(units, (a) => a === 0) : [])),
    over: fatal.some((l) => alive[l].every((a) => a === 0)),
  };
}
