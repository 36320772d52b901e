// The trainer in a real browser: a handful of the golden trajectories, and the contract once more.
import { expect } from 'vitest';
import { gpuTrainer } from '../../src/engine/gpu/trainer';
import { sweep } from '../../src/engine/sweep';
import { readStudy } from '../../src/study/arms';
import { deviceTest } from '../support/device';
import { expectTrajectory, oracles, oracleStudy } from '../support/oracles';

const chromeTest = deviceTest(() => navigator.gpu);
const names = [
  'activation-tanh',
  'loss-mae',
  'minibatch',
  'no-bias',
  'optimizer-keras-adam-relu',
  'optimizer-torch-rmsprop-tanh',
  'shape-two-hidden',
];
const chosen = oracles.filter(({ name }) => names.includes(name));

chromeTest('the chosen cases exist', () => expect(chosen).toHaveLength(names.length));

chromeTest.for(chosen.map((oracle) => [oracle.name, oracle] as const))(
  '%s',
  async ([, oracle], { device }) => {
    const { runs } = await sweep(gpuTrainer(device), oracleStudy(oracle));
    const { checkpoints, curves, parameters } = runs[0];
    expectTrajectory(oracle, { checkpoints, curves: curves!, parameters: parameters! });
  },
);

chromeTest('one run alone is the same run among many', async ({ device }) => {
  const document = { task: { name: 'magnitude', samples: 32 }, training: { steps: 50 } };
  const trainer = gpuTrainer(device);
  const [many] = (await sweep(trainer, readStudy({ ...document, seeds: { count: 300 } }))).runs;
  const [alone] = (
    await sweep(trainer, readStudy({ ...document, seeds: { first: 211, count: 1 } }))
  ).runs;
  expect(Array.from(alone.parameters!)).toEqual(
    Array.from(many.parameters!.subarray(211 * 13, 212 * 13)),
  );
});
