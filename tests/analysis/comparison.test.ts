import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparisonsOf, MOST_ARMS, pairsOf } from '../../src/analysis/comparison';
import { pairedTable, seedSet } from '../../src/analysis/seed_set';
import { compare } from '../../src/analysis/summary';
import { expectClose } from '../support/close';
import { columns, inventedStudy } from './columns';

const all = { first: 7, count: 300 };
const seeds = Uint32Array.from({ length: 300 }, (_, i) => 7 + i);
const arm = (label: string, converged: (i: number) => boolean) => ({
  label,
  seeds: seedSet(all, seeds, converged),
});

describe('paired tables', () => {
  it('count seeds as one by one', () => {
    const bits = fc.array(fc.tuple(fc.boolean(), fc.boolean(), fc.boolean(), fc.boolean()), {
      minLength: 1,
      maxLength: 200,
    });
    fc.assert(
      fc.property(bits, fc.integer({ min: 0, max: 2 ** 32 - 300 }), (rows, first) => {
        const range = { first, count: rows.length };
        const set = (ran: 0 | 1, ended: 2 | 3) => {
          const kept = rows.flatMap((row, i) => (row[ran] ? [i] : []));
          const listed = Uint32Array.from(kept, (i) => first + i);
          return seedSet(range, listed, (i) => rows[kept[i]][ended]);
        };
        const both = rows.filter(([a, b]) => a && b);
        const cell = (x: boolean, y: boolean) =>
          both.filter((row) => row[2] === x && row[3] === y).length;
        expect(pairedTable(set(0, 2), set(1, 3))).toEqual({
          both: cell(true, true),
          onlyA: cell(true, false),
          onlyB: cell(false, true),
          neither: cell(false, false),
        });
      }),
      { seed: 1 },
    );
  });
});

describe('comparisons', () => {
  const arms = [
    arm('a', (i) => i % 3 === 0), // 100
    arm('b', (i) => i % 3 < 2), // 200, all of a's among them
    arm('c', (i) => i % 3 === 0 && i > 2), // one seed fewer than a
  ];
  const [ab, ac, bc] = comparisonsOf(arms);

  it('name the second arm beside the first', () => {
    expect(ab).toMatchObject({ a: 'a', b: 'b', pairs: 300, both: 100, onlyA: 0, onlyB: 100 });
    expectClose([ab.difference.value!, ab.ratio.value!], [1 / 3, 2], { rtol: 1e-12 });
    expect(ab.difference.low > 0 && ab.ratio.low > 1).toBe(true);
    expect(ab.verdict).toBe('higher');
    expect(bc.verdict).toBe('lower');
  });

  it('do not tell one seed apart', () => {
    expect(ac).toMatchObject({ onlyA: 1, onlyB: 0, p: 1, pHolm: 1, verdict: 'not told apart' });
    expect(ac.detectable).toBeNull();
  });

  it('adjust for all that are reported', () => {
    expectClose(ab.p, 2 ** -99, { rtol: 1e-10 });
    // that of b and c is the smallest
    expectClose([bc.pHolm, ab.pHolm], [3 * bc.p, 2 * ab.p], { rtol: 1e-12 });
    expect(comparisonsOf(arms, [[0, 1]])[0].pHolm).toBe(ab.p);
  });

  it('are of all pairs, or with the first arm where there are many', () => {
    expect(pairsOf(1)).toEqual([]);
    expect(pairsOf(3)).toEqual([
      [0, 1],
      [0, 2],
      [1, 2],
    ]);
    expect(pairsOf(MOST_ARMS)).toHaveLength((MOST_ARMS * (MOST_ARMS - 1)) / 2);
    const many = pairsOf(MOST_ARMS + 1);
    expect(many).toHaveLength(MOST_ARMS);
    expect(many.every(([a]) => a === 0)).toBe(true);
  });

  it('use the seeds that ran in both', () => {
    const study = inventedStudy(['one', 'two', 'none'], 4);
    const rows = [
      columns([0.01, 0.01, 1, NaN]),
      columns([1, 0.01], { seeds: Uint32Array.of(1, 3) }),
      columns([]),
    ];
    const [pair, empty] = compare(study, rows);
    expect(pair).toMatchObject({ pairs: 2, both: 0, onlyA: 1, onlyB: 1, neither: 0 });
    expect(empty).toMatchObject({ pairs: 0, p: 1, verdict: 'not told apart', detectable: null });
    expect(empty.difference).toEqual({ value: null, low: -1, high: 1 });
    expect(JSON.parse(JSON.stringify([pair, empty]))).toEqual([pair, empty]);
  });
});
