// Cases for a workgroup a network, with the tiles of adapters on the CPU and with those of GPUs. The compilers of adapters on
// the CPU take seconds for such a text: a choice. Works in Node, in a browser and in Deno.
import { checkpointsOf } from '../../src/engine/checkpoints';
import { methodOf } from '../../src/engine/kernels/methods';
import { group } from '../../src/engine/kernels/methods/group';
import { gpuTrainer } from '../../src/engine/gpu/trainer';
import { sweep } from '../../src/engine/sweep';
import type { Device } from '../../src/gpu/device';
import { tableOf } from '../../src/reference/table';
import { trainRuns } from '../../src/reference/train';
import { readStudy } from '../../src/study/read';
import { asOnGpu } from './as_on_gpu';
import { expectClose } from './close';
import { expectOracle, oracles } from './oracles';

const tilings = { 'tiles of a CPU': (device: Device) => device, 'tiles of a GPU': asOnGpu };
type Tiles = keyof typeof tilings;

const trajectories: Record<string, Tiles> = {
  'shape-dft-8': 'tiles of a CPU',
  'shape-fir-16': 'tiles of a CPU',
  'shape-two-hidden': 'tiles of a CPU',
  minibatch: 'tiles of a CPU',
  'no-bias': 'tiles of a GPU',
  'optimizer-keras-adam-amsgrad-tanh': 'tiles of a GPU',
};

const large: Record<string, { readonly tiles: Tiles; readonly document: object }> = {
  '2-64-64-1': {
    tiles: 'tiles of a CPU',
    document: {
      task: { name: 'magnitude', samples: 70 },
      model: { hidden: [64, 64], activation: 'tanh' },
    },
  },
  '64 -> 128, linear': {
    tiles: 'tiles of a CPU',
    document: { task: { name: 'dft', size: 64, samples: 40 }, model: { hidden: [] } },
  },
  '3-33-70-2 in mini-batches of 13': {
    tiles: 'tiles of a GPU',
    document: {
      task: { name: 'expression', inputs: 3, target: ['x * y', 'z - x'], samples: 31 },
      model: { hidden: [33, 70], activation: 'relu' },
      training: { steps: 6, batch_size: 13 },
    },
  },
  '2-40-37-1 with drawn slopes, dropout that keeps one, penalties and LAMB, in blocks': {
    tiles: 'tiles of a GPU',
    document: {
      task: { name: 'magnitude', samples: 70 },
      model: { hidden: [40, 37], activation: 'rrelu' },
      optimizer: { name: 'lamb', learning_rate: 0.02, clipnorm: 0.3, weight_decay: 0.1 },
      training: {
        steps: 6,
        dropout: { rate: 0.9, keep_one: true },
        kernel_regularizer: { name: 'l1_l2', l1: 0.01, l2: 0.02 },
      },
    },
  },
  '2-33-34-1 with learned slopes under dropout, in blocks': {
    tiles: 'tiles of a GPU',
    document: {
      task: { name: 'magnitude', samples: 70 },
      model: { hidden: [33, 34], activation: 'prelu' },
      training: { steps: 6, dropout: 0.2, batch_size: 66 },
    },
  },
};

/** @throws Error where a network too large for registers is not chosen for this method, or leaves the twin */
async function expectLarge(document: object, device: Device): Promise<void> {
  const count = 3;
  const study = readStudy({ training: { steps: 6 }, seeds: { count }, ...document });
  const [arm] = study.arms;
  if (methodOf(arm) !== group) throw new Error('another method is chosen');
  const [gpu] = (await sweep(gpuTrainer(device), study)).runs;
  const checkpoints = checkpointsOf(arm.training);
  const table = tableOf(arm.task);
  const twin = trainRuns({ arm, table, checkpoints, studySeed: 0, firstSeed: 0, count });
  let next = twin.next();
  while (!next.done) next = twin.next();
  const { losses, parameters, deadUnits } = next.value;
  expectClose(gpu.initialLoss, losses.subarray(0, count), { rtol: 1e-5 });
  expectClose(gpu.finalLoss, losses.subarray(losses.length - count), { rtol: 1e-5 });
  expectClose(gpu.parameters!, parameters, { rtol: 1e-4, atol: 1e-5 });
  expectClose(gpu.deadUnits, deadUnits);
}

/** Golden trajectories, and large networks against the twin. */
export const groupCases = [
  ...Object.entries(trajectories).map(([name, tiles]) => ({
    name: `a workgroup a network, ${tiles}: trajectory ${name}`,
    check: (device: Device) =>
      expectOracle(
        oracles.find((oracle) => oracle.name === name)!,
        tilings[tiles](device),
        group,
      ),
  })),
  ...Object.entries(large).map(([name, { tiles, document }]) => ({
    name: `a workgroup a network, ${tiles}: ${name}`,
    check: (device: Device) => expectLarge(document, tilings[tiles](device)),
  })),
];
