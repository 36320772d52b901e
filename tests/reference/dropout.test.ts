// The law of dropout's masks over many samples, against binomial probabilities.
import { describe, expect, it } from 'vitest';
import { wilson } from '../../src/analysis/statistics';
import { drawMasks } from '../../src/reference/dropout';
import { network } from '../../src/reference/network';
import { readStudy } from '../../src/study/read';

const SAMPLES = 40_000;
const UNITS = 3;

/** How often each mask of the first of two hidden layers occurs, kept units as bits, and the factor of a kept unit. */
function masksOf(rate: number, keep_one: boolean, studySeed = 1) {
  const [{ layers, training }] = readStudy({
    task: { name: 'magnitude' },
    model: { hidden: [UNITS, 2] },
    training: { dropout: { rate, keep_one } },
  }).arms;
  const net = network(layers);
  const masks = drawMasks(net, training.dropout!);
  const counts = new Float64Array(2 ** UNITS);
  let factor = 0;
  let bothFirst = 0;
  for (let s = 0; s < SAMPLES; s++) {
    masks.draw(studySeed, 5, Math.floor(s / 100), s % 100);
    const mask = Array.from(net.masks[0]!);
    counts[mask.reduce((bits, m, o) => bits + (m > 0 ? 2 ** o : 0), 0)]++;
    factor = Math.max(factor, ...mask);
    if (mask[0] > 0 && net.masks[1]![0] > 0) bothFirst++;
  }
  return { counts, factor, bothFirst, net, masks };
}

const kept = (bits: number) => [0, 1, 2].filter((o) => bits & (1 << o)).length;

describe.each([0.1, 0.5, 0.8])('at rate %f', (rate) => {
  const plainLaw = Array.from(
    { length: 2 ** UNITS },
    (_, bits) => (1 - rate) ** kept(bits) * rate ** (UNITS - kept(bits)),
  );

  it('plain: units are independent, a kept one is scaled by 1 / (1 - rate)', () => {
    const { counts, factor } = masksOf(rate, false);
    counts.forEach((count, bits) => expectShare(count, plainLaw[bits]));
    expect(factor).toBeCloseTo(1 / (1 - rate), 12);
  });

  it('keep_one: the law of masks drawn until one keeps a unit, and a mean of 1', () => {
    const { counts, factor } = masksOf(rate, true);
    expect(counts[0]).toBe(0);
    const some = 1 - rate ** UNITS;
    for (let bits = 1; bits < counts.length; bits++)
      expectShare(counts[bits], plainLaw[bits] / some);
    expect(factor * ((1 - rate) / some)).toBeCloseTo(1, 12);
  });
});

it('layers have draws of their own, seeds too, and evaluation has no masks', () => {
  const { bothFirst, counts, net, masks } = masksOf(0.5, false);
  expectShare(bothFirst, 0.25);
  expect(masksOf(0.5, false, 2).counts).not.toEqual(counts);
  masks.clear();
  expect(net.masks).toEqual([null, null, null]);
});

function expectShare(count: number, probability: number) {
  // four deviations, since some fifty shares are looked at
  const { low, high } = wilson(count, SAMPLES, 4);
  expect(low).toBeLessThanOrEqual(probability);
  expect(high).toBeGreaterThanOrEqual(probability);
}
