// Gradients: one step of gradient descent with a learning rate of 1 on the device is the negative gradient. It is compared with
// central differences of the loss in float64, for which no derivative was written by hand.
import { problemOf } from '../reference/curvature';
import { populationTwin } from '../reference/population';
import type { Json } from '../study/errors';
import { parametersOf, type Check, type Trained } from './check';

/** Distance of differences: truncation stays near 1e-8. */
const STEP = 2 ** -13;
/** Allowed, relative to 1 + |gradient|: float32 sums over a table, and the rounding of the step itself. */
const TOLERANCE = 1e-5;
/** Slopes over two distances that differ by more have a kink between them, relative to 1 + |gradient|. */
const KINK = 1e-6;
/** So have slopes on both sides: what curvature alone makes of them is far less. */
const JUMP = 100 * STEP;

/** The arm's loss in float64, of flat parameters w that may be changed in place. */
function lossAt({ arm, table }: Trained, w: Float64Array): () => number {
  const population = populationTwin(arm);
  if (population) return () => population.loss(w);
  const { trained, objective } = problemOf(arm, table, w);
  const unused = new Float64Array(trained.length);
  return () =>
    objective(
      Float64Array.from(trained, (p) => w[p]),
      unused,
    );
}

/** The largest deviation of a run's step from the differences, and how many parameters could be compared. */
function worstOf(before: Trained, after: Trained) {
  let [worst, compared, all] = [0, 0, 0];
  before.runs.seeds.forEach((_, i) => {
    const [from, to] = [parametersOf(before, i), parametersOf(after, i)];
    const w = Float64Array.from(from);
    const loss = lossAt(before, w);
    const here = loss();
    for (let p = 0; p < w.length; p++) {
      all++;
      const at = w[p];
      const around = (step: number) => {
        w[p] = at + step;
        const right = loss();
        w[p] = at - step;
        const left = loss();
        w[p] = at;
        return { slope: (right - left) / (2 * step), jump: (right - 2 * here + left) / step };
      };
      const { slope, jump } = around(STEP);
      const scale = 1 + Math.abs(slope);
      const smooth =
        Math.abs(jump) < JUMP * scale && Math.abs(around(STEP / 2).slope - slope) < KINK * scale;
      if (!smooth) continue;
      compared++;
      const error = Math.abs(from[p] - to[p] - slope) / scale;
      worst = Math.max(worst, error); // NaN stays
    }
  });
  return { worst, compared, all };
}

const RUNS = 8;
const study = (change: Json, steps: number): Json => ({
  task: { name: 'magnitude', samples: 64 },
  init: { kernel: 'torch_linear' },
  optimizer: { name: 'sgd', learning_rate: 1 },
  ...change,
  training: { steps },
  seeds: { study: 5, first: 100, count: RUNS },
});

const gradient = (name: string, title: string, change: Json): Check => ({
  name: `gradient-${name}`,
  title,
  expected: 'differences in float64, within 1e-5',
  studies: [study(change, 0), study(change, 1)],
  judge([before, after]) {
    const { worst, compared, all } = worstOf(before, after);
    return {
      got: `${worst.toExponential(1)} at worst, ${compared} of ${all} without a kink`,
      passed: worst <= TOLERANCE && compared > 0.7 * all,
    };
  },
});

export const gradients: readonly Check[] = [
  gradient('relu', 'ReLU, squared error', { model: { hidden: [5] } }),
  gradient('tanh', 'tanh and SELU, two layers, Huber', {
    model: {
      layers: [{ units: 4, activation: 'tanh' }, { units: 3, activation: 'selu' }, { units: 1 }],
    },
    loss: 'huber',
  }),
  gradient('classes', 'GELU into a sigmoid, cross-entropy', {
    task: { name: 'xor' },
    model: { hidden: [4], activation: 'gelu', output: 'sigmoid' },
    loss: 'bce',
  }),
  gradient('population', 'Three ReLUs on infinite data', {
    task: { name: 'magnitude', samples: 'population' },
    model: { hidden: [3], bias: false },
  }),
];
