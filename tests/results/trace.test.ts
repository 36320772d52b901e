import { describe, expect, it } from 'vitest';
import { checkTraceable, traceDocument } from '../../src/results/files/trace';
import type { Arm, Study } from '../../src/study/arm';
import { runs, study } from './invented';

const only = (change: object) => ({ ...study, arms: [{ ...study.arms[1], ...change } as Arm] });

describe('a trace', () => {
  it('has the loss at every checkpoint, and the parameters', () => {
    expect(traceDocument(only({}), [runs[1]]).arms[0].runs).toEqual([
      { seed: 0, lossAt: { 0: 2, 90: 0.5, 100: Math.fround(0.01) }, parameters: [1, 2] },
      {
        seed: 1,
        lossAt: { 0: 2, 90: 0.5, 100: Math.fround(0.02) },
        parameters: [Math.fround(0.1), -4],
      },
      { seed: 2, lossAt: { 0: null, 90: 0.5, 100: Math.fround(0.03) }, parameters: [5, null] },
    ]);
  });

  it('has the steps that the study names', () => {
    const trace = traceDocument(only({ training: { recordAt: [0, 100] } }), [runs[1]]);
    expect(trace.arms[0].runs[1].lossAt).toEqual({ 0: 2, 100: Math.fround(0.02) });
  });

  it('is refused for too many runs', () => {
    const many = (count: number) => ({ ...study, seeds: { study: 0, first: 0, count } }) as Study;
    expect(() => checkTraceable(many(512))).not.toThrow();
    expect(() => checkTraceable(many(513))).toThrow(
      /^seeds.count: .* 1026 runs; allowed: .* at most 512 runs an arm$/,
    );
  });
});
