// A run is a pure function of (arm, run seed): nothing about how it is trained may change one bit of it.
import { expect } from 'vitest';
import { sweep } from '../../src/engine/sweep';
import { gpuTrainer } from '../../src/engine/gpu/trainer';
import { compiledKernels } from '../../src/gpu/kernel';
import type { Trainer } from '../../src/engine/trainer';
import type { Arm } from '../../src/study/arm';
import { readStudy } from '../../src/study/read';
import { base, bits, expectAloneAsAmong, orders, runsOf } from '../support/contract';
import { gpuTest } from '../support/gpu';

gpuTest.for(Object.entries(orders))(
  'one run alone = the same run among 10,000: %s',
  ([, training], { device }) => expectAloneAsAmong(10_000, training, device),
);

gpuTest('on the population loss, too', async ({ device }) => {
  const trainer = gpuTrainer(device);
  const study = {
    ...base,
    task: { name: 'magnitude', samples: 'population' },
    model: { hidden: [3], bias: false },
  };
  const many = await runsOf(trainer, study, { count: 500 });
  const waves = await runsOf(trainer, study, { count: 500 }, 77);
  const single = await runsOf(gpuTrainer(device, { mostSteps: 1 }), study, { count: 500 });
  const alone = await runsOf(trainer, study, { first: 321, count: 1 });
  for (const other of [waves, single]) expect(bits(other.curves)).toEqual(bits(many.curves));
  expect(bits(alone.parameters)).toEqual(bits(many.parameters, 321 * 9, 322 * 9));
});

gpuTest('wave size, first seed and steps per dispatch change no bit', async ({ device }) => {
  const trainer = gpuTrainer(device);
  const whole = await runsOf(trainer, base, { count: 500 });
  const waves = await runsOf(trainer, base, { count: 500 }, 77);
  const later = await runsOf(trainer, base, { first: 100, count: 300 }, 128);
  const single = await runsOf(gpuTrainer(device, { mostSteps: 1 }), base, { count: 500 });
  expect(bits(waves.parameters)).toEqual(bits(whole.parameters));
  expect(bits(single.parameters)).toEqual(bits(whole.parameters));
  expect(bits(single.curves)).toEqual(bits(whole.curves));
  expect(bits(later.parameters)).toEqual(bits(whole.parameters, 100 * 13, 400 * 13));
  expect(Array.from(later.seeds)).toEqual(Array.from({ length: 300 }, (_, i) => 100 + i));
});

gpuTest('whether invocations share their loads changes no bit', async ({ device }) => {
  expect(device.info.subgroups).toBe(device.gpu.features.has('subgroups'));
  const alone = { ...device, info: { ...device.info, subgroups: false } };
  for (const batch_size of [7, 30]) {
    const study = { ...base, training: { ...base.training, batch_size } };
    const [shared, own] = await Promise.all(
      [device, alone].map((on) => runsOf(gpuTrainer(on), study, { count: 90 })),
    );
    expect(bits(shared.parameters)).toEqual(bits(own.parameters));
    expect(bits(shared.curves)).toEqual(bits(own.curves));
  }
});

gpuTest('recording at other steps changes no bit', async ({ device }) => {
  const trainer = gpuTrainer(device);
  const whole = await runsOf(trainer, base, { count: 100 });
  const recorded = await runsOf(
    trainer,
    { ...base, training: { steps: 60, record_at: [7, 31] } },
    { count: 100 },
  );
  expect(recorded.checkpoints).toEqual([0, 7, 31, 54, 60]);
  expect(bits(recorded.finalLoss)).toEqual(bits(whole.finalLoss));
});

gpuTest(
  'a cancelled study keeps what is finished, and repeated gives the same bits',
  async ({ device }) => {
    const trainer = gpuTrainer(device);
    const study = readStudy({ ...base, seeds: { count: 400 } });
    const abort = new AbortController();
    let waves = 0;
    const interrupted: Trainer = {
      ...trainer,
      train: (wave, progress, signal) =>
        trainer.train(
          wave,
          (p) => {
            if (waves === 3) abort.abort(); // in the middle of the third wave
            progress(p);
          },
          (waves++, signal),
        ),
    };
    const cancelled = await sweep(interrupted, study, { waveSize: 64, signal: abort.signal });
    const whole = await sweep(trainer, study);
    const [part] = cancelled.runs;
    expect(cancelled.cancelled).toBe(true);
    expect(part.seeds.length).toBe(128);
    expect(bits(part.parameters)).toEqual(
      bits(whole.runs[0].parameters, 0, part.seeds.length * 13),
    );
  },
);

gpuTest('arms are paired: the same uniforms for the same parameter', async ({ device }) => {
  const study = {
    ...base,
    training: { steps: 0 },
    seeds: { count: 50 },
    grid: { 'init.kernel': ['he_uniform', 'lecun_uniform'] },
  };
  const { runs } = await sweep(gpuTrainer(device), readStudy(study));
  const [he, lecun] = runs.map(({ parameters: p }) => p!);
  for (const i of [0, 5, 9, 13 * 49 + 2]) expect(he[i] / lecun[i]).toBeCloseTo(Math.SQRT2, 5);
});

gpuTest('a sweep over learning rates or seeds compiles one pipeline', async ({ device }) => {
  const study = (rate: number, first: number) =>
    readStudy({
      ...base,
      optimizer: { name: 'sgd', learning_rate: rate },
      seeds: { first, count: 10 },
    });
  await sweep(gpuTrainer(device), study(0.01, 0));
  const before = compiledKernels(device);
  await sweep(gpuTrainer(device), study(0.02, 77));
  expect(compiledKernels(device)).toBe(before);
});

gpuTest('an arm that was prepared compiles nothing more', async ({ device }) => {
  const study = readStudy({ ...base, model: { hidden: [2], activation: 'softsign' } });
  const trainer = gpuTrainer(device);
  const fresh = compiledKernels(device);
  await trainer.prepare!(study.arms[0]);
  const prepared = compiledKernels(device);
  expect(prepared).toBeGreaterThan(fresh);
  await sweep(trainer, { ...study, seeds: { ...study.seeds, count: 8 } });
  expect(compiledKernels(device)).toBe(prepared);
  const tooLarge = readStudy({ ...base, model: { hidden: [400, 400] } });
  await trainer.prepare!(tooLarge.arms[0]); // says nothing: training does
});

gpuTest('the next arm is compiled while one trains', async ({ device }) => {
  const trainer = gpuTrainer(device);
  const heard: string[] = [];
  const study = readStudy({
    ...base,
    seeds: { count: 8 },
    grid: { 'model.activation': ['relu', 'tanh'] },
  });
  const name = (arm: Arm) => arm.layers[0].activation.name;
  const listening: Trainer = {
    ...trainer,
    prepare: async (arm) => void heard.push(`prepare ${name(arm)}`),
    train: async (wave, progress, signal) => {
      const result = await trainer.train(wave, progress, signal);
      heard.push(`trained ${name(wave.arm)}`);
      return result;
    },
  };
  await sweep(listening, study);
  expect(heard).toEqual(['prepare tanh', 'trained relu', 'trained tanh']);
});

gpuTest('on the CPU a wave is some seconds of work, and loses no more', async ({ device }) => {
  const waveSize = (software: boolean, steps: number) =>
    gpuTrainer({ ...device, info: { ...device.info, software } }).waveSize(
      readStudy({ ...base, training: { steps } }).arms[0],
    );
  expect(waveSize(true, 10_000)).toBeLessThan(waveSize(true, 1000));
  expect(waveSize(true, 1_000_000)).toBe(256);
  expect(waveSize(false, 1_000_000)).toBe(65_536);
});

gpuTest('non-finite runs are counted, never hidden', async ({ device }) => {
  const study = { ...base, optimizer: { name: 'sgd', learning_rate: 1e6 }, seeds: { count: 20 } };
  const { finalLoss } = await runsOf(gpuTrainer(device), study, { count: 20 });
  expect(Array.from(finalLoss).filter(Number.isNaN).length).toBeGreaterThan(10);
});
