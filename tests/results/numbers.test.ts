import { expect, it } from 'vitest';
import {
  changeText,
  countText,
  durationText,
  lossText,
  quantityText,
  pointsText,
  probabilityText,
  rateText,
} from '../../src/results/numbers';

it.each([
  [0.0035161, '0.003516'],
  [0.378861, '0.3789'],
  [0, '0'],
  [1.23456e-7, '1.235e-7'],
  [123456, '1.235e+5'],
  [12.3456, '12.35'],
  [NaN, '–'],
  [null, '–'],
])('a loss of %d is %s', (loss, text) => expect(lossText(loss)).toBe(text));

it.each([
  [12, '12'],
  [999.7, '1 k'],
  [1234, '1.23 k'],
  [128e6, '128 M'],
  [1.05e9, '1.05 G'],
])('%d is %s', (value, text) => expect(quantityText(value)).toBe(text));

it('writes differences and p-values', () => {
  expect(pointsText({ value: 0.452, low: 0.419, high: 0.485 })).toBe('+45.2 [+41.9, +48.5]');
  expect(pointsText({ value: -0.03, low: -0.051, high: 0.0001 })).toBe('−3.0 [−5.1, 0.0]');
  expect(pointsText({ value: null, low: -1, high: 1 })).toBe('–');
  expect([1, 0.0423, 3.14e-7, 0].map(probabilityText)).toEqual([
    '1',
    '0.042',
    '3.1e-7',
    '< 1e-300',
  ]);
});

it('writes counts, rates and times', () => {
  expect(countText(1234567)).toBe('1,234,567');
  expect(rateText({ rate: 0.8349, low: 0.808, high: 0.8591 }, 1000)).toBe('83.5 % [80.8, 85.9]');
  expect(rateText({ rate: 0.36125, low: 0.36, high: 0.3625 }, 1e6)).toBe('36.13 % [36.00, 36.25]');
  expect(rateText({ rate: null, low: 0, high: 1 }, 0)).toBe('–');
  expect([7.2, 754, 3723].map(durationText)).toEqual(['0:07', '12:34', '1:02:03']);
});

it('writes changes with their signs', () => {
  expect([0.592, -1.2e-5, 0, NaN].map(changeText)).toEqual(['+0.5920', '−1.200e-5', '0', '–']);
});
