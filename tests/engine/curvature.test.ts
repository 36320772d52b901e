// The optimisers that use curvature on the GPU: their first steps against their twins in float64, the contract of a run,
// and what they refuse.
import { expect, it } from 'vitest';
import { gpuTrainer } from '../../src/engine/gpu/trainer';
import { sweep } from '../../src/engine/sweep';
import { tableOf } from '../../src/reference/table';
import { trainRuns } from '../../src/reference/train';
import { readStudy } from '../../src/study/read';
import type { Device } from '../../src/gpu/device';
import { expectClose } from '../support/close';
import { gpuTest } from '../support/gpu';

const lm = { library: 'matlab', name: 'levenberg_marquardt' };
/** Enough damping that J'J + mu I, in float32, does not blow up rounding. */
const damped = { ...lm, mu: 1, mu_dec: 0.5 };
const lbfgs = { library: 'torch', name: 'lbfgs' };
const task = { name: 'magnitude', samples: 40 };
const tanh = { hidden: [3], activation: 'tanh' };

const COUNT = 20;
function document(change: object) {
  return {
    task,
    model: tanh,
    init: { kernel: 'torch_linear' },
    seeds: { study: 3, first: 100, count: COUNT },
    ...change,
  };
}

async function onGpu(
  device: Device,
  change: object,
  seeds?: object,
  waveSize?: number,
  mostSteps?: number,
) {
  const study = readStudy({ ...document(change), ...(seeds && { seeds: { study: 3, ...seeds } }) });
  const options = mostSteps === undefined ? {} : { mostSteps };
  return (await sweep(gpuTrainer(device, options), study, { waveSize })).runs[0];
}

function onTwin(change: object, checkpoints: readonly number[]) {
  const [arm] = readStudy(document(change)).arms;
  const wave = { arm, table: tableOf(arm.task), checkpoints, studySeed: 3, firstSeed: 100 };
  const twin = trainRuns({ ...wave, count: COUNT });
  let next = twin.next();
  while (!next.done) next = twin.next();
  return next.value;
}

const layers = (first: object, last: object) => ({
  layers: [
    { units: 4, activation: 'sigmoid', ...first },
    { units: 1, ...last },
  ],
});
const cases: Record<string, object> = {
  'Levenberg-Marquardt': { optimizer: damped, training: { steps: 3 } },
  'Levenberg-Marquardt, ReLU': {
    optimizer: damped,
    model: { hidden: [3] },
    training: { steps: 2 },
  },
  'Levenberg-Marquardt, sums in storage': {
    optimizer: damped,
    model: { hidden: [8], activation: 'tanh' },
    training: { steps: 2 },
  },
  'Levenberg-Marquardt, two outputs': {
    optimizer: damped,
    task: { name: 'dft', size: 2, samples: 16 },
    model: { hidden: [2], activation: 'tanh' },
    training: { steps: 2 },
  },
  'Levenberg-Marquardt, frozen first layer': {
    optimizer: damped,
    model: layers({ trainable: false }, {}),
    training: { steps: 2 },
  },
  'Levenberg-Marquardt, frozen last layer': {
    optimizer: damped,
    model: layers({}, { trainable: false }),
    training: { steps: 2 },
  },
  'Levenberg-Marquardt, trials that fail': {
    optimizer: { ...lm, mu: 1, mu_inc: 3, mu_dec: 0.5 },
    init: { kernel: { name: 'random_normal', stddev: 3 } },
    training: { steps: 2 },
  },
  'L-BFGS, the first iterations': {
    optimizer: { ...lbfgs, max_iter: 5 },
    training: { steps: 1 },
  },
  'L-BFGS, several steps': { optimizer: { ...lbfgs, max_iter: 2 }, training: { steps: 4 } },
  'L-BFGS, a full history': {
    optimizer: { ...lbfgs, history_size: 2, max_iter: 4 },
    training: { steps: 2 },
  },
  'L-BFGS without line search': {
    optimizer: { ...lbfgs, line_search_fn: 'none', lr: 0.2, max_iter: 4 },
    training: { steps: 2 },
  },
  // one iteration: over short steps float32 cannot tell the cubic's curvature, and the searches part
  'L-BFGS, searches that go far': {
    optimizer: { ...lbfgs, lr: 0.05, max_iter: 1 },
    training: { steps: 1 },
  },
  'L-BFGS, searches that begin too far': {
    optimizer: { ...lbfgs, lr: 300, max_iter: 1 },
    training: { steps: 1 },
  },
  'L-BFGS under log-cosh, frozen last layer': {
    optimizer: { ...lbfgs, max_iter: 5 },
    loss: 'log_cosh',
    model: layers({}, { trainable: false }),
    training: { steps: 1 },
  },
};

gpuTest.for(Object.entries(cases))('%s as its twin', async ([, change], { device }) => {
  const gpu = await onGpu(device, change);
  const { losses, parameters, passes } = onTwin(change, gpu.checkpoints);
  const last = (gpu.checkpoints.length - 1) * COUNT;
  expectClose(gpu.initialLoss, losses.subarray(0, COUNT), { rtol: 1e-5 });
  expectClose(gpu.finalLoss, losses.subarray(last), { rtol: 1e-4 });
  expectClose(gpu.parameters!, parameters, { rtol: 2e-3, atol: 2e-3 });
  expect(gpu.passes).toEqual(passes);
  gpu.finalLoss.forEach((loss, run) => expect(loss).toBeLessThan(gpu.initialLoss[run]));
});

const bits = (values: Float32Array | null) =>
  Array.from(new Uint32Array(values!.buffer, values!.byteOffset, values!.length));

gpuTest.for([lm, lbfgs])('the contract of a run: $name', async (optimizer, { device }) => {
  const change = { optimizer, model: { hidden: [3] }, training: { steps: 32 } };
  const many = await onGpu(device, change, { count: 70 });
  const waves = await onGpu(device, change, { count: 70 }, 64);
  const single = await onGpu(device, change, { count: 70 }, undefined, 1);
  expect(bits(waves.parameters)).toEqual(bits(many.parameters));
  expect(bits(single.parameters)).toEqual(bits(many.parameters));
  expect(bits(single.curves)).toEqual(bits(many.curves));
  expect(waves.passes).toEqual(many.passes);
  expect(single.passes).toEqual(many.passes);
  for (const first of [0, 69]) {
    const alone = await onGpu(device, change, { first, count: 1 });
    expect(bits(alone.parameters)).toEqual(
      bits(many.parameters).slice(first * 13, first * 13 + 13),
    );
  }
});

gpuTest.for([lm, lbfgs])(
  'the passes of runs that leave are those until then: $name',
  async (optimizer, { device }) => {
    const half = (losses: Float32Array) => losses.toSorted()[losses.length / 2];
    const change = { optimizer, training: { steps: 64, record_at: [0, 16, 64] } };
    const stay = await onGpu(device, change);
    const stopped = { ...change.training, stop_below: half(stay.finalLoss) };
    const leave = async (closeFrom: number) => {
      const study = readStudy(document({ ...change, training: stopped }));
      return (await sweep(gpuTrainer(device, { closeFrom }), study)).runs[0].passes!;
    };
    const [early, late] = [await leave(0), await leave(Infinity)];
    expect(early).toEqual(late);
    expect(early.at(-2)!).toBeLessThan(stay.passes!.at(-2)!);
    expect(early.at(-2)!).toBeGreaterThanOrEqual(early.at(-4)!);
  },
);

gpuTest.for([lm, lbfgs])(
  'a linear network reaches its optimum: $name',
  async (optimizer, { device }) => {
    const fir = { task: { name: 'fir', samples: 64 }, model: { hidden: [], bias: false } };
    const { finalLoss } = await onGpu(device, { ...fir, optimizer, training: { steps: 4 } });
    expect(Math.max(...finalLoss)).toBeLessThan(1e-8);
  },
);

gpuTest.for([lm, lbfgs])(
  'a run that ended stays as it is: $name',
  async (optimizer, { device }) => {
    const change = { optimizer, task: { name: 'xor' }, model: { hidden: [2] } };
    const there = await onGpu(device, { ...change, training: { steps: 200 } });
    const later = await onGpu(device, { ...change, training: { steps: 260 } });
    const same = Array.from(there.finalLoss).filter((loss, run) => loss === later.finalLoss[run]);
    expect(same.length).toBeGreaterThan(0.9 * COUNT);
  },
);

it.each([
  [
    { training: { batch_size: 8 } },
    'training.batch_size: found 8; Levenberg-Marquardt takes the whole table at every step; allowed: null',
  ],
  [
    { training: { order: 'shuffled' } },
    'training.order: found "shuffled"; Levenberg-Marquardt takes the whole table at every step; allowed: sequential',
  ],
  [
    { training: { dropout: 0.1 } },
    'training.dropout: Levenberg-Marquardt needs a loss that does not change; allowed: 0',
  ],
  [
    { model: { activation: 'rrelu' } },
    'model: found drawn slopes; Levenberg-Marquardt needs a loss that does not change; allowed: activations without',
  ],
  [{ loss: 'mae' }, 'loss: found "mae"; with Levenberg-Marquardt allowed: mse'],
  [
    { model: { hidden: [64] } },
    'model: found 257 parameters; with Levenberg-Marquardt allowed: at most 160',
  ],
  [
    { model: { layers: [{ units: 1, trainable: false }] } },
    'model: Levenberg-Marquardt has nothing to train; allowed: at least one trainable layer',
  ],
])('refuses %j', (change, message) => {
  expect(() => readStudy({ task, optimizer: lm, ...change })).toThrow(message);
});
