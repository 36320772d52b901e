// Initial parameters of many runs, from the GPU and from the CPU twin, in one layout.

import type { Device } from '../../src/gpu/device';
import { initArguments, initSource } from '../../src/engine/gpu/init';
import { jobWords, type Job } from '../../src/engine/gpu/job';
import { initialise } from '../../src/reference/init';
import { initializers, type InitializerName, type InitLayer } from '../../src/study/initializers';
import { layoutOf, parameterCount } from '../../src/study/layout';
import type { Choice, Values } from '../../src/study/params';
import { dispatch } from './dispatch';

export interface Seeds {
  study?: number;
  first?: number;
  runs: number;
}

/** A scheme with its defaults. */
export function scheme(name: InitializerName, values: Values = {}): Choice {
  const row = initializers[name];
  const defaults = Object.entries(row.params).map(([key, param]) => [key, param.default]);
  const base = 'modifies' in row ? { base: 'glorot_uniform' } : {};
  return { ...base, ...Object.fromEntries(defaults), ...values, name } as Choice;
}

/** A network of the given widths, inputs first, with one scheme for all layers. */
export const layersOf = (
  widths: readonly number[],
  kernelInit: Choice,
  biasInit: Choice | null = null,
  bias = true,
): InitLayer[] =>
  widths.slice(1).map((units, i) => ({ inputs: widths[i], units, bias, kernelInit, biasInit }));

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

function drawn(layers: readonly InitLayer[], runs: number, values: Float32Array): Drawn {
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
  layers: readonly InitLayer[],
  { study = 0, first = 0, runs }: Seeds,
): Promise<Drawn> {
  const stride = runs + GAP;
  const size = parameterCount(layers);
  const job = jobWords({ runs, stride, first_seed: first, study_seed: study } as Job);
  const [content] = await dispatch(device, 'init', initSource({ layers }), runs, [
    ['uniform', job],
    ['readWrite', size * stride],
    ['uniform', initArguments({ layers })],
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

/** The same by the CPU twin. */
export function drawOnCpu(
  layers: readonly InitLayer[],
  { study = 0, first = 0, runs }: Seeds,
): Drawn {
  const values = new Float32Array(parameterCount(layers) * runs);
  for (let run = 0; run < runs; run++) {
    initialise(layers, study, first + run).forEach((w, p) => (values[p * runs + run] = w));
  }
  return drawn(layers, runs, values);
}
