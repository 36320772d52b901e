// Random numbers of shaders/rng.wgsl, as the GPU computes them.

import type { Device } from '../../src/gpu/device';
import { jobFields, jobWords, type Job } from '../../src/engine/kernels/job';
import { shaders } from '../../src/engine/kernels/shaders';
import { expand } from '../../src/gpu/template';
import { streams } from '../../src/random/streams';
import { dispatch } from '../support/dispatch';
import normals from './normals.wgsl?raw';
import numbers from './numbers.wgsl?raw';

const source = (text: string) =>
  expand('probe', { ...shaders, probe: text }, { jobFields, streams });

/** Blocks of the given [key, key, counter, counter], and draws 0 .. count - 1 of stream DROPOUT, epoch 3. */
export async function probe(
  device: Device,
  {
    counters = [[0, 0, 0, 0]],
    count = 0,
    study = 0,
    seed = 0,
  }: {
    counters?: readonly (readonly number[])[];
    count?: number;
    study?: number;
    seed?: number;
  },
) {
  const rows = counters.length;
  const job = jobWords({ runs: count, rows, first_seed: seed, study_seed: study } as Job);
  const [blocks, draws] = await dispatch(device, 'probe', source(numbers), Math.max(count, rows), [
    ['uniform', job],
    ['read', Uint32Array.from(counters.flat())],
    ['readWrite', Math.max(4, rows * 2)],
    ['readWrite', Math.max(4, count * 4)],
  ]);
  const pairs = new Uint32Array(blocks);
  const bits = new Uint32Array(draws);
  const floats = new Float32Array(draws);
  const column = (words: Uint32Array | Float32Array, k: number) =>
    Array.from({ length: count }, (_, i) => words[4 * i + k]);
  return {
    blocks: Array.from({ length: rows }, (_, i) => [pairs[2 * i], pairs[2 * i + 1]]),
    bits: column(bits, 0),
    uniforms: column(floats, 1),
    normals: column(floats, 2),
    belowTen: column(bits, 3),
  };
}

/** The normal draws of the uniforms (k + 1/2) 2^-23, for k = first .. first + count - 1. */
export async function normalsOfUniforms(device: Device, first: number, count: number) {
  const runs = 4096;
  const job = jobWords({ runs, rows: count, first_seed: first } as Job);
  const buffers = [
    ['uniform', job],
    ['readWrite', count],
  ] as const;
  const [values] = await dispatch(device, 'probe', source(normals), runs, buffers);
  return new Float32Array(values);
}
