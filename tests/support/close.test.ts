import { describe, expect, it } from 'vitest';
import { expectClose, isClose } from './close';

describe('isClose', () => {
  it.each([
    [1, 1.05, { atol: 0.1 }, true],
    [1, 1.05, { atol: 0.01 }, false],
    [1000, 1001, { rtol: 0.01 }, true],
    [1e-9, 1.1e-9, { rtol: 0.01 }, false],
    [1, 1, {}, true],
    [0, -0, {}, true],
    [NaN, NaN, {}, true],
    [NaN, 1, { atol: Infinity }, false],
    [NaN, 1, { atol: 10, rtol: 10 }, false],
    [1, NaN, { atol: 10, rtol: 10 }, false],
    [Infinity, Infinity, {}, true],
    [-Infinity, Infinity, { rtol: 1 }, false],
    [1, Infinity, { rtol: 1 }, false],
    [Infinity, 1, { rtol: 1, atol: 1e9 }, false],
  ])('%d against %d within %o: %s', (actual, expected, tolerance, close) => {
    expect(isClose(actual, expected, tolerance)).toBe(close);
  });
});

describe('expectClose', () => {
  it('accepts equal arrays of any kind', () => {
    expectClose(new Float32Array([1, NaN, Infinity]), [1, NaN, Infinity]);
    expectClose([], []);
    expectClose(0.1 + 0.2, 0.3, { rtol: 1e-15 });
  });

  it('names the first bad entry, both values, and how many differ', () => {
    const message =
      /^index 1: 2, expected 3 \(allowed: rtol 0, atol 0.5\); 2 of 3 differ, .* 0.500$/;
    expect(() => expectClose([1, 2, 9], [1, 3, 6], { atol: 0.5 })).toThrow(message);
  });

  it('says where in the words of the caller', () => {
    const where = (index: number) => `run ${index >> 1}, unit ${index & 1}`;
    expect(() => expectClose([0, 0, 0, 1], [0, 0, 0, 0], { where })).toThrow(
      /^run 1, unit 1: 1, exp/,
    );
  });

  it('fails on NaN in either place, and on a length', () => {
    expect(() => expectClose([NaN], [1], { atol: 1e9 })).toThrow('index 0: NaN, expected 1');
    expect(() => expectClose([1], [NaN], { atol: 1e9 })).toThrow('index 0: 1, expected NaN');
    expect(() => expectClose([1, 2], [1])).toThrow('2 numbers, expected 1');
  });
});
