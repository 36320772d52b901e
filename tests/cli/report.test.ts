// The real command line: a finished result as a report, and one line about a folder that holds none.
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ResultDocument } from '../../src/results/files/document';
import { rateText } from '../../src/results/numbers';
import { unstuck, workshop } from './child';

const { path, write } = workshop();
const folder = path('results');

beforeAll(async () => {
  const size = [
    '--seeds',
    '0..200',
    '--set',
    'training.steps=200',
    '--set',
    'converged.below=0.05',
  ];
  const { code } = await unstuck([
    'run',
    'three-relus',
    '--engine',
    'cpu',
    '--out',
    folder,
    ...size,
  ]);
  expect(code).toBe(0);
});

describe('unstuck report', () => {
  it('writes one HTML file, the same bytes each time, in both schemes', async () => {
    const files = [path('a.html'), path('b.html')];
    for (const file of files) {
      const ended = await unstuck(['report', folder, '--html', file]);
      expect(ended).toEqual({ code: 0, stdout: '', stderr: `unstuck: wrote ${file}\n` });
    }
    const [a, b] = files.map((file) => readFileSync(file, 'utf8'));
    expect(a === b).toBe(true);
    expect(a.length).toBeLessThan(2_000_000);
    expect(/https?:|src=|<script/.test(a)).toBe(false);
    expect(
      /@media screen and \(prefers-color-scheme: dark\) \{ :root \{\s+color-scheme: dark;\s+--paper: #/.test(
        a,
      ),
    ).toBe(true);
    expect(a.includes('data-scheme')).toBe(false);
  });

  it('writes one picture, in both schemes', async () => {
    const file = path('answer.svg');
    expect((await unstuck(['report', folder, '--svg', file])).code).toBe(0);
    const picture = readFileSync(file, 'utf8');
    expect(picture).toMatch(
      /^<svg [^]*prefers-color-scheme: dark[^]*Adam, Keras default[^]*<\/svg>$/,
    );
  });

  it('prints Markdown, and writes the same to a file', async () => {
    const printed = await unstuck(['report', folder]);
    expect({ ...printed, stdout: '' }).toEqual({ code: 0, stdout: '', stderr: '' });
    const { arms } = JSON.parse(
      readFileSync(join(folder, 'summary.json'), 'utf8'),
    ) as ResultDocument;
    for (const { label, converged, runs } of arms)
      expect(printed.stdout).toContain(
        `| ${label} | ${rateText(converged, runs).replace(' %', '')} | ${runs} |`,
      );
    await unstuck(['report', folder, '--markdown', path('a.md'), '--html', path('c.html')]);
    expect(readFileSync(path('a.md'), 'utf8')).toBe(printed.stdout);
    expect(readFileSync(path('c.html'), 'utf8') === readFileSync(path('a.html'), 'utf8')).toBe(
      true,
    );
  });

  it('does without runs.csv, which may be large', async () => {
    cpSync(folder, path('slim'), { recursive: true });
    rmSync(path('slim/runs.csv'));
    const { code, stdout } = await unstuck(['report', path('slim')]);
    expect(code).toBe(0);
    expect(stdout).toContain('## Kinds of ending');
  });
});

describe('what is wrong is said in one line', () => {
  const copy = (name: string, file: string, change: (text: string) => string) => {
    cpSync(folder, path(name), { recursive: true });
    const at = join(path(name), file);
    writeFileSync(at, change(readFileSync(at, 'utf8')));
    return path(name);
  };

  it.each<[string, () => string[], RegExp]>([
    [
      'no folder',
      () => [path('none')],
      /none: no such folder; allowed: what unstuck run --out wrote/,
    ],
    ['a file', () => [write('file', '')], /file: is a file; allowed: a folder/],
    [
      'an empty folder',
      () => [(mkdirSync(path('empty')), path('empty'))],
      /empty: holds no result: summary\.json is not there/,
    ],
    [
      'broken JSON',
      () => [copy('broken', 'summary.json', (text) => text.slice(0, 500))],
      /summary\.json: line \d+, column \d+: found the end of the text; allowed:/,
    ],
    [
      'another version',
      () => [copy('other', 'summary.json', (text) => text.replace('"adapter"', '"adaptor"'))],
      /summary\.json: adapter: missing; .*run the study again/,
    ],
    [
      'files of two results',
      () => [copy('two', 'density.csv', (text) => text.replace(/\n.*\n/, '\n'))],
      /density\.csv: holds \d+ runs of .* they are of two results/,
    ],
    [
      'a damaged table',
      () => [copy('damaged', 'density.csv', (text) => text.replace(/,\d+\n/, ',many\n'))],
      /density\.csv: row 2: found .*,many; allowed:/,
    ],
    [
      'an output that cannot be',
      () => [folder, '--html', path('nowhere/a.html')],
      /--html: the folder .*nowhere cannot be written/,
    ],
    [
      'an output that is a folder',
      () => [folder, '--markdown', folder],
      /--markdown: .*results is a folder; name a file/,
    ],
    ...(existsSync('/proc/self') // where no file can be made, whoever asks
      ? [
          [
            'an output that the system refuses',
            () => [folder, '--html', '/proc/a.html'],
            /^unstuck: the system refuses: ENOENT.*'\/proc\/a\.html'\n$/,
          ] satisfies [string, () => string[], RegExp],
        ]
      : []),
  ])('%s', async (_, args, message) => {
    const { code, stdout, stderr } = await unstuck(['report', ...args()]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(message);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });
});
