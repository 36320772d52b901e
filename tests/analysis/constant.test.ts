import { describe, expect, it } from 'vitest';
import { constantLoss } from '../../src/analysis/constant';
import { lossOf } from '../../src/study/catalogues/losses';

// [row][x, y1, y2]
const values = [0, 1, 0, 0, 2, 0, 0, 6, 0, 0, 7, 4];
const table = { inputs: 1, outputs: 2, rows: 4, values };

it('is the variance under MSE, the mean distance from the median under MAE', () => {
  expect(constantLoss({ name: 'mse' }, table)).toBe((26 / 4 + 3) / 2);
  expect(constantLoss({ name: 'mae' }, table)).toBe((10 / 4 + 1) / 2);
});

describe('elsewhere it is the least loss of any constant', () => {
  const labels = { inputs: 0, outputs: 1, rows: 4, values: [0, 1, 1, 1] };
  const counts = { inputs: 0, outputs: 1, rows: 4, values: [0.5, 2, 3, 6] };
  it.each([
    [{ name: 'huber', delta: 0.75 }, counts],
    [{ name: 'log_cosh' }, counts],
    [{ name: 'bce' }, labels],
    [{ name: 'bce_with_logits' }, labels],
    [{ name: 'hinge' }, labels],
    [{ name: 'squared_hinge' }, labels],
    [{ name: 'poisson' }, { ...counts, values: [1, 2, 2, 1] }],
  ] as const)('%j', (choice, rows) => {
    const { f } = lossOf(choice);
    const least = Math.min(
      ...Array.from({ length: 20_001 }, (_, i) => i / 2500 - 1).map((p) => {
        const total = rows.values.reduce((sum, y) => sum + f(p, y), 0) / 4;
        return Number.isNaN(total) ? Infinity : total;
      }),
    );
    const found = constantLoss(choice, rows);
    expect(found).toBeLessThanOrEqual(least + 1e-12);
    expect(found).toBeGreaterThan(least - 1e-6);
  });

  it('the entropy of the labels under cross-entropy, by probability or logit', () => {
    const entropy = -(0.75 * Math.log(0.75) + 0.25 * Math.log(0.25));
    expect(constantLoss({ name: 'bce' }, labels)).toBeCloseTo(entropy, 12);
    expect(constantLoss({ name: 'bce_with_logits' }, labels)).toBeCloseTo(entropy, 12);
  });
});

it('is never 0', () => {
  expect(constantLoss({ name: 'mse' }, { inputs: 0, outputs: 1, rows: 2, values: [3, 3] })).toBe(9);
  expect(constantLoss({ name: 'mae' }, { inputs: 0, outputs: 1, rows: 2, values: [0, 0] })).toBe(1);
});
