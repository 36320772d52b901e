import { expect, it } from 'vitest';
import { predictorLines, predictorsText } from '../../src/results/terminal/predictors';

const bin = { low: 0, high: 1 };
const predictors = [
  {
    fact: 'doomed',
    bins: [
      { from: 0, to: 1, runs: 5915, converged: 3149, ...bin },
      { from: 8, to: null, runs: 20, converged: 0, ...bin },
    ],
  },
  {
    fact: 'alignment',
    bins: [
      { from: 0, to: 0.2, runs: 100, converged: 37, ...bin },
      { from: 0.2, to: 0.4, runs: 100, converged: 33, ...bin },
    ],
  },
] as const;

it('has a line a fact, with the rate and the runs of each bin', () => {
  expect(predictorLines({ predictors })).toEqual([
    'doomed neurons           0: 53.2 % of 5,915   8 or more: 0.0 % of 20',
    'alignment of directions  0 to 0.2: 37.0 % of 100   0.2 to 0.4: 33.0 % of 100',
  ]);
});

it('says nothing where nothing was measured, or there is no arm', () => {
  expect(predictorsText([])).toBe('');
  expect(predictorLines({ predictors: [] })).toEqual([]);
});
