import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clopperPearson, wilson } from '../../../src/analysis/statistics';
import { expectClose } from '../../support/close';
import { coverage } from './coverage';

describe('the Wilson interval', () => {
  // R 4.6.0: prop.test(count, n, correct = FALSE)$conf.int
  it.each([
    [81, 263, 0.255288519878274, 0.3662095769828],
    [15, 148, 0.0623863995307363, 0.160487241723308],
    [0, 20, 0, 0.161125158052819],
    [1, 29, 0.00611321429276266, 0.171755218793203],
    [20, 20, 0.838874841947181, 1],
    [994, 1000, 0.986971831758148, 0.997247330858124],
    [3610, 10000, 0.351641510436488, 0.37046524111056],
  ])('%i of %i: %d to %d', (count, n, low, high) => {
    const rate = wilson(count, n);
    expectClose([rate.low, rate.high], [low, high], { rtol: 1e-13 });
    expect(rate.rate).toBe(count / n);
  });

  it('takes other levels of confidence', () => {
    // R 4.6.0: prop.test(81, 263, correct = FALSE, conf.level = 0.99)$conf.int; qnorm(0.995)
    const { low, high } = wilson(81, 263, 2.5758293035489);
    expectClose([low, high], [0.240136902687608, 0.38528250231823], { rtol: 1e-13 });
  });

  it('says nothing without runs', () => {
    expect(wilson(0, 0)).toEqual({ count: 0, n: 0, rate: NaN, low: 0, high: 1 });
  });

  it('holds the rate, within 0 and 1, and mirrors', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e8 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (n, p) => {
          const count = Math.round(p * n);
          const { low, rate, high } = wilson(count, n);
          const other = wilson(n - count, n);
          expect(0 <= low && low <= rate && rate <= high && high <= 1).toBe(true);
          expectClose(1 - other.high, low, { atol: 1e-12 });
        },
      ),
    );
  });
});

describe('the Clopper-Pearson interval', () => {
  // R 4.6.0: binom.test(count, n)$conf.int
  it.each([
    [81, 263, 0.2527367455852712, 0.3676219226013514],
    [15, 148, 0.05784401008344858, 0.161650490349479],
    [0, 20, 0, 0.1684334709830854],
    [1, 29, 0.0008726468835799228, 0.1776442954887228],
    [20, 20, 0.8315665290169146, 1],
    [994, 1000, 0.9869865767290255, 0.9977950175148487],
    [3610, 10000, 0.351578088880573, 0.3705029267785033],
    [500123, 1000000, 0.499142518868724, 0.5011034804187958],
  ])('%i of %i: %d to %d', (count, n, low, high) => {
    const rate = clopperPearson(count, n);
    expectClose([rate.low, rate.high], [low, high], { rtol: 1e-11 });
  });

  it('takes other levels of confidence', () => {
    // R 4.6.0: binom.test(81, 263, conf.level = 0.99)$conf.int
    const { low, high } = clopperPearson(81, 263, 0.99);
    expectClose([low, high], [0.2368373581655386, 0.3862583256697449], { rtol: 1e-11 });
  });

  it('says nothing without runs', () => {
    expect(clopperPearson(0, 0)).toEqual(wilson(0, 0));
  });
});

describe('coverage, by enumeration', () => {
  const rates = Array.from({ length: 99 }, (_, i) => (i + 1) / 100);
  it.each([1, 5, 20, 60])('of n = %i', (n) => {
    const exact = rates.map((p) => coverage(p, n, clopperPearson));
    expect(Math.min(...exact)).toBeGreaterThanOrEqual(0.95);
    const score = rates.map((p) => coverage(p, n, wilson));
    const mean = score.reduce((a, b) => a + b) / score.length;
    expect(mean).toBeGreaterThan(0.945);
    expect(mean).toBeLessThan(exact.reduce((a, b) => a + b) / exact.length);
  });
});
