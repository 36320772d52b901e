// The yardstick of a task: what a network reaches that says the same for every input.
import { lossOf, losses, type BoundLoss, type LossChoice } from '../study/catalogues/losses';

/** A table as trainers use it: [row][input, then output]. */
export interface Rows {
  readonly inputs: number;
  readonly outputs: number;
  readonly rows: number;
  readonly values: ArrayLike<number>;
}

/**
 * The loss of the best constant prediction, e.g. the mean of each output under MSE, the median under MAE. Where the target
 * itself is constant this is 0 and no yardstick: then the loss of predicting 0, or 1 where all targets are 0. Always > 0.
 */
export function constantLoss(choice: LossChoice, table: Rows): number {
  const columns = Array.from({ length: table.outputs }, (_, o) => column(table, o));
  const loss = lossOf(choice);
  const best = columns.map((values) => middle[losses[choice.name].constant](values, loss));
  return mean(columns, best, loss) || mean(columns, best.map(zero), loss) || 1;
}

const zero = () => 0;

const column = ({ inputs, outputs, rows, values }: Rows, output: number): Float64Array =>
  Float64Array.from(
    { length: rows },
    (_, row) => values[row * (inputs + outputs) + inputs + output],
  );

/** A prediction farther out than logits and margins of labels go: the logit of 1 - 1e-7 is 16. */
const FAR = 16;
const HALVINGS = 60;

const middle = {
  mean: (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length,
  median: (values: Float64Array) => {
    const sorted = values.toSorted();
    const half = (sorted.length - 1) / 2;
    return (sorted[Math.floor(half)] + sorted[Math.ceil(half)]) / 2;
  },
  /** Where the sum of the slopes, which rises with the prediction, changes its sign: by bisection. */
  root: (values: Float64Array, { slope }: BoundLoss) => {
    let [low, high] = values.reduce(([a, b], y) => [Math.min(a, y), Math.max(b, y)], [-FAR, FAR]);
    for (let halvings = 0; halvings < HALVINGS; halvings++) {
      const half = (low + high) / 2;
      if (values.reduce((sum, y) => sum + slope(half, y), 0) > 0) high = half;
      else low = half;
    }
    return (low + high) / 2;
  },
};

function mean(
  columns: readonly Float64Array[],
  prediction: readonly number[],
  { f }: BoundLoss,
): number {
  const sums = columns.map((values, o) => values.reduce((sum, y) => sum + f(prediction[o], y), 0));
  return sums.reduce((a, b) => a + b, 0) / (columns.length * columns[0].length);
}
