// The plan of a sweep: waves, memory, errors, progress. The trainer is real, its memory or device are taken away.
import { describe, expect, test } from 'vitest';
import { gpuTrainer } from '../../src/engine/gpu/trainer';
import { sweep, type Progress } from '../../src/engine/sweep';
import type { Trainer } from '../../src/engine/trainer';
import { DeviceLostError, LimitError, OutOfMemoryError } from '../../src/gpu/errors';
import { storage } from '../../src/gpu/buffer';
import { readStudy } from '../../src/study/read';
import { gpuTest } from '../support/gpu';

const small = { task: { name: 'magnitude', samples: 16 }, training: { steps: 20 } };

describe('memory', () => {
  gpuTest(
    'waves that do not fit are halved until they do, with the same results',
    async ({ device }) => {
      const real = gpuTrainer(device);
      const counts: number[] = [];
      const tight: Trainer = {
        ...real,
        train(wave, ...rest) {
          counts.push(wave.count);
          return wave.count > 30
            ? Promise.reject(new OutOfMemoryError('full'))
            : real.train(wave, ...rest);
        },
      };
      const study = readStudy({ ...small, seeds: { count: 100 } });
      const [halved] = (await sweep(tight, study)).runs;
      const [whole] = (await sweep(real, study)).runs;
      expect(counts).toEqual([100, 50, 25, 25, 25, 25]);
      expect(halved).toEqual(whole);
    },
  );

  gpuTest(
    'more memory than a device has is an OutOfMemoryError or a refusal, never a crash',
    async ({ freshDevice }) => {
      const size = freshDevice.gpu.limits.maxBufferSize;
      const buffers: GPUBuffer[] = [];
      const fill = async () => {
        for (let i = 0; i < 400; i++)
          buffers.push(
            (await freshDevice.allocating(() => ({ filler: storage(freshDevice, 'filler', size) })))
              .filler,
          );
      };
      await expect(fill()).rejects.toThrow();
      for (const buffer of buffers) buffer.destroy();
    },
  );

  gpuTest('a table or a run that no buffer of the device holds names the limit', ({ device }) => {
    const gpu = { limits: { maxStorageBufferBindingSize: 2 ** 17 } } as unknown as GPUDevice;
    const trainer = gpuTrainer({ ...device, gpu });
    const fits = (study: object) => trainer.waveSize(readStudy({ ...small, ...study }).arms[0]);
    const limit = /^needs maxStorageBufferBindingSize = \d+, this adapter has 131072; choose fewer/;
    expect(() => fits({ task: { name: 'magnitude', samples: 2 ** 15 } })).toThrow(limit);
    const shuffled = (samples: number) =>
      fits({
        task: { name: 'magnitude', samples },
        training: { order: 'shuffled', batch_size: 8 },
      });
    expect(shuffled(2 ** 12)).toBe(8);
    expect(() => shuffled(2 ** 16)).toThrow(limit);
  });

  gpuTest('a network that is too large names the limit', async ({ device }) => {
    const study = readStudy({ ...small, model: { hidden: [256, 256] } });
    await expect(sweep(gpuTrainer(device), study)).rejects.toThrow(LimitError);
  });
});

gpuTest('a lost device is reported, and what was finished is kept', async ({ freshDevice }) => {
  const study = readStudy({ ...small, seeds: { count: 200 } });
  const real = gpuTrainer(freshDevice);
  let waves = 0;
  const dying: Trainer = {
    ...real,
    async train(...wave) {
      if (++waves < 3) return real.train(...wave);
      throw new DeviceLostError('reset');
    },
  };
  const { runs, lost, cancelled } = await sweep(dying, study, { waveSize: 64 });
  expect(lost?.message).toContain('the GPU device was lost (reset); what was finished is kept');
  expect(cancelled).toBe(false);
  expect(runs[0].seeds.length).toBe(128);
});

test('a lane that fails ends the others', async () => {
  const trainer: Trainer = {
    adapter: { engine: 'cpu', name: 'two lanes', software: true },
    lanes: 2,
    waveSize: () => 4,
    train: ({ firstSeed }, _, signal) =>
      firstSeed === 0
        ? Promise.reject(new Error('it broke'))
        : new Promise((__, reject) => {
            signal!.addEventListener('abort', () => reject(signal!.reason as Error));
          }),
    close: () => {},
  };
  await expect(sweep(trainer, readStudy({ ...small, seeds: { count: 8 } }))).rejects.toThrow(
    'it broke',
  );
});

gpuTest(
  'progress grows to all runs, and histograms hold every finished run',
  async ({ device }) => {
    const seen: Progress[] = [];
    const study = readStudy({
      ...small,
      training: { steps: 2000 },
      seeds: { count: 2000 },
      arms: [{}, { init: { kernel: 'he_normal' } }],
    });
    const { runs, cancelled } = await sweep(gpuTrainer(device), study, {
      onProgress: (p) => seen.push(p),
    });
    const last = seen.at(-1)!;
    expect(cancelled).toBe(false);
    expect(last.share).toBeCloseTo(1, 9);
    expect(last.runsDone).toBe(4000);
    expect(last.histograms.map(({ total }) => total)).toEqual([2000, 2000]);
    expect(seen.every(({ share }, i) => i === 0 || share >= seen[i - 1].share)).toBe(true);
    expect(runs.map(({ seeds }) => seeds.length)).toEqual([2000, 2000]);
  },
);

gpuTest(
  'a wave stays within its memory, however many checkpoints the study names',
  ({ device }) => {
    const steps = 999;
    const record_at = Array.from({ length: steps + 1 }, (_, step) => step);
    const [arm] = readStudy({ ...small, training: { steps, record_at } }).arms;
    const words = record_at.length + 13 + 2 * 13; // losses, parameters, Adam's state
    expect(gpuTrainer(device).waveSize(arm) * words * 4).toBeLessThanOrEqual(2 ** 28);
  },
);
