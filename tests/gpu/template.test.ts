import { describe, expect, it } from 'vitest';
import { expand } from '../../src/gpu/template';

const expanded = (text: string, values = {}, others = {}) =>
  expand('main', { main: text, ...others }, values);

describe('the template expander', () => {
  it('unrolls nested loops and fills values in', () => {
    const text = [
      '//: for i in 0..n',
      '//: for j in list',
      'w${i}_${j * 2}',
      '//: end',
      '//: end',
    ].join('\n');
    expect(expanded(text, { n: 2, list: [1, 5] })).toBe('w0_2\nw0_10\nw1_2\nw1_10');
  });

  it('chooses by conditions, and runs an empty range not at all', () => {
    const text = [
      '//: if a && !b',
      'yes',
      '//: else',
      'no',
      '//: end',
      '//: for i in 3..n',
      'never',
      '//: end',
    ].join('\n');
    expect(expanded(text, { a: true, b: false, n: 2 })).toBe('yes');
    expect(expanded(text, { a: true, b: true, n: 2 })).toBe('no');
  });

  it('includes a file, by a name that may be computed, with the values of the place', () => {
    const text = '//: for i in 0..2\n//: include ${which}\n//: end\nend';
    expect(expanded(text, { which: 'part' }, { part: 'x${i}' })).toBe('x0\nx1\nend');
  });

  it('calls functions it is given and reads members', () => {
    expect(
      expanded('w${l.weight(1, 2)}', { l: { weight: (i: number, o: number) => 10 * i + o } }),
    ).toBe('w12');
  });

  it.each([
    ['an unknown name', 'w${nothing}', 'main.wgsl:1: unknown name "nothing"'],
    ['what every object has', 'w${constructor}', 'unknown name "constructor"'],
    ['a member that is not there', 'w${l.none}', 'unknown name "none"'],
    ['an unknown file', '//: include none', 'no shader file "none"'],
    ['a loop without end', 'x\n//: for i in 0..1\ny', 'main.wgsl:2: no matching "end"'],
    ['an end without loop', '//: end', '"end" without'],
    ['a misspelt directive', '  //: fi a', 'main.wgsl:1: no such directive'],
    ['an operator that it does not have', 'w${~1}', 'unknown name "~"'],
    ['a condition of what is not there', '//: if nothing\n//: end', 'in "if nothing"'],
    ['a list of what is not there', '//: for i in l.none\n//: end', 'in "for i in l.none"'],
    ['an else in a loop', '//: for i in 0..1\n//: else\n//: end', '"else" without "if"'],
  ])('refuses %s', (_, text, message) => {
    expect(() => expanded(text, { l: {} })).toThrow(message);
  });
});
