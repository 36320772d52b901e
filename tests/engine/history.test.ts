// A run at steps of its training is a prefix of it: the losses there are those of its curve, to the bit.
import { expect, test } from 'vitest';
import { endingAt, snapshotSteps, snapshotStudy } from '../../src/engine/history';
import { sweep } from '../../src/engine/sweep';
import { readStudy } from '../../src/study/read';
import { inProcessCpu } from '../support/cpu';

const base = {
  task: { name: 'magnitude', samples: 32 },
  optimizer: {
    name: 'adam',
    learning_rate: 0.01,
    schedule: { name: 'cosine_decay', alpha: 0.1 },
  },
  training: { steps: 500 },
  seeds: { count: 3 },
};

test.for([
  [{}],
  [{ training: { steps: 500, batch_size: 5, order: 'shuffled' } }],
  [{ training: { steps: 500, batch_size: 8, order: 'fresh' } }],
  [{ training: { steps: 500, dropout: 0.2, record_at: [3, 70, 500] } }],
  [{ optimizer: { library: 'torch', name: 'lbfgs' }, training: { steps: 20 } }],
])('%j', async ([change]) => {
  const study = readStudy({ ...base, ...change });
  const trainer = inProcessCpu();
  const [whole] = (await sweep(trainer, study)).runs;
  const steps = snapshotSteps(whole.checkpoints);
  const parts = (await sweep(trainer, snapshotStudy(study, 0, 2, steps))).runs;
  const curve = whole.curves!.subarray(2 * whole.checkpoints.length);
  expect(steps.at(-1)).toBe(study.arms[0].training.steps);
  parts.forEach(({ finalLoss, seeds }, i) => {
    expect(Array.from(seeds)).toEqual([2]);
    expect(finalLoss[0]).toBe(curve[whole.checkpoints.indexOf(steps[i])]);
  });
  const size = whole.parameters!.length / 3;
  expect(parts.at(-1)!.parameters).toEqual(whole.parameters!.slice(2 * size));
});

test('many checkpoints are thinned out, and the last stays', () => {
  const many = Array.from({ length: 1000 }, (_, i) => i);
  const steps = snapshotSteps(many);
  expect(steps.length).toBeLessThanOrEqual(48);
  expect(steps.length).toBeGreaterThan(40);
  expect(steps.at(-1)).toBe(999);
  expect(snapshotSteps([0, 1, 7])).toEqual([0, 1, 7]);
});

test('an earlier end keeps the schedule of the whole', () => {
  const [arm] = readStudy(base).arms;
  expect(endingAt(arm, 100).optimizer).toEqual(arm.optimizer);
  expect(arm.optimizer.schedule).toMatchObject({ decay_steps: 500 });
});
