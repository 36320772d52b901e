// Runs that rest before the end: whether they leave the wave changes no bit, and the twin lets the same ones rest.
import { expect } from 'vitest';
import { gpuTrainer } from '../../src/engine/gpu/trainer';
import { sweep } from '../../src/engine/sweep';
import { trainRuns } from '../../src/reference/train';
import { tableOf } from '../../src/reference/table';
import { readStudy } from '../../src/study/read';
import { gpuTest } from '../support/gpu';

const COUNT = 300;
const task = { name: 'magnitude', samples: 32 };
const unbiased = { hidden: [2], bias: false };
const cases: Record<string, object> = {
  diverged: { task, optimizer: { name: 'sgd', learning_rate: 0.5 } },
  'dead for good, plain gradient descent': {
    task,
    model: unbiased,
    optimizer: { name: 'sgd', learning_rate: 0.05 },
  },
  'dead for good, once the momentum is spent': {
    task,
    model: unbiased,
    optimizer: { name: 'sgd', learning_rate: 0.02, momentum: 0.5 },
  },
  'below the stop threshold of a population loss': {
    task: { name: 'teacher_student', inputs: 3, neurons: 3, samples: 'population' },
    model: { hidden: [4], bias: false },
    optimizer: { name: 'sgd', learning_rate: 0.2, momentum: 0.5 },
    training: { steps: 400, stop_below: 0.01 },
  },
  'below the stop threshold': {
    task: { ...task, name: 'relu' },
    optimizer: { learning_rate: 0.05 },
    training: { steps: 400, stop_below: 0.001 },
  },
  'below the stop threshold, in an order of its own': {
    task,
    training: { steps: 400, stop_below: 0.05, order: 'shuffled', batch_size: 5 },
    optimizer: { learning_rate: 0.01 },
  },
};
const bits = (values: Float32Array) => Array.from(new Uint32Array(values.buffer));

gpuTest.for(Object.entries(cases))('%s', async ([, change], { device }) => {
  const study = readStudy({ training: { steps: 400 }, seeds: { count: COUNT }, ...change });
  const trained = async (closeFrom: number | undefined, waveSize?: number) =>
    (await sweep(gpuTrainer(device, { closeFrom }), study, { waveSize })).runs[0];
  const never = await trained(Infinity);
  for (const other of [await trained(0), await trained(undefined), await trained(0, 77)]) {
    expect(bits(other.parameters!)).toEqual(bits(never.parameters!));
    expect(bits(other.curves!)).toEqual(bits(never.curves!));
    expect(other.deadUnits).toEqual(never.deadUnits);
  }
  // some rested: from a look on, their losses no longer change, though others' do
  const width = never.checkpoints.length;
  const from = never.checkpoints.findIndex((step) => step > 200);
  const rests = Array.from({ length: COUNT }, (_, run) =>
    bits(never.curves!.slice(run * width + from, (run + 1) * width)).every(
      (loss, _i, all) => loss === all[0],
    ),
  );
  expect(rests.filter(Boolean).length).toBeGreaterThan(COUNT / 50);
});

gpuTest('the twin lets the same runs rest', async ({ device }) => {
  const study = readStudy({
    task,
    model: unbiased,
    optimizer: { name: 'sgd', learning_rate: 0.05 },
    training: { steps: 100, stop_below: 0.35 },
    seeds: { count: 40 },
  });
  const [gpu] = (await sweep(gpuTrainer(device), study)).runs;
  const [arm] = study.arms;
  const { checkpoints } = gpu;
  const table = tableOf(arm.task);
  const twin = trainRuns({ arm, table, checkpoints, studySeed: 0, firstSeed: 0, count: 40 });
  let next = twin.next();
  while (!next.done) next = twin.next();
  const { losses } = next.value;
  const rested = (last: (run: number, back: number) => number) =>
    Array.from({ length: 40 }, (_, run) => last(run, 1) === last(run, 2));
  const ofTwin = rested((run, back) => losses[(checkpoints.length - back) * 40 + run]);
  const ofGpu = rested((run, back) => gpu.curves![(run + 1) * checkpoints.length - back]);
  expect(ofGpu).toEqual(ofTwin);
  expect(ofGpu).toContain(true);
  expect(ofGpu).toContain(false);
});
