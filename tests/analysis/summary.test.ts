import { describe, expect, it } from 'vitest';
import { causeNames, causes, causesOf, NO_CAUSE } from '../../src/analysis/causes';
import { outcomesOf } from '../../src/analysis/outcomes';
import { summarise } from '../../src/analysis/summary';
import { columns, inventedStudy } from './columns';

const study = inventedStudy(['one', 'two'], 5);

describe('causes', () => {
  const runs = columns([0.01, NaN, 0.5, 0.4, 0.6, 0.7], {
    earlierLoss: Float32Array.of(0.01, 1, 0.6, 0.4, 0.6, 0.7),
    deadUnits: Uint16Array.of(1, 2, 1, 1, 0, 0),
  });

  it('are one a run, by precedence, and add up', () => {
    const { codes, counts } = causesOf(study.arms[0], runs, outcomesOf(runs, 0.1));
    expect([...codes].map((code) => (code === NO_CAUSE ? null : causeNames[code]))).toEqual([
      null,
      'diverged',
      'unfinished',
      'dead',
      'unmeasured',
      'unmeasured',
    ]);
    expect(counts).toMatchObject({ diverged: 1, unfinished: 1, dead: 1, unmeasured: 2 });
    expect(Object.values(counts).reduce((a, b) => a + b, 0)).toBe(5);
  });

  it('each have a rule in words', () => {
    for (const name of causeNames) expect(causes[name].rule).toMatch(/\.$/);
  });
});

describe('the summary', () => {
  it('adds up, and is JSON without loss', () => {
    const runs = [
      columns([0.01, 0.01, 0.01, 0.4, NaN]),
      columns([NaN, NaN], { deadUnits: Uint16Array.of(1, 1) }),
    ];
    const [one, two] = summarise(study, runs, [0.02, NaN]);
    expect(one).toMatchObject({
      label: 'one',
      runs: 5,
      converged: { count: 3, rate: 0.6 },
      stuck: 1,
      unfinished: 0,
      diverged: 1,
      threshold: 0.02,
      bestLoss: Math.fround(0.01),
      medianLoss: Math.fround(0.01),
      causes: { diverged: 1, dead: 0, unmeasured: 1 },
      deaths: null,
      predictors: [],
    });
    expect(one.levels).toEqual([{ loss: Math.fround(0.01), count: 3, share: 0.6, seed: 1 }]);
    expect(two).toMatchObject({
      diverged: 2,
      threshold: null,
      bestLoss: null,
      medianLoss: null,
      levels: [],
    });
    expect(JSON.parse(JSON.stringify([one, two]))).toEqual([one, two]);
  });

  it('says that a rate is not known without runs', () => {
    const [one] = summarise(study, [columns([])], [0.1]);
    expect(one.converged).toEqual({ count: 0, rate: null, low: 0, high: 1 });
  });
});
