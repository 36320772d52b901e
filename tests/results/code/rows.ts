// A study for every row of every catalogue, for the tests of the code that can be taken away.
import type { Arm } from '../../../src/study/arm';
import { activations } from '../../../src/study/catalogues/activations';
import { initializers } from '../../../src/study/catalogues/initializers';
import { losses } from '../../../src/study/catalogues/losses';
import { optimizers } from '../../../src/study/catalogues/optimizers';
import { regularizers } from '../../../src/study/catalogues/regularizers';
import { schedules } from '../../../src/study/catalogues/schedules';
import { sampledTasks, tableTasks } from '../../../src/study/catalogues/tasks';
import { readStudy } from '../../../src/study/read';

const base = { task: { name: 'magnitude', samples: 16 }, training: { steps: 6 } };

const documents: Record<string, Record<string, unknown>> = {};
const add = (name: string, change: Record<string, unknown>) =>
  (documents[name] = { ...base, ...change });

for (const activation of Object.keys(activations))
  add(`activation ${activation}`, { model: { activation } });
for (const kernel of Object.keys(initializers)) {
  add(`init ${kernel}`, { init: { kernel } });
  add(`init ${kernel}, deep`, { init: { kernel }, model: { hidden: [4, 3], activation: 'tanh' } });
}
for (const [name, row] of Object.entries(initializers))
  if (row.forBias) add(`bias ${name}`, { init: { bias: name } });
add('redraw, deep, prelu below', {
  model: {
    layers: [
      { units: 4, activation: 'prelu' },
      { units: 3, activation: 'relu', init: { kernel: 'redraw_dead' } },
      { units: 1 },
    ],
  },
});
add('init spread, three inputs', {
  task: { name: 'max', inputs: 3, samples: 16 },
  init: { kernel: 'spread' },
  model: { hidden: [5] },
});
add('init spread, one input', { task: { name: 'sine', samples: 16 }, init: { kernel: 'spread' } });
for (const loss of Object.keys(losses))
  add(`loss ${loss}`, { loss, task: { name: 'xor' }, model: { output: 'sigmoid' } });
for (const [library, rows] of Object.entries(optimizers))
  for (const name of Object.keys(rows))
    add(`optimizer ${library} ${name}`, { optimizer: { library, name } });
for (const schedule of Object.keys(schedules))
  add(`schedule ${schedule}`, { optimizer: { schedule } });
for (const kernel_regularizer of Object.keys(regularizers))
  add(`regularizer ${kernel_regularizer}`, { training: { steps: 6, kernel_regularizer } });
for (const name of Object.keys(sampledTasks)) add(`task ${name}`, { task: { name, samples: 16 } });
for (const name of Object.keys(tableTasks)) add(`task ${name}`, { task: { name } });
add('task population', {
  task: { name: 'magnitude', samples: 'population' },
  model: { bias: false },
});
for (const distribution of ['uniform', 'disc', 'polar_grid'])
  add(`distribution ${distribution}`, { task: { name: 'magnitude', samples: 16, distribution } });
for (const order of ['sequential', 'shuffled', 'fresh'])
  add(`order ${order}`, { training: { steps: 7, order, batch_size: 5 } });
add('dropout', { training: { steps: 6, dropout: 0.1 } });
add('dropout that keeps one', { training: { steps: 6, dropout: { rate: 0.1, keep_one: true } } });
add('clipped, averaged', { optimizer: { clipnorm: 1, use_ema: true } });
add('clipped in PyTorch', { optimizer: { library: 'torch', name: 'sgd', clip_grad_norm: 1 } });
add('frozen', {
  model: {
    layers: [
      { units: 3, trainable: false, activation: 'relu' },
      { units: 1, bias: false },
    ],
  },
});
add('explicit', {
  seeds: { count: 1 },
  init: { explicit: [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]] },
});

/** Arms by what they are for. */
export const rows: readonly (readonly [string, Arm])[] = Object.entries(documents).map(
  ([name, document]) => [name, readStudy(document).arms[0]] as const,
);
