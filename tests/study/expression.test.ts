import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseExpression, ExpressionError } from '../../src/study/expression';

const value = (text: string, ...x: number[]) =>
  parseExpression(text, Math.max(1, x.length)).evaluate(x);

describe('formulas', () => {
  it.each([
    ['sqrt(x^2 + y^2)', [3, 4], 5],
    ['2^3^2', [], 512],
    ['-x^2', [3], -9],
    ['(-x)^2', [3], 9],
    ['2 * -x^2 - (x + 1) * (x - 1)', [3], -26],
    ['2^-x', [1], 0.5],
    ['((x))', [3], 3],
    ['2 * x1 - x2 / 4', [1, 2], 1.5],
    ['max(x, 0) + min(y, 0)', [-1, -2], -2],
    ['atan2(y, x)', [0, 1], Math.PI / 2],
    ['sign(x) * floor(y) + pi - e', [-2, 1.5], -1 + Math.PI - Math.E],
  ])('%s', (text, x, expected) => {
    expect(value(text, ...x)).toBeCloseTo(expected, 12);
  });

  it('writes whole powers as products for WGSL, whose pow fails on negative bases', () => {
    expect(parseExpression('x^3 + 2', 1).wgsl((i) => `h0_${i}`)).toBe(
      '((h0_0 * h0_0 * h0_0) + real(2.0))',
    );
  });

  it.each([
    'constructor',
    'x.constructor',
    'x["constructor"]',
    'constructor("return 1")()',
    '__proto__',
    'this',
    'toString()',
    'sqrt.constructor(1)',
    'x = 1',
    '`x`',
    '"text"',
    '[x]',
    'x ? 1 : 2',
    'x && y',
    'x; y',
    'z',
    'x0',
    'x3',
    '',
    '1 +',
    'sqrt(x, y)',
    'sqrt()',
    'unknown(x)',
    '!x',
    'hasOwnProperty',
    'negate(x)(y)',
    '(x)(y)',
    '()',
    '$(x, y)',
    '2(x)',
  ])('refuses %j', (text) => {
    expect(() => parseExpression(text, 2)).toThrow(ExpressionError);
  });

  it('never throws anything else, and gives nothing but numbers', () => {
    const outcome = (text: string) => {
      try {
        return typeof parseExpression(text, 2).evaluate([1, 2]);
      } catch (error) {
        return error instanceof ExpressionError ? 'refused' : error;
      }
    };
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), (text) => {
        expect(['number', 'refused']).toContain(outcome(text));
      }),
      { numRuns: 2000, seed: 7 },
    );
  });
});
