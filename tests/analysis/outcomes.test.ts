import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  outcomeNames,
  outcomes,
  outcomesOf,
  precedence,
  thresholdsOf,
} from '../../src/analysis/outcomes';
import type { Arm, Study } from '../../src/study/arm';
import { columns } from './columns';

const names = (codes: Uint8Array) => [...codes].map((code) => outcomeNames[code]);
const loss = fc.oneof(fc.float(), fc.float({ min: 0, max: 1 }), fc.constantFrom(0, NaN, Infinity));

describe('an outcome', () => {
  it('is exactly one, whatever the losses', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(loss, loss, loss)), loss, (rows, threshold) => {
        const [initial, earlier, final] = [0, 1, 2].map((i) => rows.map((row) => row[i]));
        const runs = columns(final, {
          initialLoss: Float32Array.from(initial),
          earlierLoss: Float32Array.from(earlier),
        });
        const { codes, counts } = outcomesOf(runs, threshold);
        expect(codes).toHaveLength(rows.length);
        expect(Object.values(counts).reduce((a, b) => a + b)).toBe(rows.length);
        for (const name of outcomeNames) {
          expect(names(codes).filter((n) => n === name)).toHaveLength(counts[name]);
        }
      }),
    );
  });

  it('follows the rules', () => {
    const earlierLoss = Float32Array.of(0.05, 0.3, 0.3, 0.3, 1, NaN, NaN, 1e6, 1e6, 9e9);
    const final = [0.05, 0.3, 0.298, 0.296, NaN, Infinity, 0.3, 1e6, 1e4, 8e9];
    const initialLoss = Float32Array.of(2, 2, 2, 2, 2, 2, 2, 2, 2, 1e10);
    const { codes } = outcomesOf(columns(final, { earlierLoss, initialLoss }), 0.1);
    expect(names(codes)).toEqual([
      'converged',
      'stuck',
      'stuck', // fell by 0.7 %
      'unfinished',
      'diverged',
      'diverged',
      'stuck',
      'diverged', // exploded
      'diverged', // falling, but far above where it began
      'unfinished', // huge from the start, and falling
    ]);
  });

  it('changes with the threshold alone', () => {
    const runs = columns([0.01, 0.02, 0.03]);
    expect(outcomesOf(runs, 0.02).counts).toEqual({
      converged: 2,
      stuck: 1,
      unfinished: 0,
      diverged: 0,
    });
    expect(outcomesOf(runs, Infinity).counts.converged).toBe(3);
    expect(outcomesOf(runs, NaN).counts.converged).toBe(0);
  });

  it('has a rule in words, and a place in the precedence', () => {
    for (const name of outcomeNames) expect(outcomes[name].rule).toMatch(/^[A-Z].*\.$/s);
    expect([...precedence].sort()).toEqual([...outcomeNames].sort());
  });
});

const layers = [{ inputs: 2, units: 3, bias: true, trainable: true, activation: { name: 'relu' } }];
const arm = (change: object) =>
  ({
    task: { kind: 'rows', x: [[1]], y: [[1]] },
    layers,
    loss: { name: 'mse' },
    converged: { within: 1.1, of: 'best' },
    ...change,
  }) as unknown as Arm;
const thresholds = (arms: Arm[], losses: number[][]) =>
  thresholdsOf(
    { arms } as unknown as Study,
    losses.map((values) => columns(values)),
  );

describe('the threshold', () => {
  it('is what the study names', () => {
    expect(thresholds([arm({ converged: { below: 0.25 } })], [[0.01]])).toEqual([0.25]);
    expect(
      thresholds([arm({ converged: { within: 2, of: 'known' }, optimum: 0.1 })], [[0.3]]),
    ).toEqual([0.2]);
  });

  it('is relative to the best of all arms with the same task, loss and model', () => {
    const schemes = [{ kernelInit: { name: 'zeros' } }, { kernelInit: { name: 'ones' } }];
    const arms = [
      ...schemes.map((scheme) => arm({ layers: layers.map((layer) => ({ ...layer, ...scheme })) })),
      arm({ layers: layers.map((layer) => ({ ...layer, units: 4 })) }),
      arm({ loss: { name: 'mae' } }),
      arm({ converged: { within: 3, of: 'best' } }),
    ];
    const found = thresholds(arms, [[0.5, NaN], [0.25, Infinity], [0.125], [4], [1]]);
    expect(found).toEqual([0.25 * 1.1, 0.25 * 1.1, 0.125 * 1.1, 4.4, 0.75]);
  });

  it('has a floor where the fit is exact', () => {
    expect(thresholds([arm({})], [[1e-14, 3e-14]])).toEqual([1e-6 * 0.5]);
    expect(
      thresholds([arm({ converged: { within: 1.1, of: 'known' }, optimum: 0 })], [[1]]),
    ).toEqual([1e-6 * 0.5]);
  });

  it('is not known where no loss is finite', () => {
    expect(thresholds([arm({}), arm({})], [[NaN], []])).toEqual([NaN, NaN]);
  });
});
