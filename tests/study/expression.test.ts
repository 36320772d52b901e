import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ExpressionError, f32Literal, parseExpression } from '../../src/study/expression';

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
    ['above(x, 1) + 2 * above(1, x)', [1.5], 1],
    ['above(x, x)', [2], 0],
    ['x^-2 + x^0 + 0 * y', [2, 7], 1.25],
    ['sign(x) * floor(y) + pi - e', [-2, 1.5], -1 + Math.PI - Math.E],
  ])('%s', (text, x, expected) => {
    expect(value(text, ...x)).toBeCloseTo(expected, 12);
  });

  it.each([
    'x',
    '3',
    '2 * x - x / 3 + 5',
    '(x^2 + 1) / (x - 4)',
    'x^3 - x^-1',
    '(x^2 + 1)^1.5',
    '2^x',
    '(x^2 + 1)^x',
    'min(x, y) * max(x^2, y)',
    'abs(x - 2) * above(x, 0)',
    'sqrt(x^2 + y^2)',
    'atan2(y, x) + atan2(x, 2)',
    'exp(-x^2) * log(x^2 + 1)',
    'sin(2 * x) * cos(x) + tan(x / 4)',
    'x * tanh(x) - sign(x) * floor(0.5)',
    '-(-x)',
  ])('the derivative of %s', (text) => {
    const f = parseExpression(text, 2);
    const step = 1e-5;
    for (const x of [-1.3, -0.7, 0.4, 1.1, 2.3]) {
      const at = [x, 0.6];
      for (const i of [0, 1]) {
        const moved = (by: number) => f.evaluate(at.map((v, j) => (i === j ? v + by : v)));
        const difference = (moved(step) - moved(-step)) / (2 * step);
        expect(f.derivative(i).evaluate(at), `in input ${i} at ${x}`).toBeCloseTo(difference, 6);
      }
    }
  });

  it.each([
    ['x', 'real(1.0)'],
    ['3 * x + 2', 'real(3.0)'],
    ['max(x, 0)', 'above(z, real(0.0))'],
    ['x^2', '(real(2.0) * z)'],
    ['0 * sin(x) + 1 * x', 'real(1.0)'],
    ['tanh(x)', '(real(1.0) - square(hyperbolic_tangent(z)))'],
    ['x * y - y * x', '(y - y)'],
    ['floor(x) + sign(x)', 'real(0.0)'],
  ])('leaves out of the derivative of %s what does nothing', (text, wgsl) => {
    const names = ['z', 'y'];
    expect(
      parseExpression(text, 2)
        .derivative(0)
        .wgsl((i) => names[i]),
    ).toBe(wgsl);
  });

  it('writes no pow of WGSL for whole powers, and the base once', () => {
    const wgsl = (text: string) => parseExpression(text, 1).wgsl(() => 'z');
    expect(wgsl('x^2 + 2')).toBe('(square(z) + real(2.0))');
    expect(wgsl('x^-2')).toBe('(1.0 / square(z))');
    expect(wgsl('x^17')).toBe('whole_power(z, 17u)');
    const nested = Array.from({ length: 100 }).reduce<string>((text) => `(${text})^16`, 'x + 1');
    expect(wgsl(nested).length).toBeLessThan(3000);
  });

  it('refuses numbers that float32 does not have', () => {
    const limit = /allowed: at most/;
    for (const text of ['1e39', '-1e39', 'x * (1e30 * 1e30)', 'x^1e10', 'x^-1e10'])
      expect(() => parseExpression(text, 1), text).toThrow(limit);
    const steep = parseExpression('2e38 * x^2', 1).derivative(0);
    expect(steep.wgsl(() => 'z')).toBe('(real(1.9999999360571385e38) * (real(2.0) * z))');
    expect(f32Literal(Infinity)).toBe('3.4028234663852886e38');
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
