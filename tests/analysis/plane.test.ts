import { expect, it } from 'vitest';
import { planeLoss } from '../../src/analysis/plane';

const table = (rows: readonly (readonly number[])[], inputs: number, outputs = 1) => ({
  inputs,
  outputs,
  rows: rows.length,
  values: rows.flat(),
});
const mse = { name: 'mse' } as const;

it('is zero for a plane, and for as many rows as weights', () => {
  const plane = [[0, 0], [1, 0], [0, 1], [2, 5]].map(([x, y]) => [x, y, 3 + 2 * x - y]); // prettier-ignore
  expect(planeLoss(mse, table(plane, 2))).toBeCloseTo(0, 24);
  expect(planeLoss(mse, table([[1, 5], [2, -3]], 1))).toBeCloseTo(0, 24); // prettier-ignore
});

it('is what R finds', () => {
  // x <- c(1, 2, 3, 4, 5); y <- c(1, 4, 9, 16, 25); mean(resid(lm(y ~ x))^2)
  const squares = [1, 2, 3, 4, 5].map((x) => [x, x * x]);
  expect(planeLoss(mse, table(squares, 1))).toBeCloseTo(2.8, 12);
});

it('takes inputs that are no use for nothing', () => {
  const squares = [1, 2, 3, 4, 5].map((x) => [x, 2 * x + 1, 7, x * x]);
  expect(planeLoss(mse, table(squares, 3))).toBeCloseTo(2.8, 12);
});

it('is the mean over outputs', () => {
  const rows = [1, 2, 3, 4, 5].map((x) => [x, x * x, 3 * x]);
  expect(planeLoss(mse, table(rows, 1, 2))).toBeCloseTo(1.4, 12);
});

it('is not known under other losses', () => {
  expect(planeLoss({ name: 'mae' }, table([[1, 5]], 1))).toBeNull();
});
