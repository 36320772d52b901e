import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addLosses,
  binEdges,
  BINS,
  coarser,
  emptyHistogram,
  lowestOf,
  quantileOf,
  shareBelow,
} from '../../src/analysis/histogram';

const sum = (values: Iterable<number>) => [...values].reduce((a, b) => a + b, 0);
const loss = fc.oneof(
  fc.float(),
  fc.float({ min: 0, max: 2 }),
  fc.constantFrom(0, NaN, Infinity, -Infinity, 1e-10, 1e4),
);

describe('the histogram of losses', () => {
  it('has a bin for every loss', () => {
    fc.assert(
      fc.property(fc.array(loss), (values) => {
        const h = emptyHistogram();
        addLosses(h, Float32Array.from(values));
        expect(sum(h.counts) + h.underflow + h.overflow + h.diverged).toBe(h.total);
        expect(h.total).toBe(values.length);
        addLosses(h, Float32Array.from(values), -1);
        expect(h).toEqual(emptyHistogram());
      }),
    );
  });

  it('knows its smallest loss to a bin', () => {
    fc.assert(
      fc.property(fc.array(loss), (values) => {
        const h = emptyHistogram();
        addLosses(h, values);
        const finite = values.filter(Number.isFinite);
        const above = binEdges.find((edge) => edge > Math.min(...finite)) ?? Infinity;
        expect(lowestOf(h)).toBe(finite.length > 0 ? above : NaN);
      }),
    );
  });

  it('puts an edge into the bin above it', () => {
    for (let i = 0; i < BINS; i++) {
      const h = emptyHistogram();
      addLosses(h, [binEdges[i]]);
      expect(h.counts[i], `edge ${i}`).toBe(1);
    }
  });

  it('keeps zero, huge and non-finite losses apart', () => {
    const h = emptyHistogram();
    addLosses(h, [0, 1e-11, 1e4, 1e30, NaN, Infinity, -Infinity, 1]);
    expect(h).toMatchObject({ underflow: 2, overflow: 2, diverged: 3, total: 8 });
    expect(h.counts[200]).toBe(1);
  });

  it('tells quantiles to a bin, with what is not finite as the worst', () => {
    const h = emptyHistogram();
    addLosses(h, [0, 0.01, 0.1, 0.1, 0.1, 0.1, 1, 2, NaN, Infinity]);
    const bin = 10 ** (1 / 20);
    expect(quantileOf(h, 0.05)).toBe(0);
    expect(quantileOf(h, 0.5) / 0.1).toBeGreaterThanOrEqual(1);
    expect(quantileOf(h, 0.5) / 0.1).toBeLessThanOrEqual(bin);
    expect(quantileOf(h, 0.95)).toBe(Infinity);
    expect(quantileOf(emptyHistogram(), 0.5)).toBeNaN();
    fc.assert(
      fc.property(fc.array(loss, { minLength: 1 }), (values) => {
        const all = emptyHistogram();
        addLosses(all, Float32Array.from(values));
        const found = [0, 0.25, 0.5, 0.75, 1].map((p) => quantileOf(all, p));
        expect(found).toEqual([...found].sort((a, b) => a - b));
      }),
    );
  });

  it('tells the share at or below a threshold', () => {
    const h = emptyHistogram();
    expect(shareBelow(h, 1)).toBeNaN();
    addLosses(h, [0, 0.01, 0.02, 0.5, 2, 1e6, NaN, NaN]);
    expect(shareBelow(h, 0.1)).toBe(3 / 8);
    expect(shareBelow(h, 1e4)).toBe(5 / 8);
    expect(shareBelow(h, Infinity)).toBe(6 / 8);
    expect(shareBelow(h, 1e-9)).toBe(1 / 8);
    expect(shareBelow(h, 0.48)).toBeGreaterThan(3 / 8);
    expect(shareBelow(h, 0.48)).toBeLessThan(4 / 8);
  });

  it('merges bins without losing a loss', () => {
    const h = emptyHistogram();
    addLosses(h, [1e-9, 0.01, 0.02, 0.5, 2]);
    const { edges, counts } = coarser(h, 20);
    expect(sum(counts)).toBe(5);
    expect(edges[8]).toBe(binEdges[160]);
    expect([...counts]).toEqual([0, 1, 0, 0, 0, 0, 0, 0, 2, 1, 1, 0, 0, 0]);
    expect(() => coarser(h, 3)).toThrow('280 bins');
  });
});
