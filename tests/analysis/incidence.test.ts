import { describe, expect, it } from 'vitest';
import { addLosses, emptyHistogram } from '../../src/analysis/histogram';
import { FAN, fanOf, incidenceOf } from '../../src/analysis/incidence';
import { outcomesOf } from '../../src/analysis/outcomes';
import { sensitivityOf, thresholdsAround } from '../../src/analysis/sensitivity';
import { quantile, ranked } from '../../src/analysis/statistics';
import { expectClose } from '../support/close';
import { columns } from './columns';

describe('cumulative incidence', () => {
  const curves = [
    [2, 0.1, 0.1, 0.1], // converged at 1
    [2, 0.1, 0.5, 0.1], // left again: converged at 3
    [0.1, 0.1, 0.1, 0.1], // from the start
    [2, 0.6, 0.502, 0.5], // stuck from 2 on
    [2, 0.9, 0.8, 0.6], // unfinished
    [2, NaN, NaN, NaN], // diverged at 1
    [2, 3, 1e9, 1e9], // exploded: at the end
  ];
  const runs = columns(
    curves.map((curve) => curve[3]),
    {
      checkpoints: [0, 10, 90, 100],
      curves: Float32Array.from(curves.flat()),
      earlierLoss: Float32Array.from(curves, (curve) => curve[2]),
    },
  );
  const outcomes = outcomesOf(runs, 0.2);

  it('is when each outcome came to stay, and ends at the counts', () => {
    const found = incidenceOf(runs, outcomes, 0.2)!;
    expect(found).toEqual({
      converged: [1, 2, 2, 3],
      stuck: [0, 0, 1, 1],
      diverged: [0, 1, 1, 2],
    });
    const { converged, stuck, diverged } = outcomes.counts;
    expect([found.converged[3], found.stuck[3], found.diverged[3]]).toEqual([
      converged,
      stuck,
      diverged,
    ]);
  });

  it('is not known without curves', () => {
    expect(incidenceOf(columns([1]), outcomesOf(columns([1]), 0.1), 0.1)).toBeNull();
  });
});

describe('the fan of losses', () => {
  it('has the quantiles to a bin', () => {
    const losses = Float32Array.from({ length: 5000 }, (_, i) => 10 ** (3 * Math.sin(i)));
    const histogram = emptyHistogram();
    addLosses(histogram, losses);
    const sorted = ranked(losses);
    const exact = FAN.map((share) => quantile(sorted, share));
    const logs = (values: readonly (number | null)[]) => values.map((v) => Math.log10(v!));
    expectClose(logs(fanOf([histogram])[0]), logs(exact), { atol: 1 / 20 });
  });

  it('ends where losses are not finite or below all bins', () => {
    const histogram = emptyHistogram();
    addLosses(histogram, [0, 1, 1, NaN]);
    const [low, , middle, , high] = fanOf([histogram])[0];
    expect(low).toBe(0);
    expectClose(Math.log10(middle!), 0, { atol: 1 / 20 });
    expect(high).toBeNull();
    expect(fanOf([emptyHistogram()])[0]).toEqual([null, null, null, null, null]);
  });
});

describe('the rate at other thresholds', () => {
  it('is the distribution function of the losses', () => {
    const sorted = ranked(Float32Array.of(1, 2, 2, 3, NaN));
    const counts = sensitivityOf(sorted, 5, [0.5, 1, 2, 2.5, 3, Infinity]).map(
      ({ count }) => count,
    );
    expect(counts).toEqual([0, 1, 3, 3, 4, 4]);
  });

  it('is asked a decade down and up', () => {
    const around = thresholdsAround(0.02);
    expect(around).toHaveLength(9);
    expectClose([around[0], around[4], around[8]], [0.002, 0.02, 0.2], { rtol: 1e-12 });
  });
});
