// Networks so large that the CPU engine trains them with loops over units, against the twin.
import { expect, test } from 'vitest';
import { checkpointsOf } from '../../src/engine/checkpoints';
import { loops } from '../../src/engine/cpu/loops';
import { cpuMethod } from '../../src/engine/cpu/method';
import { sweep } from '../../src/engine/sweep';
import { tableOf } from '../../src/reference/table';
import { trainRuns } from '../../src/reference/train';
import { readStudy } from '../../src/study/read';
import { expectClose } from '../support/close';
import { inProcessCpu } from '../support/cpu';

const task = { name: 'magnitude', samples: 24 };
const training = { steps: 12, batch_size: 7 };
const cases: Record<string, object> = {
  'two layers': { model: { hidden: [21, 18], activation: 'tanh' } },
  'LAMB, clipped, decayed and averaged': {
    model: { hidden: [21, 18], activation: 'prelu' },
    optimizer: { name: 'lamb', weight_decay: 0.1, clipnorm: 0.2, use_ema: true },
  },
  'a penalty, gradients clipped together': {
    model: { hidden: [21, 18], activation: 'tanh' },
    optimizer: { name: 'adagrad', learning_rate: 0.02, global_clipnorm: 0.2 },
    training: { ...training, kernel_regularizer: { name: 'l1_l2', l1: 0.01, l2: 0.02 } },
  },
  'dropout and learned slopes': {
    model: { hidden: [21, 18], activation: 'prelu' },
    training: { ...training, dropout: { rate: 0.3, keep_one: true } },
  },
  'drawn slopes': {
    model: { hidden: [21, 18], activation: 'rrelu' },
    training: { ...training, order: 'shuffled' },
  },
  'fresh samples without biases': {
    model: { hidden: [22, 20], activation: 'relu', bias: false },
    training: { ...training, order: 'fresh' },
  },
  'a frozen layer in a shuffled order': {
    model: {
      layers: [
        { units: 21, activation: 'elu' },
        { units: 18, activation: 'elu', trainable: false },
        { units: 1 },
      ],
    },
    training: { ...training, order: 'shuffled' },
  },
  'several thousand parameters': { task: { name: 'dft', size: 40, samples: 16 } , model: { hidden: [] } }, // prettier-ignore
};

const COUNT = 10;
test.for(Object.entries(cases))('%s', async ([, change]) => {
  const study = readStudy({
    task,
    training,
    optimizer: { name: 'adam', learning_rate: 0.01 },
    init: { kernel: 'torch_linear' },
    seeds: { study: 3, first: 1000, count: COUNT },
    ...change,
  });
  const [arm] = study.arms;
  expect(cpuMethod(arm)).toBe(loops);
  const checkpoints = checkpointsOf(arm.training);
  const wave = { arm, table: tableOf(arm.task), checkpoints };
  const twin = trainRuns({ ...wave, studySeed: 3, firstSeed: 1000, count: COUNT });
  let next = twin.next();
  while (!next.done) next = twin.next();
  const { losses, parameters, deadUnits } = next.value;
  const [found] = (await sweep(inProcessCpu(), study)).runs;
  expectClose(found.initialLoss, losses.subarray(0, COUNT), { rtol: 1e-5 });
  expectClose(found.finalLoss, losses.subarray(losses.length - COUNT), { rtol: 2e-5 });
  expectClose(found.parameters!, parameters, { rtol: 1e-4, atol: 1e-4 });
  expect(Array.from(found.deadUnits)).toEqual(Array.from(deadUnits));
});
