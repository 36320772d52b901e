import { expect, it } from 'vitest';
import { outcomesOf } from '../../src/analysis/outcomes';
import { binText, predictorsOf } from '../../src/analysis/predictors';
import { wilson } from '../../src/analysis/statistics';
import {
  factNames,
  startFactNames,
  type FactName,
  type StartFactName,
} from '../../src/study/facts';
import { columns, inventedStudy } from './columns';

const [arm] = inventedStudy(['one'], 6).arms;
const losses = [0.01, 0.01, 0.5, 0.5, 0.5, 0.01];
const zeros = () => new Float32Array(losses.length);
const table = <Name extends string>(names: readonly Name[]) =>
  Object.fromEntries(names.map((name) => [name, zeros()])) as Record<Name, Float32Array>;
const facts = (start: Partial<Record<StartFactName, number[]>>) => ({
  start: {
    ...table(startFactNames),
    ...Object.fromEntries(
      Object.entries(start).map(([name, list]) => [name, Float32Array.from(list)]),
    ),
  },
  end: table<FactName>(factNames),
});

it('counts runs and successes by what was measured at the start', () => {
  const runs = columns(losses, {
    facts: facts({ doomed: [0, 0, 1, 1, 12, 0], alignment: [0.1, 0.9, 0.95, 1, 0.15, NaN] }),
  });
  const found = predictorsOf(arm, runs, outcomesOf(runs, 0.1));
  expect(found.map(({ fact }) => fact)).toEqual(['doomed', 'alignment']);
  const [doomed, alignment] = found;
  const { low, high } = wilson(3, 3);
  expect(doomed.bins).toEqual([
    { from: 0, to: 1, runs: 3, converged: 3, low, high },
    { from: 1, to: 2, runs: 2, converged: 0, ...interval(0, 2) },
    { from: 8, to: null, runs: 1, converged: 0, ...interval(0, 1) },
  ]);
  expect(doomed.bins.map((bin) => binText('doomed', bin))).toEqual(['0', '1', '8 or more']);
  expect(alignment.bins.map(({ runs: n }) => n)).toEqual([2, 3]);
  expect(alignment.bins.map((bin) => binText('alignment', bin))).toEqual([
    '0 to 0.2',
    '0.8 or more',
  ]);
});

it('bins dead rows by their share of the table', () => {
  const runs = columns(losses, { facts: facts({ dead_rows: [0, 1, 9, 10, 49, 100] }) });
  const [{ bins }] = predictorsOf(arm, runs, outcomesOf(runs, 0.1));
  expect(bins.map((bin) => `${binText('dead_rows', bin)}: ${bin.runs}`)).toEqual([
    '0: 1',
    '1 to 9: 2',
    '10 to 24: 1',
    '25 to 49: 1',
    '50 or more: 1',
  ]);
});

it('says nothing where nothing was measured, or nothing differs', () => {
  const outcomes = outcomesOf(columns(losses), 0.1);
  expect(predictorsOf(arm, columns(losses), outcomes)).toEqual([]);
  expect(predictorsOf(arm, columns(losses, { facts: facts({}) }), outcomes)).toEqual([]);
});

function interval(count: number, of: number) {
  const { low, high } = wilson(count, of);
  return { low, high };
}

it('has nothing to say where all runs converged, or none', () => {
  const runs = columns(losses, { facts: facts({ doomed: [0, 0, 1, 1, 12, 0] }) });
  expect(predictorsOf(arm, runs, outcomesOf(runs, 0.1))).toHaveLength(1);
  for (const threshold of [1e-9, 1]) {
    expect(predictorsOf(arm, runs, outcomesOf(runs, threshold))).toEqual([]);
  }
});
