// A result read back: the same as was written, and one line about whatever is not.
import { beforeAll, describe, expect, it } from 'vitest';
import type { ResultDocument } from '../../src/results/files/document';
import { readResult } from '../../src/results/files/read';
import { readDensity, readNetworks, runKey } from '../../src/results/files/read_csv';
import { trained, type Written } from './trained';

let written: Written;
beforeAll(async () => {
  written = await trained({
    task: { name: 'magnitude', samples: 32 },
    training: { steps: 100 },
    seeds: { first: 3, count: 40 },
    arms: [
      { label: 'one, "quoted"' },
      { label: 'explodes', optimizer: { name: 'sgd', learning_rate: 1e3 } },
    ],
  });
});

const read = () => readResult(written.summary, 'summary.json');
const lines = async function* (text: string) {
  await Promise.resolve();
  yield* text.split('\n');
};

describe('a result', () => {
  it('is the same when it is read back', () => {
    expect(read().result).toEqual(written.summary);
    expect(read().study.arms.map(({ label }) => label)).toEqual(['one, "quoted"', 'explodes']);
  });

  it('has its density at every recorded step, those that are not finite too', () => {
    const { result } = read();
    const density = readDensity(written.density, result, 'density.csv');
    for (const [a, arm] of result.arms.entries()) {
      expect(density[a].map(({ total }) => total)).toEqual(arm.cost.checkpoints.map(() => 40));
    }
    expect(density[1].at(-1)!.diverged).toBe(40);
    expect(density[0].at(-1)!.counts.reduce((a, b) => a + b)).toBe(40);
  });

  it('has the parameters of the runs that are asked for', async () => {
    const key = runKey('one, "quoted"', 17);
    expect(key).toBe('"one, ""quoted""",17,');
    const found = await readNetworks(lines(written.runs), new Set([key, runKey('none', 1)]));
    const [row] = written.runs.split('\n').filter((line) => line.startsWith(key));
    expect([...found.keys()]).toEqual([key]);
    expect(found.get(key)).toEqual(Float32Array.from(row.split(',').slice(-13), Number));
  });
});

/** The document with one place changed. */
function changed(change: (result: ResultDocument & Record<string, unknown>) => void): unknown {
  const copy = structuredClone(written.summary) as ResultDocument & Record<string, unknown>;
  change(copy);
  return copy;
}
/** For places that types call constant. */
const loose = (value: unknown) => value as Record<string, unknown>;

describe('a file that is no result', () => {
  it.each<[string, Parameters<typeof changed>[0], RegExp]>([
    [
      'an arm lacks its runs',
      ({ arms }) => delete loose(arms[1]).runs,
      /^summary\.json: arms\[1\]\.runs: missing; it must be a/,
    ],
    [
      'a rate is a text',
      ({ arms }) => (loose(arms[0].converged).rate = '3 %'),
      /arms\[0\]\.converged\.rate: found "3 %"/,
    ],
    [
      'a cause is of another version',
      ({ arms }) => (loose(arms[0].causes).tired = 1),
      /arms\[0\]\.causes.*tired.*unknown key.*another version/,
    ],
    [
      'a part is missing',
      (result) => delete result['comparisons' as string],
      /^summary\.json: comparisons: missing; .*run the study again/,
    ],
    [
      'lists differ in length',
      ({ arms }) => (loose(arms[0]).lossFan = []),
      /arms\[0\]\.lossFan: found 0 entries; it must have \d+/,
    ],
    [
      'its study is of another version',
      ({ study }) => (loose(study).version = 2),
      /^summary\.json: study\.version: found 2; allowed: 1/,
    ],
    [
      'its study has other arms',
      ({ study }) => (loose(study).arms = [{}]),
      /^summary\.json: arms: found one, .*; its study has/,
    ],
  ])('%s', (_, change, message) => {
    let said = '';
    try {
      readResult(changed(change), 'summary.json');
    } catch (error) {
      said = (error as Error).message;
    }
    expect(said).toMatch(message);
    expect(said).not.toContain('\n');
  });

  it.each([[null], [[1]], ['text']])('%j', (document) => {
    expect(() => readResult(document, 'summary.json')).toThrow(/^summary\.json: holds no result/);
  });

  it('a density that cannot be read, or is of other runs', () => {
    const { result } = read();
    const [head, first, ...rest] = written.density.split('\n');
    const damaged = [head, first.replace(/,\d+$/, ',x'), ...rest].join('\n');
    expect(() => readDensity(damaged, result, 'd.csv')).toThrow(
      /^d\.csv: row 2: found .*,x; allowed: arm,step/,
    );
    expect(() => readDensity([head, ...rest].join('\n'), result, 'd.csv')).toThrow(
      /^d\.csv: holds \d+ runs of one, "quoted" at step 0, the summary 40: they are of two results/,
    );
    expect(() => readDensity('', result, 'd.csv')).toThrow(/holds 0 runs/);
  });
});
