// The contract of a run on the CPU engine: nothing about how it is trained changes one bit of it. And what a wave of four
// lanes could get wrong: padding, lanes of runs that left, groups.
import { expect, test } from 'vitest';
import { wordsPerRun } from '../../src/engine/cpu/buffers';
import type { FromWorker } from '../../src/engine/cpu/protocol';
import { cpuTrainer } from '../../src/engine/cpu/trainer';
import { sweep } from '../../src/engine/sweep';
import type { Trainer } from '../../src/engine/trainer';
import { initialise } from '../../src/reference/init';
import { tableOf, type Table } from '../../src/reference/table';
import { initializers } from '../../src/study/catalogues/initializers';
import { readStudy } from '../../src/study/read';
import { expectClose } from '../support/close';
import { inProcessCpu, inProcessThread } from '../support/cpu';

const task = { name: 'magnitude', samples: 32 };
const base = {
  task,
  optimizer: { name: 'adam', learning_rate: 0.01 },
  training: { steps: 60 },
};
const cases: Record<string, object> = {
  sequential: { ...base, training: { steps: 60 } },
  'mini-batches': { ...base, training: { steps: 60, batch_size: 7 } },
  shuffled: { ...base, training: { steps: 60, batch_size: 5, order: 'shuffled' } },
  fresh: { ...base, training: { steps: 60, batch_size: 8, order: 'fresh' } },
  'a large layer': { ...base, model: { hidden: [20] } },
  'normal weights': { ...base, init: { kernel: 'he_normal' } },
  diverged: { task, optimizer: { name: 'sgd', learning_rate: 0.5 }, training: { steps: 200 } },
  'dead for good': {
    task,
    model: { hidden: [2], bias: false },
    optimizer: { name: 'sgd', learning_rate: 0.05 },
    training: { steps: 200 },
  },
  'Levenberg-Marquardt': {
    task,
    optimizer: { library: 'matlab', name: 'levenberg_marquardt' },
    training: { steps: 60, stop_below: 0.01 },
  },
  'L-BFGS': {
    task,
    optimizer: { library: 'torch', name: 'lbfgs' },
    training: { steps: 60, stop_below: 0.01 },
  },
  'below the stop threshold': {
    ...base,
    training: { steps: 400, stop_below: 0.05, order: 'shuffled', batch_size: 5 },
  },
};

const bits = (values: Float32Array | null) =>
  Array.from(new Uint32Array(values!.buffer, values!.byteOffset, values!.length));

async function trained(trainer: Trainer, study: object, seeds: object, waveSize?: number) {
  const { runs } = await sweep(trainer, readStudy({ ...study, seeds }), { waveSize });
  return runs[0];
}

test.for(Object.entries(cases))('no bit depends on how: %s', async ([, study]) => {
  const whole = await trained(inProcessCpu(), study, { count: 61 });
  const others = [
    await trained(inProcessCpu(), study, { count: 61 }, 7),
    await trained(inProcessCpu(2), study, { count: 61 }, 16),
    await trained(inProcessCpu(1, { mostSteps: 1 }), study, { count: 61 }),
  ];
  for (const other of others) {
    expect(bits(other.parameters)).toEqual(bits(whole.parameters));
    expect(bits(other.curves)).toEqual(bits(whole.curves));
    expect(Array.from(other.deadUnits)).toEqual(Array.from(whole.deadUnits));
    expect(other.passes).toEqual(whole.passes);
  }
  const size = whole.parameters!.length / 61;
  for (const seed of [0, 30, 60]) {
    const alone = await trained(inProcessCpu(), study, { first: seed, count: 1 });
    expect(bits(alone.parameters)).toEqual(bits(whole.parameters).slice(seed * size, (seed + 1) * size)); // prettier-ignore
    expect(bits(alone.finalLoss)).toEqual(bits(whole.finalLoss).slice(seed, seed + 1));
  }
});

test('runs that rest keep their losses, and the others train on', async () => {
  const { curves, checkpoints } = await trained(inProcessCpu(), cases['below the stop threshold'], {
    count: 61,
  });
  const width = checkpoints.length;
  const [before, after] = [-3, -1].map((back) => checkpoints.length + back);
  const rests = Array.from(
    { length: 61 },
    (_, run) => curves![run * width + before] === curves![run * width + after],
  );
  expect(rests).toContain(true);
  expect(rests).toContain(false);
});

test('non-finite runs are counted, never hidden', async () => {
  const study = { ...base, optimizer: { name: 'sgd', learning_rate: 1e6 } };
  const { finalLoss } = await trained(inProcessCpu(), study, { count: 20 });
  expect(Array.from(finalLoss).filter(Number.isNaN).length).toBeGreaterThan(10);
});

test('a cancelled study keeps what is finished', async () => {
  const study = readStudy({ ...base, training: { steps: 20_000 }, seeds: { count: 400 } });
  const abort = new AbortController();
  const { cancelled, runs } = await sweep(inProcessCpu(), study, {
    waveSize: 20,
    signal: abort.signal,
    onProgress: ({ runsDone }) => runsDone >= 40 && abort.abort(),
  });
  expect(cancelled).toBe(true);
  expect(runs[0].seeds.length).toBeGreaterThanOrEqual(40);
  expect(runs[0].seeds.length).toBeLessThan(400);
});

test('a thread that fails is given no further wave', async () => {
  const study = readStudy({ ...base, seeds: { count: 8 } });
  let started = 0;
  const trainer = cpuTrainer(() => {
    if (started++ > 0) return inProcessThread();
    let report: (error: Error) => void = () => {};
    return {
      post: () => setTimeout(() => report(new Error('it died'))),
      listen: () => {},
      onFailure: (told) => (report = told),
      close: () => {},
    };
  }, 1);
  await expect(sweep(trainer, study)).rejects.toThrow('it died');
  expect((await sweep(trainer, study)).runs[0].seeds).toHaveLength(8);
  await sweep(trainer, study);
  expect(started).toBe(2);
});

test('a wave that finds no memory is halved', async () => {
  const study = readStudy({ ...base, seeds: { count: 61 } });
  const trainer = cpuTrainer(() => {
    const thread = inProcessThread();
    let receive: (message: FromWorker) => void = () => {};
    let table: Table | null = null;
    return {
      ...thread,
      listen(listener) {
        receive = listener;
        thread.listen(listener);
      },
      post(message) {
        if (message.kind === 'cancel') return thread.post(message);
        table = message.table ?? table;
        if (message.wave.count <= 20) return thread.post({ ...message, table });
        return void setTimeout(() =>
          receive({ kind: 'failed', message: 'full', outOfMemory: true }),
        );
      },
    };
  }, 1);
  const [halved] = (await sweep(trainer, study)).runs;
  expect(halved).toEqual((await sweep(inProcessCpu(), study)).runs[0]);
  const lbfgs = readStudy({ ...cases['L-BFGS'], model: { hidden: [200] } }).arms[0];
  const words = Object.values(wordsPerRun(lbfgs)).reduce((a, b) => a + b);
  expect(trainer.waveSize(lbfgs) * words * 4).toBeLessThanOrEqual(2 ** 26);
});

test('losses of runs under way arrive while they train', async () => {
  const study = readStudy({ ...base, training: { steps: 50_000 }, seeds: { count: 64 } });
  let counted = 0;
  await sweep(inProcessCpu(), study, {
    onProgress: ({ runsDone, histograms: [{ counts }] }) => {
      if (runsDone === 0)
        counted = Math.max(
          counted,
          counts.reduce((a, b) => a + b, 0),
        );
    },
  });
  expect(counted).toBe(64);
});

/** Whose entries are products of exact uniforms with one number; others go through logarithms and roots. */
const EXACT = /uniform|zeros|ones|constant|identity|eye_|torch_linear|playground|positive_output/;
test.for(Object.keys(initializers))('initial parameters are the twin’s: %s', async (name) => {
  const study = { task, model: { hidden: [5, 4] }, init: { kernel: name }, training: { steps: 0 } };
  const seeds = { study: 3, first: 1000, count: 50 };
  const { parameters } = await trained(inProcessCpu(), study, seeds);
  const [arm] = readStudy({ ...study, seeds }).arms;
  const twin = Array.from({ length: 50 }, (_, i) =>
    Array.from(initialise(arm.layers, tableOf(arm.task), 3, 1000 + i)),
  );
  expectClose(parameters!, twin.flat(), EXACT.test(name) ? {} : { rtol: 1e-4, atol: 1e-5 });
});

test.for([
  ['kinks_at_data', 'prelu'],
  ['lsuv', 'prelu'],
  ['redraw_dead', 'relu'],
])('... of networks with loops: %s, %s', async ([name, activation]) => {
  const model = { hidden: [20, 12], activation };
  const study = { task, model, init: { kernel: name }, training: { steps: 0 } };
  const { parameters } = await trained(inProcessCpu(), study, { count: 8 });
  const [arm] = readStudy(study).arms;
  const twin = Array.from({ length: 8 }, (_, seed) =>
    Array.from(initialise(arm.layers, tableOf(arm.task), 0, seed)),
  );
  expectClose(parameters!, twin.flat(), { rtol: 1e-4, atol: 1e-5 });
});
