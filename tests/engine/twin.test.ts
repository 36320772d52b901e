// The CPU twin against both engines, beyond what the golden trajectories cover: drawn inputs and parameters, orders of
// samples, frozen layers, dead neurons.
import { expect } from 'vitest';
import { checkpointsOf } from '../../src/engine/checkpoints';
import { group } from '../../src/engine/kernels/methods/group';
import { gpuTrainer } from '../../src/engine/gpu/trainer';
import { sweep } from '../../src/engine/sweep';
import { activeRows } from '../../src/reference/network';
import { tableOf } from '../../src/reference/table';
import { trainRuns } from '../../src/reference/train';
import { populationIn } from '../../src/study/catalogues/tasks';
import { factNames } from '../../src/study/facts';
import { readStudy } from '../../src/study/read';
import { expectClose } from '../support/close';
import { inProcessCpu } from '../support/cpu';
import { gpuTest } from '../support/gpu';

const normal = { name: 'magnitude', samples: 24 };
const training = { steps: 12, batch_size: 7 };
const cases: Record<string, object> = {
  'uniform inputs': { task: { ...normal, distribution: 'uniform', radius: 2 } },
  'inputs from a disc': { task: { ...normal, distribution: 'disc' } },
  'a polar grid': { task: { ...normal, distribution: 'polar_grid' } },
  'shuffled mini-batches': { task: normal, training: { ...training, order: 'shuffled' } },
  'fresh normal samples': { task: normal, training: { ...training, order: 'fresh' } },
  'fresh uniform samples': {
    task: { ...normal, distribution: 'uniform' },
    training: { ...training, order: 'fresh' },
  },
  'fresh samples from a disc': {
    task: { ...normal, distribution: 'disc' },
    training: { ...training, order: 'fresh' },
  },
  'fresh samples of a formula': {
    task: {
      name: 'expression',
      inputs: 3,
      target: ['sin(x) * y', 'max(z, -x)^3 - exp(-x1^2) / 2'],
      samples: 16,
    },
    training: { ...training, order: 'fresh' },
  },
  'fresh windows and their spectra': {
    task: { name: 'magnitude_spectrum', size: 5, samples: 16 },
    training: { ...training, order: 'fresh' },
  },
  'fresh steps and sines': {
    task: { name: 'step_sine', samples: 16 },
    training: { ...training, order: 'fresh' },
  },
  'a frozen first layer': {
    task: normal,
    model: { layers: [{ units: 5, activation: 'relu', trainable: false }, { units: 1 }] },
  },
  'a frozen last layer': {
    task: normal,
    model: {
      layers: [
        { units: 5, activation: 'relu' },
        { units: 4, activation: 'tanh' },
        { units: 1, trainable: false },
      ],
    },
  },
  'layers of one unit, whose sums could be shared twice': {
    task: normal,
    model: { hidden: [1, 1, 1], activation: 'leaky_relu' },
  },
  'several outputs': {
    task: { name: 'dft', size: 4, samples: 16 },
    model: { hidden: [3, 2], activation: 'elu' },
  },
  'XOR under MAE': {
    task: { name: 'xor' },
    loss: 'mae',
    model: { hidden: [4], activation: 'selu' },
  },
  'the population loss of |x|': {
    task: { name: 'magnitude', samples: 'population' },
    model: { hidden: [3], bias: false },
  },
  'the population loss of one ReLU': {
    task: { name: 'relu', samples: 'population' },
    model: { layers: [{ units: 1, activation: 'relu', bias: false }] },
  },
  'the population loss of a teacher, with output weights that do not learn': {
    task: { name: 'teacher_student', inputs: 5, neurons: 4, samples: 'population' },
    model: {
      layers: [
        { units: 7, activation: 'relu', bias: false },
        { units: 1, bias: false, trainable: false },
      ],
    },
  },
  'the population loss where only output weights learn': {
    task: { name: 'teacher_student', inputs: 3, neurons: 3, samples: 'population' },
    model: {
      layers: [
        { units: 5, activation: 'relu', bias: false, trainable: false },
        { units: 1, bias: false },
      ],
    },
    optimizer: { name: 'sgd', learning_rate: 0.05, momentum: 0.9 },
  },
  'learned slopes, shared sums or not': {
    task: normal,
    model: {
      layers: [
        { units: 3, activation: { name: 'prelu', init: 0.25 } },
        { units: 2, activation: 'prelu', bias: false },
        { units: 1, activation: 'prelu' },
      ],
    },
  },
  'a formula in each layer': {
    task: normal,
    loss: { name: 'huber', delta: 0.5 },
    model: {
      layers: [
        { units: 3, activation: { name: 'expression', f: 'max(x, 0.1 * x) + sin(x) / 4' } },
        { units: 2, activation: 'expression' },
        { units: 1 },
      ],
    },
  },
  'dropout in two layers': {
    task: normal,
    model: { hidden: [4, 3], activation: 'tanh' },
    training: { steps: 12, dropout: 0.4 },
  },
  'dropout that keeps one, below shared sums': {
    task: normal,
    model: { hidden: [2] },
    training: { ...training, dropout: { rate: 0.6, keep_one: true } },
  },
  'dropout of fresh samples': {
    task: normal,
    model: { hidden: [3], activation: 'prelu' },
    training: { ...training, order: 'fresh', dropout: 0.3 },
  },
  'slopes drawn for each sample': {
    task: normal,
    model: {
      layers: [
        { units: 2, activation: 'rrelu' },
        { units: 3, activation: { name: 'rrelu', lower: -0.5, upper: 0.5 } },
        { units: 1, activation: 'rrelu' },
      ],
    },
  },
  'drawn slopes of fresh samples under dropout': {
    task: normal,
    model: { hidden: [3], activation: 'rrelu' },
    training: { ...training, order: 'fresh', dropout: 0.3 },
  },
  'LAMB, decayed, clipped and averaged': {
    task: normal,
    optimizer: {
      name: 'lamb',
      learning_rate: 0.02,
      weight_decay: 0.1,
      clipnorm: 0.3,
      use_ema: true,
    },
  },
  'LAMB in a loop': {
    task: normal,
    model: { hidden: [17] },
    optimizer: { name: 'lamb', learning_rate: 0.02, global_clipnorm: 0.3, use_ema: true },
    training: { steps: 12, kernel_regularizer: { name: 'l1_l2', l1: 0.01, l2: 0.02 } },
  },
  'FTRL of another power under a schedule': {
    task: normal,
    optimizer: {
      name: 'ftrl',
      learning_rate: 0.1,
      learning_rate_power: -0.3,
      beta: 0.1,
      l1_regularization_strength: 0.01,
      schedule: 'cosine_decay',
    },
  },
  'gradients clipped by value, averaged weights': {
    task: normal,
    optimizer: { name: 'sgd', clipvalue: 0.05, use_ema: true, ema_momentum: 0.8 },
  },
  'gradients clipped together, one cycle of the learning rate': {
    task: normal,
    optimizer: { library: 'torch', name: 'adam', clip_grad_norm: 0.1, schedule: 'one_cycle_lr' },
    training: { steps: 12, kernel_regularizer: 'l2' },
  },
  'state that does not start at zero, in a loop': {
    task: normal,
    model: { hidden: [17] },
    optimizer: { name: 'adagrad', learning_rate: 0.1, clipnorm: 0.5, weight_decay: 0.01 },
    training: { steps: 12, kernel_regularizer: 'l1' },
  },
  'more parameters than are unrolled': {
    task: normal,
    model: { hidden: [17] },
    optimizer: { library: 'torch', name: 'sgd', lr: 0.05, momentum: 0.9 },
  },
};

const COUNT = 20;
/** Cases that a workgroup a network trains, too; its text takes longer to compile, and tests/support/group.ts has more. */
const inGroups = /shuffled|fresh (normal|samples of)|frozen|several|XOR|clipped together|at zero/;

gpuTest.for(Object.entries(cases))('%s', async ([name, change], { device }) => {
  const study = readStudy({
    model: { hidden: [3] },
    optimizer: { name: 'adam', learning_rate: 0.01 },
    training: { steps: 12 },
    init: { kernel: 'torch_linear' },
    seeds: { study: 3, first: 1000, count: COUNT },
    ...change,
  });
  const [arm] = study.arms;
  const table = tableOf(arm.task);
  const checkpoints = checkpointsOf(arm.training);
  const twin = trainRuns({
    arm,
    table,
    checkpoints,
    studySeed: 3,
    firstSeed: 1000,
    count: COUNT,
  });
  let next = twin.next();
  while (!next.done) next = twin.next();
  const { losses, parameters, deadUnits, deaths, probe } = next.value;
  const last = (checkpoints.length - 1) * COUNT;
  // the population loss is a difference of squares about as large as E y^2
  const atol = populationIn(arm.task) ? 1e-7 : 0;
  const trainers = [gpuTrainer(device), inProcessCpu()];
  if (inGroups.test(name)) trainers.push(gpuTrainer(device, { method: group }));
  for (const trainer of trainers) {
    const [found] = (await sweep(trainer, study)).runs;
    expectClose(found.initialLoss, losses.subarray(0, COUNT), { rtol: 1e-5, atol });
    expectClose(found.finalLoss, losses.subarray(last), { rtol: 2e-5, atol });
    expectClose(found.parameters!, parameters, { rtol: 1e-4, atol: 1e-4 });
    expect(Array.from(found.deadUnits)).toEqual(Array.from(deadUnits));
    const mortal = deaths.length / COUNT;
    const byRun = Array.from(
      deaths,
      (_, i) => deaths[(i % mortal) * COUNT + Math.floor(i / mortal)],
    );
    expect(Array.from(found.deaths!)).toEqual(byRun);
    expect(found.facts === null).toBe(probe === null);
    for (const name of probe ? factNames : []) {
      const at = factNames.indexOf(name) * COUNT;
      const twin = (of: Float32Array) => of.subarray(at, at + COUNT);
      const { start, end } = found.facts!;
      const close = { rtol: 1e-3, atol: 1e-3 };
      expectClose(end[name], twin(probe!.end), close);
      if (name in start) expectClose(start[name as keyof typeof start], twin(probe!.start), close);
    }
  }
});

gpuTest('frozen layers do not move', async ({ device }) => {
  const model = { layers: [{ units: 3, activation: 'relu', trainable: false }, { units: 1 }] };
  const study = (steps: number) =>
    readStudy({ task: normal, model, training: { steps }, seeds: { count: 8 } });
  const trainer = gpuTrainer(device);
  const [before] = (await sweep(trainer, study(0))).runs;
  const [after] = (await sweep(trainer, study(50))).runs;
  for (let run = 0; run < 8; run++) {
    const part = (values: Float32Array | null, from: number, to: number) =>
      Array.from(values!.subarray(run * 13 + from, run * 13 + to));
    expect(part(after.parameters, 0, 9)).toEqual(part(before.parameters, 0, 9));
    expect(part(after.parameters, 9, 13)).not.toEqual(part(before.parameters, 9, 13));
  }
});

gpuTest('dead neurons are those that no row activates', async ({ device }) => {
  // neuron 0 sees x > 0, neuron 1 nothing, neuron 2 everything
  const explicit = [[1, 0, 0, 0, 0, 0, 0, -1, 1, 1, 1, 1, 0]];
  const study = readStudy({
    task: normal,
    init: { explicit },
    training: { steps: 0 },
    seeds: { count: 1 },
  });
  const { runs } = await sweep(gpuTrainer(device), study);
  const [rows] = activeRows(
    study.arms[0],
    Float32Array.from(explicit[0]),
    tableOf(study.arms[0].task),
  );
  expect(Array.from(runs[0].deadUnits)).toEqual([1]);
  expect(rows![1]).toBe(0);
  expect(rows![2]).toBe(24);
  expect(rows![0]).toBeGreaterThan(0);
  expect(rows![0]).toBeLessThan(24);
});
