import { describe, expect, it } from 'vitest';
import { median, quantile, ranked, smallest } from '../../../src/analysis/statistics';
import { expectClose } from '../../support/close';

describe('quantiles', () => {
  // R 4.6.0: quantile(c(3, 1, 4, 1, 5, 9, 2, 6), c(0, 0.1, 0.25, 0.5, 0.9, 1))
  const digits = Float32Array.of(3, 1, 4, 1, 5, 9, 2, 6);
  it.each([
    [0, 1],
    [0.1, 1],
    [0.25, 1.75],
    [0.5, 3.5],
    [0.9, 6.9],
    [1, 9],
  ])('%d: %d', (p, expected) => {
    expectClose(quantile(ranked(digits), p), expected, { rtol: 1e-15 });
  });

  it('rank what is not finite as the worst', () => {
    expect(median(Float32Array.of(NaN, 1, 2))).toBe(2);
    expect(median(Float32Array.of(1, NaN, Infinity))).toBeNaN();
    expect(median(Float32Array.of(1, 2, NaN, NaN))).toBeNaN();
    expect(median(new Float32Array())).toBeNaN();
    expect(median(digits)).toBe(3.5);
    expect([...digits]).toEqual([3, 1, 4, 1, 5, 9, 2, 6]);
  });
});

it('finds the smallest finite value', () => {
  expect(smallest([NaN, 3, -Infinity, 2, Infinity])).toBe(2);
  expect(smallest([NaN, Infinity])).toBeNaN();
  expect(smallest([])).toBeNaN();
});
