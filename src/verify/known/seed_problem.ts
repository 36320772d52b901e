// Known results 2: three ReLUs without biases learn |x + jy| on infinite data. All levels are known, and neurons that are
// doomed at birth bound what gradient descent can reach.
import { countText, lossText } from '../../results/numbers';
import {
  endsWhere,
  parametersOf,
  rateCheck,
  rateFinding,
  type Check,
  type KnownRate,
  type Trained,
} from '../check';
import { armOf, atBirth } from './preset_study';

/** Three ReLUs at 120 degrees; two opposite ones, 2 - 16/pi^2; one, 2 - 8/pi^2; none. */
export const LEVELS = [0.003516, 2 - 16 / Math.PI ** 2, 2 - 8 / Math.PI ** 2, 2] as const;

/** How far a loss is from the nearest level. */
export const offLevel = (loss: number): number =>
  Math.min(...LEVELS.map((level) => Math.abs(loss - level)));

/** Above the best level and far below the next. */
export const CONVERGED = 0.02;

/** The chance that a neuron is doomed under glorot_uniform, H = 3. */
export const DOOMED = 0.16196;
/** Runs without a doomed neuron: what gradient descent reaches at most. */
export const BOUND = (1 - DOOMED) ** 3;

/** Independent simulations of 4,000 runs each. */
export const simulated = {
  gradientDescent: { rate: 0.509, runs: 4000 },
  adam: { rate: 0.361, runs: 4000 },
  adamFour: { rate: 0.736, runs: 4000 },
} as const satisfies Record<string, KnownRate>;

/** Neurons of a 2-3-1 network with a < 0 and |a| > |w|: |w|^2 - a^2 is conserved, so that they can only shrink to death. */
export const doomedNeurons = (w: Float32Array): number =>
  [0, 1, 2].filter((o) => w[6 + o] < 0 && w[6 + o] ** 2 > w[o] ** 2 + w[3 + o] ** 2).length;

const doomedIn = (born: Trained): number[] =>
  Array.from(born.runs.seeds, (_, i) => doomedNeurons(parametersOf(born, i)));

const BORN = 10_000;
const born = armOf('seed-problem', 'gradient descent', BORN, atBirth);
const descent = armOf('seed-problem', 'gradient descent', 300);
const converged = endsWhere((loss) => loss < CONVERGED);

export const seedProblem: readonly Check[] = [
  {
    name: 'seed-problem-levels',
    title: 'Three ReLUs learn |x + jy| to one of four levels',
    expected: `99 % within 1e-3 of ${LEVELS.map(lossText).join(', ')}`,
    studies: [armOf('seed-problem', 'large steps', 200)],
    judge([{ runs }]) {
      const near = runs.finalLoss.filter((loss) => offLevel(loss) < 1e-3).length;
      const n = runs.finalLoss.length;
      return { got: `${near} of ${n}`, passed: near >= 0.99 * n };
    },
  },
  {
    name: 'seed-problem-doomed',
    title: 'Neurons are doomed at birth',
    expected: `${(100 * DOOMED).toFixed(3)} %`,
    studies: [born],
    judge([trained]) {
      const doomed = doomedIn(trained);
      const count = doomed.reduce((sum, n) => sum + n, 0);
      return rateFinding(count, 3 * doomed.length, { rate: DOOMED });
    },
  },
  rateCheck({
    name: 'seed-problem-bound',
    title: 'Runs without a doomed neuron, the most that can succeed',
    known: { rate: BOUND },
    study: born,
    counted: (trained) => doomedIn(trained).map((n) => n === 0),
  }),
  {
    name: 'seed-problem-never',
    title: 'Runs with a doomed neuron that find the optimum',
    expected: 'none',
    studies: [born, descent],
    judge([before, after]) {
      const doomed = doomedIn(before);
      const among = converged(after).filter((_, i) => doomed[i] > 0);
      const hits = among.filter(Boolean).length;
      return { got: `${hits} of ${countText(among.length)}`, passed: among.length > 0 && !hits };
    },
  },
  rateCheck({
    name: 'seed-problem-descent',
    title: 'Gradient descent finds the optimum',
    known: simulated.gradientDescent,
    study: descent,
    counted: converged,
  }),
  rateCheck({
    name: 'seed-problem-adam',
    title: 'Adam finds the optimum',
    known: simulated.adam,
    study: armOf('seed-problem', 'Adam, known', 300),
    counted: converged,
  }),
  rateCheck({
    name: 'seed-problem-adam-four',
    title: 'Adam with a fourth ReLU finds the optimum',
    known: simulated.adamFour,
    study: armOf('seed-problem', 'Adam, four', 300),
    counted: converged,
  }),
];
