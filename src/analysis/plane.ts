// The yardstick of linear networks: what the best plane through a table reaches.
import type { LossChoice } from '../study/catalogues/losses';
import type { Rows } from './constant';

/** A column that is this much shorter without its part along the others adds nothing to them. */
const DEPENDENT = 1e-10;

/**
 * The mean squared error of the least-squares plane, by Gram-Schmidt on the columns (1, inputs) taken twice; null under
 * another loss, where it has no closed form.
 */
export function planeLoss(
  choice: LossChoice,
  { inputs, outputs, rows, values }: Rows,
): number | null {
  if (choice.name !== 'mse') return null;
  const column = (c: number) =>
    Float64Array.from({ length: rows }, (_, row) => values[row * (inputs + outputs) + c]);
  const basis: Float64Array[] = [];
  const columns = Array.from({ length: inputs }, (_, c) => column(c));
  for (const vector of [new Float64Array(rows).fill(1), ...columns]) {
    const before = dot(vector, vector);
    for (const pass of [basis, basis]) for (const unit of pass) takeAway(vector, unit);
    const square = dot(vector, vector);
    if (square > DEPENDENT * before) basis.push(vector.map((v) => v / Math.sqrt(square)));
  }
  let sum = 0;
  for (let o = 0; o < outputs; o++) {
    const residual = column(inputs + o);
    for (const unit of basis) takeAway(residual, unit);
    sum += dot(residual, residual);
  }
  return sum / (rows * outputs);
}

const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, v, i) => sum + v * b[i], 0);

/** Takes from a vector its part along a unit vector. */
function takeAway(vector: Float64Array, unit: Float64Array): void {
  const part = dot(vector, unit);
  for (let i = 0; i < vector.length; i++) vector[i] -= part * unit[i];
}
