// Reading studies: syntax errors with their place, CSV columns, changes from the command line.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvReader } from '../../src/cli/input/csv_task';
import { parseJson } from '../../src/cli/input/json_syntax';
import { loadStudy } from '../../src/cli/input/load';

describe('JSON', () => {
  it('is parsed as JSON.parse does', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(parseJson(`\uFEFF${text}`, 'x')).toEqual(JSON.parse(text));
      }),
    );
  });

  it.each([
    ['', 1, 1, 'a value'],
    ['{"a" 1}', 1, 6, 'a colon'],
    ['{"a": 01}', 1, 8, 'a comma or }'],
    ['[1 2]', 1, 4, 'a comma or ]'],
    ['[1,\n  2,\n]', 3, 1, 'a value'],
    ['{\n  "a": "b\n"}', 2, 8, 'a value'],
    ['{"a": 1} x', 1, 10, 'nothing more'],
    ["{'a': 1}", 1, 2, 'a key in double quotes'],
    ['{"a": .5}', 1, 7, 'a value'],
    ['["\\x"]', 1, 2, 'a value'],
    ['{"a": tru}', 1, 7, 'a value'],
  ])('%j is wrong at line %d, column %d', (text, line, column, allowed) => {
    const place = `f.json: line ${line}, column ${column}: found `;
    expect(() => parseJson(text, 'f.json')).toThrow(place);
    expect(() => parseJson(text, 'f.json')).toThrow(`allowed: ${allowed}`);
  });

  it('that is damaged anywhere is found out, in one line', () => {
    const whole =
      '{"task": {"name": "table", "x": [[1, -2.5e3], [true, null]], "y": "a\\u00e9\\n"}}';
    for (let cut = 0; cut < whole.length; cut++) {
      expect(() => parseJson(whole.slice(0, cut), 'f')).toThrow(
        /^f: line 1, column \d+: found the end|^f: .*found "/,
      );
    }
    expect(() => parseJson('['.repeat(1e5), 'f')).toThrow(/^f: line 1, .*$/);
  });
});

describe('a CSV file', () => {
  it('gives columns by name, quoted or not, whatever the delimiter', () => {
    const text = '"a, b"\tc\td\r\n1\t-2e3\t"7"\r\n\r\n+4\t.5\t 6 \r\n';
    const read = csvReader(text, 'task', 'f.csv');
    expect(read(['d', 'a, b'], 'inputs')).toEqual([[7, 1], [6, 4]]); // prettier-ignore
    expect(read(['c'], 'targets')).toEqual([[-2000], [0.5]]);
  });

  it.each([
    ['a\n', 'no rows'],
    ['a,b\n1,2,3\n', 'row 1: Too many fields'],
    ['a,b\n0x10,"2\n', 'Quoted field unterminated'],
  ])('%j is refused', (text, message) => {
    expect(() => csvReader(text, 'task', 'f.csv')(['a'], 'inputs')).toThrow(message);
  });
});

describe('a study', () => {
  it('is changed by --set and --seeds', async () => {
    const set = ['optimizer.learning_rate=0.5', 'title=Half', 'grid={"model.hidden":[[5]]}'];
    const { arms, seeds, document } = await loadStudy('width', {
      set,
      seeds: '7..9',
    });
    expect(arms).toHaveLength(1);
    expect(arms[0].optimizer.values).toMatchObject({ learning_rate: 0.5 });
    expect(arms[0].layers[0].units).toBe(5);
    expect(seeds).toMatchObject({ first: 7, count: 2 });
    expect(document.title).toBe('Half');
  });
});
