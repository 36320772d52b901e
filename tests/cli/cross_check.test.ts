// A study that asks for a cross-check, on the command line: in the document, in the table, and interrupted.
import { expect, it } from 'vitest';
import type { ResultDocument } from '../../src/results/files/document';
import { unstuck } from './child';

const study = {
  task: { name: 'magnitude', samples: 32 },
  optimizer: { name: 'adam', learning_rate: 0.02 },
  training: { steps: 300 },
  seeds: { count: 60 },
  converged: { below: 0.05 },
  grid: { 'init.kernel': ['glorot_uniform', 'positive_output'] },
};
const run = (change: object, ...args: string[]) =>
  unstuck(['run', '-', '--engine', 'cpu', ...args], {
    input: JSON.stringify({ ...study, ...change }),
  });

it('puts the counts of every pair of outcomes into the document', async () => {
  const { code, stdout, stderr } = await run({ cross_check: 12 }, '--json');
  expect(code, stderr).toBe(0);
  const { arms, study: ran } = JSON.parse(stdout) as ResultDocument;
  expect(ran.cross_check).toBe(12);
  for (const { crossCheck } of arms) {
    expect(crossCheck!.runs).toBe(12);
    expect(crossCheck!.same.count).toBeGreaterThan(9);
    const counts = Object.values(crossCheck!.pairs).flatMap((row) => Object.values(row));
    expect(counts.reduce((a, b) => a + b)).toBe(12);
  }
});

it('says it under the table, and is silent where none was asked for', async () => {
  const { stdout } = await run({ cross_check: 6 });
  expect(stdout).toMatch(
    /\nCross-check by the CPU twin, float64\n {2}glorot_uniform {3}\d.* of 6 runs end the same/,
  );
  const without = await run({}, '--json');
  const { arms } = JSON.parse(without.stdout) as ResultDocument;
  expect(arms.map(({ crossCheck }) => crossCheck)).toEqual([null, null]);
});

it('refuses what is no number of runs', async () => {
  const { code, stderr } = await run({ cross_check: 5000 });
  expect(code).toBe(2);
  expect(stderr).toMatch(/^unstuck: cross_check: found 5000; allowed: at most 1000\n$/);
});

it('keeps the results when the cross-check is interrupted', async () => {
  const long = { ...study, training: { steps: 1_000_000, stop_below: 0.04 }, seeds: { count: 4 } };
  const { code, stdout, stderr } = await unstuck(['run', '-', '--engine', 'cpu', '--json'], {
    input: JSON.stringify({ ...long, cross_check: 1000 }),
    started: (interrupt) => setTimeout(interrupt, 6000),
  });
  expect(code, stderr).toBe(130);
  expect(stderr).toContain('interrupted');
  const { arms } = JSON.parse(stdout) as ResultDocument;
  expect(arms.every(({ runs }) => runs === 4)).toBe(true);
  expect(arms.every(({ crossCheck }) => crossCheck!.runs < 4)).toBe(true);
});
