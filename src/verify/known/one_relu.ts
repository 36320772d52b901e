// Known results 1: one ReLU learns one ReLU in half of the runs; one that starts negative shrinks to 0 and never crosses it.
import { lossText } from '../../results/numbers';
import { parametersOf, rateCheck, type Check, type Trained } from '../check';
import { armOf } from './preset_study';

/** Between the two levels, 0 and E relu(x)^2 = 1/2. */
const BETWEEN = 1e-3;

/** The loss of a dead ReLU: the table's mean of relu(x)^2. */
export function deadLoss({ rows, values }: Trained['table']): number {
  let sum = 0;
  for (let row = 0; row < rows; row++) sum += Math.max(0, values[2 * row]) ** 2;
  return sum / rows;
}

/** w_n = w_0 (1 - learning rate)^n on the population. */
export const shrunk = (from: number, learningRate: number, steps: number): number =>
  from * (1 - learningRate) ** steps;

const half = armOf('single-relu', 'gradient descent', 400);

export const oneRelu: readonly Check[] = [
  rateCheck({
    name: 'one-relu-half',
    title: 'One ReLU learns one ReLU',
    known: { rate: 1 / 2 },
    study: half,
    counted: ({ runs }) => Array.from(runs.finalLoss, (loss) => loss < BETWEEN),
  }),
  {
    name: 'one-relu-stuck',
    title: 'One that does not rests at the loss of a dead ReLU',
    expected: "the table's mean of relu(x)²",
    studies: [half],
    judge([{ runs, table }]) {
      const expected = deadLoss(table);
      const stuck = runs.finalLoss.filter((loss) => !(loss < BETWEEN));
      const off = stuck.filter((loss) => !(Math.abs(loss - expected) <= 1e-5 * expected));
      return {
        got: `${stuck.length - off.length} of ${stuck.length} at ${lossText(expected)}`,
        passed: stuck.length > 0 && off.length === 0,
      };
    },
  },
  {
    name: 'negative-relu',
    title: 'A weight of −10 shrinks by 1 % a step',
    expected: `−10 × 0.99^500 = ${lossText(shrunk(-10, 0.01, 500))}`,
    studies: [armOf('negative-relu', '', 1)],
    judge([trained]) {
      const [w] = parametersOf(trained, 0);
      const expected = shrunk(-10, 0.01, 500);
      return { got: lossText(w), passed: Math.abs(w / expected - 1) <= 1e-4 };
    },
  },
];
