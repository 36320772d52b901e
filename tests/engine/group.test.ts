// One workgroup a network: golden trajectories, large networks, and the contract of a run.
import { expect, test } from 'vitest';
import { group } from '../../src/engine/kernels/methods/group';
import { methodOf } from '../../src/engine/kernels/methods';
import { gpuTrainer } from '../../src/engine/gpu/trainer';
import { sweep } from '../../src/engine/sweep';
import { LimitError } from '../../src/gpu/errors';
import { readStudy } from '../../src/study/read';
import { groupCases } from '../support/group';
import { gpuTest } from '../support/gpu';

/** The texts of large networks take SwiftShader several seconds. */
const COMPILING = { timeout: 120_000 };

gpuTest.for(groupCases.map(({ name, check }) => [name, check] as const))(
  '%s',
  COMPILING,
  ([, check], { device }) => check(device),
);

const orders = {
  sequential: { steps: 40 },
  shuffled: { steps: 40, batch_size: 5, order: 'shuffled' },
  fresh: { steps: 40, batch_size: 9, order: 'fresh' },
  'under dropout': { steps: 40, dropout: { rate: 0.5, keep_one: true } },
};
const small = { task: { name: 'magnitude', samples: 32 }, model: { hidden: [5] } };

gpuTest.for(Object.entries(orders))(
  'a run alone, in waves of any size, in dispatches of any length: %s',
  async ([, training], { device }) => {
    const train = async (seeds: object, waveSize?: number, mostSteps?: number) => {
      const study = readStudy({ ...small, training, seeds });
      const { runs } = await sweep(gpuTrainer(device, { method: group, mostSteps }), study, {
        waveSize,
      });
      return runs[0].parameters!;
    };
    const many = await train({ count: 100 });
    expect(await train({ count: 100 }, 33)).toEqual(many);
    expect(await train({ count: 100 }, undefined, 7)).toEqual(many);
    expect(await train({ first: 77, count: 1 })).toEqual(many.subarray(77 * 21, 78 * 21));
  },
);

gpuTest('runs that rest leave their workgroups to the others', async ({ device }) => {
  const study = readStudy({
    ...small,
    task: { name: 'relu', samples: 32 },
    optimizer: { learning_rate: 0.05 },
    training: { steps: 300, stop_below: 0.001 },
    seeds: { count: 60 },
  });
  const trained = async (closeFrom: number) =>
    (await sweep(gpuTrainer(device, { method: group, closeFrom }), study)).runs[0];
  const never = await trained(Infinity);
  const always = await trained(0);
  expect(always.parameters).toEqual(never.parameters);
  expect(always.curves).toEqual(never.curves);
  expect(Array.from(never.finalLoss).filter((loss) => loss <= 0.001).length).toBeGreaterThan(3);
});

test.for([
  [{ model: { hidden: [64] } }, 'registers'],
  [{ model: { hidden: [32, 32] } }, 'group'],
  [{ model: { hidden: [32, 32] }, training: { dropout: 0.1 } }, 'group'],
  [{ model: { hidden: [32, 32] }, optimizer: { global_clipnorm: 1 } }, 'group'],
  [{ model: { hidden: [32, 32], activation: 'prelu' } }, 'group'],
  [{ model: { hidden: [250, 250] } }, 'two a hidden unit'],
] as const)('what trains %j: %s', ([document, expected]) => {
  const [arm] = readStudy({ task: { name: 'magnitude' }, ...document }).arms;
  const found = () => {
    try {
      return methodOf(arm) === group ? 'group' : 'registers';
    } catch (error) {
      return error instanceof LimitError ? error.message : String(error);
    }
  };
  expect(found()).toContain(expected);
});
