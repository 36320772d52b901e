// A run alone is the same run among many, bit for bit. Works in Node, in a browser and in Deno.
import { gpuTrainer } from '../../src/engine/gpu/trainer';
import { sweep } from '../../src/engine/sweep';
import type { Trainer } from '../../src/engine/trainer';
import type { Device } from '../../src/gpu/device';
import { readStudy } from '../../src/study/read';
import { expectClose } from './close';

/** A small study, whose networks have 13 parameters. */
export const base = {
  task: { name: 'magnitude', samples: 32 },
  optimizer: { name: 'adam', learning_rate: 0.01 },
  training: { steps: 60 },
};

/** `training` with every way through the samples. */
export const orders = {
  sequential: { steps: 60 },
  'mini-batches': { steps: 60, batch_size: 7 },
  shuffled: { steps: 60, batch_size: 5, order: 'shuffled' },
  fresh: { steps: 60, batch_size: 8, order: 'fresh' },
};

/** The words of values `from` to `to`. */
export const bits = (values: Float32Array | null, from = 0, to = values!.length): number[] =>
  Array.from(
    new Uint32Array(values!.buffer, values!.byteOffset, values!.length).subarray(from, to),
  );

/** The runs of a study of one arm. */
export async function runsOf(trainer: Trainer, study: object, seeds: object, waveSize?: number) {
  const { runs } = await sweep(trainer, readStudy({ ...study, seeds }), { waveSize });
  return runs[0];
}

/**
 * Trains `count` runs together, and some of them again alone.
 * @throws Error at the first bit that differs
 */
export async function expectAloneAsAmong(
  count: number,
  training: object,
  device: Device,
): Promise<void> {
  const trainer = gpuTrainer(device);
  const study = { ...base, training };
  const many = await runsOf(trainer, study, { count });
  for (const seed of [0, 63, 64, Math.floor(0.4321 * count), count - 1]) {
    const alone = await runsOf(trainer, study, { first: seed, count: 1 });
    const where = (i: number) => `word ${i} of run ${seed}`;
    expectClose(bits(alone.parameters), bits(many.parameters, seed * 13, seed * 13 + 13), {
      where,
    });
    expectClose(bits(alone.finalLoss), bits(many.finalLoss, seed, seed + 1), { where });
  }
}

/** Studies whose kernels have the loops that a step may take: over samples, rows to shuffle, and parameters. */
const loopy = [
  {},
  { training: { order: 'shuffled', batch_size: 64 } },
  {
    model: { hidden: [24] },
    optimizer: { name: 'lamb', global_clipnorm: 1 },
    training: { kernel_regularizer: 'l2' },
  },
];

/**
 * Trains a few runs for many steps, in dispatches as long as they come and in short ones: Mesa's LLVM driver ends all loops
 * of an invocation after 65,535 turns.
 * @throws Error at the first bit that differs
 */
export async function expectLongDispatches(device: Device): Promise<void> {
  for (const { training, ...change } of loopy) {
    const study = {
      ...base,
      task: { name: 'magnitude', samples: 256 },
      ...change,
      training: { steps: 600, ...training },
    };
    const long = await runsOf(gpuTrainer(device), study, { count: 8 });
    const short = await runsOf(gpuTrainer(device, { mostSteps: 50 }), study, { count: 8 });
    expectClose(bits(long.parameters), bits(short.parameters));
  }
}
