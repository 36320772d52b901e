import { describe, expect, it } from 'vitest';
import { levelsOf } from '../../src/analysis/levels';
import { columns } from './columns';

/** A sequence in 0 .. 1 that looks random and is the same in every test run. */
const scattered = (n: number) => Array.from({ length: n }, (_, i) => (i * Math.SQRT2 * 1000) % 1);

describe('levels', () => {
  it('are the losses at which runs end, most common first', () => {
    const at = (loss: number, n: number) => scattered(n).map((u) => loss * (1 + 1e-4 * u));
    const losses = [...at(0.0035, 50), ...at(0.3789, 120), ...at(1.19, 30)];
    const levels = levelsOf(columns([...losses, NaN, 0.01]));
    expect(levels.map(({ count }) => count)).toEqual([120, 50, 30]);
    expect(levels[0].share).toBe(120 / 202);
    expect(levels[0].loss).toBeCloseTo(0.3789, 4);
    for (const { loss, seed } of levels) expect(Math.fround(losses[seed])).toBe(loss);
  });

  it('are not bridged by runs on their way', () => {
    const smear = scattered(200).map((u) => 0.1 * 10 ** u);
    const levels = levelsOf(
      columns([...Array<number>(400).fill(0.1), ...Array<number>(400).fill(1), ...smear]),
    );
    expect(levels.slice(0, 2).map(({ loss }) => loss)).toEqual([Math.fround(0.1), 1]);
    expect(levels[0].count).toBeLessThan(410);
  });

  it('take exact fits as one', () => {
    const levels = levelsOf(columns([0, 1e-16, 1e-12, 3e-9, 1, 1, 1]));
    expect(levels.map(({ count, loss }) => [count, loss])).toEqual([
      [4, Math.fround(1e-16)],
      [3, 1],
    ]);
  });

  it('are at most so many', () => {
    const losses = Array.from({ length: 20 }, (_, level) =>
      Array<number>(3 + level).fill(1 + level),
    ).flat();
    expect(levelsOf(columns(losses)).map(({ loss }) => loss)).toEqual([
      20, 19, 18, 17, 16, 15, 14, 13,
    ]);
    expect(levelsOf(columns(losses), 2)).toHaveLength(2);
  });

  it('need runs', () => {
    expect(levelsOf(columns([]))).toEqual([]);
    expect(levelsOf(columns([NaN, NaN]))).toEqual([]);
    expect(levelsOf(columns([0.5]))).toEqual([{ loss: 0.5, count: 1, share: 1, seed: 0 }]);
    expect(levelsOf(columns([0.5, 0.7]))).toEqual([]);
  });

  it('of 10^6 runs take a moment', () => {
    const losses = scattered(1e6).map((u) => (u < 0.5 ? 0.378 : 0.001 + u));
    const runs = columns(losses);
    const levels = levelsOf(runs);
    expect(levels[0].count).toBeGreaterThan(5e5 - 2);
  });
});
