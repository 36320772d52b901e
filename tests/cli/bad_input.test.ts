// What is wrong with a study is said in one line on standard error, with exit code 2, and nothing else happens.
import { existsSync, mkdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { unstuck, workshop } from './child';

const { path, write } = workshop();
const xor = { task: { name: 'xor' } };
const table = (x: unknown, y: unknown = [[1], [2]]) => ({ task: { name: 'table', x, y } });
const expression = (target: string) => ({ task: { name: 'expression', inputs: 2, target } });
const csv = (content: string, targets = ['y']) => {
  const file = `data-${Math.random()}.csv`;
  write(file, content);
  return { task: { name: 'csv', file: path(file), inputs: ['x'], targets } };
};

/** [what, study or its text, message] */
const studies: readonly (readonly [string, unknown, RegExp])[] = [
  [
    'an unknown key',
    { ...xor, optimiser: {} },
    /^optimiser: unknown key; did you mean optimizer\?/,
  ],
  [
    'a misspelt name',
    { ...xor, init: { kernel: 'glorot_unifrom' } },
    /^init\.kernel: .*did you mean glorot_uniform\?/,
  ],
  [
    'NaN in a table',
    '{"task": {"name": "table", "x": [[1], [NaN]], "y": [[1], [2]]}}',
    /line 1, column 40: found "NaN\]/,
  ],
  ['null in a table', table([[1], [null]]), /^task\.x\[1\]\[0\]: found null; it must be a number/],
  [
    'infinity in a table',
    '{"task": {"name": "table", "x": [[1], [1e999]], "y": [[1], [2]]}}',
    /^task\.x\[1\]\[0\]: /,
  ],
  ['ragged rows', table([[1, 2], [3]]), /^task\.x\[1\]: found 1 entries; row 0 has 2/],
  ['tables of two lengths', table([[1], [2], [3]]), /^task\.y: found 2 rows; x has 3/],
  [
    'zero units',
    { ...xor, model: { hidden: [0] } },
    /^model\.hidden\[0\]: found 0; allowed: at least 1/,
  ],
  [
    'negative steps',
    { ...xor, training: { steps: -1 } },
    /^training\.steps: found -1; allowed: at least 0/,
  ],
  [
    '10^12 runs',
    { ...xor, seeds: { count: 1e12 } },
    /^seeds\.count: found 1000000000000; allowed: at most 100000000/,
  ],
  [
    'seeds beyond 32 bits',
    { ...xor, seeds: { first: 4294967295, count: 2 } },
    /^seeds\.first: .*2\^32/,
  ],
  ['code in a formula', expression('x.constructor("return process")()'), /^task\.target: /],
  [
    'a name of the language',
    expression('constructor'),
    /^task\.target: no input "constructor"; allowed: x, y/,
  ],
  [
    'a function of the language',
    expression('toString(x)'),
    /^task\.target: no function "toString"/,
  ],
  [
    'text in a CSV',
    csv('x,y\n1,2\n3,abc\n'),
    /^task: data-.*\.csv, row 2, column "y": found "abc"; allowed: finite numbers/,
  ],
  ['a gap in a CSV', csv('x,y\n1,2\n3,\n'), /row 2, column "y": found ""/],
  ['a number too large for float32', csv('x,y\n1e39,2\n'), /row 1, column "x": found "1e39"/],
  ['a short row in a CSV', csv('x,y\n1,2\n3\n'), /row 2: Too few fields/],
  [
    'a column that is not there',
    csv('x,height\n1,2\n', ['heigth']),
    /^task\.targets\[0\]: .* no column "heigth"; did you mean height\?/,
  ],
  [
    'no file',
    { task: { name: 'csv', file: 'none.csv', inputs: ['x'], targets: ['y'] } },
    /^task\.file: cannot read "none\.csv" \(ENOENT\)/,
  ],
  [
    'JSON cut short',
    '{"task": {"name": "xor"',
    /^standard input: line 1, column 24: found the end of the text; allowed: a comma or }/,
  ],
  [
    'a trailing comma',
    '{\n  "task": {"name": "xor"},\n}',
    /^standard input: line 3, column 1: found "}"; allowed: a key in double quotes/,
  ],
  ['no JSON at all', 'task: xor', /line 1, column 1: found "task:"; allowed: a value/],
  ['a list', [], /must be an object/],
];

const oneLine = (stderr: string) => /^unstuck: (.*)\n$/.exec(stderr)?.[1];

describe('a study is refused that has', () => {
  it.concurrent.each(studies)('%s', async (_, study, message) => {
    const input = typeof study === 'string' ? study : JSON.stringify(study);
    const ended = await unstuck(['run', '-', '--out', path('never')], { input });
    expect(oneLine(ended.stderr), ended.stderr).toMatch(message);
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(existsSync(path('never'))).toBe(false);
  });
});

const run = (...more: string[]) => ['run', '-', ...more];
mkdirSync(path('folder'));
write('folder/other.txt', 'precious');

/** [arguments, message] */
const commands: readonly (readonly [string[], RegExp])[] = [
  [['run', 'three-relu'], /^three-relu: no such file.*did you mean three-relus\?/],
  [['run', path('folder')], /is a folder/],
  [run('--seeds', '5..5'), /^--seeds: found "5\.\.5"; allowed: A\.\.B/],
  [run('--seeds', '1'), /^--seeds: /],
  [run('--set', 'training.stepz=1'), /^training\.stepz: unknown key; did you mean steps\?/],
  [run('--set', 'training'), /^--set training: allowed: path=value/],
  [run('--set', '__proto__.steps=1'), /^--set __proto__\.steps=1: allowed: path=value/],
  [run('--set', 'task.x.0=1'), /^--set /],
  [run('--engine', 'tpu'), /--engine.*auto, gpu, cpu/],
  [run('--out', path('folder')), /^--out: .* holds other files \(other\.txt\)/],
  [run('--out', path('folder/other.txt')), /^--out: .* cannot be written \(ENOTDIR\)/],
  [run('--out', path('folder/other.txt/in')), /^--out: .* cannot be written \(ENOTDIR\)/],
  ...(existsSync('/proc/self') // where no folder can be made, whoever asks
    ? [[run('--out', '/proc/unstuck/in'), /^--out: .* cannot be written \(ENOENT\)/] as const]
    : []),
  [run('--trace', path('missing/trace.json')), /^--trace: the folder .* cannot be written/],
  [
    run('--trace', path('t.json'), '--seeds', '0..1025'),
    /^seeds\.count: a trace of .*1025 runs; allowed: 1024/,
  ],
  [run('--jsn'), /unknown option '--jsn'.*--json/],
  [['run'], /missing required argument 'study'/],
  [['runn', '-'], /unknown command 'runn'.*run/],
  [['replay', '-', '--seed', '-1'], /^--seed: found "-1"/],
  [['replay', '-', '--seed', '1', '--step', '3001'], /^--step: found "3001"; allowed: 0 to 3000/],
  [['replay', '-', '--seed', '1', '--arm', 'none'], /^--arm: found "none"; allowed: all/],
];

describe('a command is refused', () => {
  it.concurrent.each(commands)('%j', async (args, message) => {
    const ended = await unstuck(args, { input: JSON.stringify(xor) });
    expect(oneLine(ended.stderr), ended.stderr).toMatch(message);
    expect(ended).toMatchObject({ code: 2, stdout: '' });
  });
});
