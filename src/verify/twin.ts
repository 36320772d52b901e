// The CPU twin: a dozen steps of many kinds of training on the device, against the same in float64 arithmetic in TypeScript.
import { trainRuns } from '../reference/train';
import type { Json } from '../study/errors';
import { parametersOf, type Check, type Trained } from './check';

const RUNS = 24;
const STEPS = 12;
/** Allowed, relative to 1 + |x|: compilers contract, reorder and approximate, and twelve steps add it up. */
const TOLERANCE = { loss: 1e-4, parameter: 1e-3 };
/** Runs that may differ: where a sample lies on the kink of a ReLU, rounding decides. */
const SPARE = 1;

/** The same runs by the twin. */
function twinOf({ arm, table, study, runs }: Trained) {
  const work = trainRuns({
    arm,
    table,
    checkpoints: runs.checkpoints,
    studySeed: study.seeds.study,
    firstSeed: study.seeds.first,
    count: study.seeds.count,
  });
  let next = work.next();
  while (!next.done) next = work.next();
  return next.value;
}

const distance = (a: number, b: number) => Math.abs(a - b) / (1 + Math.abs(b));

/** The largest deviations of each run in its losses and in its parameters. */
function deviations(trained: Trained) {
  const { parameters, losses } = twinOf(trained);
  const { initialLoss, finalLoss, checkpoints } = trained.runs;
  const n = finalLoss.length;
  const last = (checkpoints.length - 1) * n;
  return Array.from(finalLoss, (loss, i) => {
    const own = parametersOf(trained, i);
    return {
      loss: Math.max(distance(initialLoss[i], losses[i]), distance(loss, losses[last + i])),
      parameter: own.reduce(
        (worst, w, p) => Math.max(worst, distance(w, parameters[i * own.length + p])),
        0,
      ),
    };
  });
}

const twin = (name: string, title: string, change: Json): Check => ({
  name: `twin-${name}`,
  title,
  expected: 'losses within 1e-4, parameters within 1e-3',
  studies: [
    {
      task: { name: 'magnitude', samples: 24 },
      model: { hidden: [3] },
      init: { kernel: 'torch_linear' },
      training: { steps: STEPS },
      seeds: { study: 3, first: 1000, count: RUNS },
      ...change,
    },
  ],
  judge([trained]) {
    const all = deviations(trained);
    const near = all.filter(
      ({ loss, parameter }) => loss <= TOLERANCE.loss && parameter <= TOLERANCE.parameter,
    );
    const middle = all.map(({ parameter }) => parameter).sort((a, b) => a - b)[all.length >> 1];
    return {
      got: `${near.length} of ${all.length} runs, median ${middle.toExponential(1)}`,
      passed: all.length > 0 && near.length >= all.length - SPARE,
    };
  },
});

const rate = (name: string, learning_rate: number, more: Json = {}): Json => ({
  name,
  learning_rate,
  ...more,
});

export const twinChecks: readonly Check[] = [
  twin('adam', 'Adam, ReLU', { optimizer: rate('adam', 0.01) }),
  twin('nesterov', 'PyTorch SGD with Nesterov momentum, tanh, decay', {
    model: { hidden: [4, 3], activation: 'tanh' },
    optimizer: {
      library: 'torch',
      name: 'sgd',
      lr: 0.05,
      momentum: 0.9,
      nesterov: true,
      weight_decay: 0.01,
    },
  }),
  twin('rmsprop', 'RMSprop, ELU, shuffled mini-batches', {
    model: { hidden: [4], activation: 'elu' },
    optimizer: rate('rmsprop', 0.01),
    training: { steps: STEPS, batch_size: 7, order: 'shuffled' },
  }),
  twin('dropout', 'AdamW, leaky ReLU, dropout, fresh samples', {
    model: { hidden: [4], activation: 'leaky_relu' },
    optimizer: rate('adamw', 0.01),
    training: { steps: STEPS, batch_size: 8, order: 'fresh', dropout: 0.3 },
  }),
  twin('loop', 'Adagrad, SiLU, a wide layer, clipped gradients', {
    model: { hidden: [17], activation: 'silu' },
    optimizer: rate('adagrad', 0.1, { clipnorm: 0.5 }),
  }),
  twin('levenberg-marquardt', 'Levenberg-Marquardt, softplus', {
    model: { hidden: [3], activation: 'softplus' },
    optimizer: { library: 'matlab', name: 'levenberg_marquardt', mu: 10 },
    training: { steps: 2 },
  }),
  twin('population', 'Momentum on infinite data', {
    task: { name: 'magnitude', samples: 'population' },
    model: { hidden: [3], bias: false },
    optimizer: rate('sgd', 0.05, { momentum: 0.9 }),
  }),
];
