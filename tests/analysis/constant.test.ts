import { expect, it } from 'vitest';
import { constantLoss } from '../../src/analysis/constant';

// [row][x, y1, y2]
const values = [0, 1, 0, 0, 2, 0, 0, 6, 0, 0, 7, 4];
const table = { inputs: 1, outputs: 2, rows: 4, values };

it('is the variance under MSE, the mean distance from the median under MAE', () => {
  expect(constantLoss({ name: 'mse' }, table)).toBe((26 / 4 + 3) / 2);
  expect(constantLoss({ name: 'mae' }, table)).toBe((10 / 4 + 1) / 2);
});

it('is never 0', () => {
  expect(constantLoss({ name: 'mse' }, { inputs: 0, outputs: 1, rows: 2, values: [3, 3] })).toBe(9);
  expect(constantLoss({ name: 'mae' }, { inputs: 0, outputs: 1, rows: 2, values: [0, 0] })).toBe(1);
});
