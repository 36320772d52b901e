// Initial parameters of many runs, from the GPU and from the CPU twin, in one layout.

import type { Device } from '../../src/gpu/device';
import { initArguments, initSource } from '../../src/engine/kernels/init';
import { jobWords, type Job } from '../../src/engine/kernels/job';
import { tableBinding, tableWords } from '../../src/engine/kernels/table';
import { initialise } from '../../src/reference/init';
import { tableOf, type Table } from '../../src/reference/table';
import type { Arm, Layer } from '../../src/study/arm';
import { initializers, type InitializerName } from '../../src/study/catalogues/initializers';
import type { Choice, Values } from '../../src/study/catalogues/params';
import { layoutOf, parameterCount } from '../../src/study/layout';
import { readStudy } from '../../src/study/read';
import { expectClose, type Tolerance } from './close';
import { dispatch } from './dispatch';

export interface Seeds {
  study?: number;
  first?: number;
  runs: number;
  /** Of the table. */
  rows?: number;
}

/** A scheme with its defaults. */
export function scheme(name: InitializerName, values: Values = {}): Choice {
  const row = initializers[name];
  const defaults = Object.entries(row.params).map(([key, param]) => [key, param.default]);
  return { ...Object.fromEntries(defaults), ...values, name } as Choice;
}

/** A network of ReLUs of the given widths, inputs first, with one scheme for all layers. */
export const layersOf = (
  widths: readonly number[],
  kernelInit: Choice,
  biasInit: Choice | null = null,
  bias = true,
): Layer[] =>
  widths.slice(1).map((units, i) => ({
    inputs: widths[i],
    units,
    bias,
    kernelInit,
    biasInit,
    activation: { name: 'relu' },
    trainable: true,
    from: i,
  }));

/** An arm of these layers, and the table of its task: `rows` samples of the normal law. */
export function armOf(layers: readonly Layer[], rows = 64): { arm: Arm; table: Table } {
  const { inputs } = layers[0];
  const target = Array<string>(layers.at(-1)!.units).fill('x1');
  const task = { name: 'expression', inputs, target, samples: rows };
  const model = { layers: layers.map(({ units }) => ({ units })) };
  const arm = { ...readStudy({ task, model }).arms[0], layers };
  return { arm, table: tableOf(arm.task) };
}

/** Parameters [parameter][run] of runs first .. first + runs - 1. */
export interface Drawn {
  readonly runs: number;
  readonly values: Float32Array;
  /** Entry [i][o] of layer l's kernel in a run. */
  readonly w: (run: number, l: number, i: number, o: number) => number;
  readonly b: (run: number, l: number, o: number) => number;
  /** All draws of a layer's kernel or bias. */
  readonly all: (l: number, on: 'kernel' | 'bias') => Float32Array;
}

function drawn(layers: readonly Layer[], runs: number, values: Float32Array): Drawn {
  const layout = layoutOf(layers);
  const at = (p: number, run: number) => values[p * runs + run];
  return {
    runs,
    values,
    w: (run, l, i, o) => at(layout[l].kernel + i * layout[l].units + o, run),
    b: (run, l, o) => at(layout[l].biasAt + o, run),
    all: (l, on) => {
      const { kernel, biasAt, end } = layout[l];
      const [from, to] = on === 'kernel' ? [kernel, biasAt] : [biasAt, end];
      return values.subarray(from * runs, to * runs);
    },
  };
}

/** Room in the buffers behind a wave's last run, which must stay untouched. */
const GAP = 3;

/** Draws on the GPU with the kernel that the engine uses. */
export async function drawOnGpu(
  device: Device,
  layers: readonly Layer[],
  { study = 0, first = 0, runs, rows }: Seeds,
): Promise<Drawn> {
  const stride = runs + GAP;
  const size = parameterCount(layers);
  const { arm, table } = armOf(layers, rows);
  const job = { runs, stride, first_seed: first, study_seed: study, rows: table.rows } as Job;
  const [content] = await dispatch(device, 'init', initSource(arm), runs, [
    ['uniform', jobWords(job)],
    ['readWrite', size * stride],
    [tableBinding(arm.task), tableWords(arm.task, table)],
    ['uniform', initArguments(arm)],
  ]);
  const padded = new Float32Array(content);
  const values = new Float32Array(size * runs);
  for (let p = 0; p < size; p++) {
    values.set(padded.subarray(p * stride, p * stride + runs), p * runs);
    if (padded.subarray(p * stride + runs, (p + 1) * stride).some((word) => word !== 0)) {
      throw new Error(`parameter ${p}: a run behind the wave's last was drawn`);
    }
  }
  return drawn(layers, runs, values);
}

/**
 * Compares what the GPU draws with the twin.
 * @throws Error at the first parameter that is not close
 */
export async function expectTwinDraws(
  device: Device,
  layers: readonly Layer[],
  seeds: Seeds,
  tolerance: Tolerance = { rtol: 4e-6, atol: 2e-6 },
): Promise<Drawn> {
  const gpu = await drawOnGpu(device, layers, seeds);
  const where = (i: number) => `parameter ${Math.floor(i / seeds.runs)} of run ${i % seeds.runs}`;
  expectClose(gpu.values, drawOnCpu(layers, seeds).values, { where, ...tolerance });
  return gpu;
}

/** The same by the CPU twin. */
export function drawOnCpu(
  layers: readonly Layer[],
  { study = 0, first = 0, runs, rows }: Seeds,
): Drawn {
  const values = new Float32Array(parameterCount(layers) * runs);
  const { table } = armOf(layers, rows);
  for (let run = 0; run < runs; run++) {
    initialise(layers, table, study, first + run).forEach((w, p) => (values[p * runs + run] = w));
  }
  return drawn(layers, runs, values);
}
