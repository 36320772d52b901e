// The law of RReLU's slopes: uniform between its limits in training, new for every unit, sample and step; else their mean.
import { expect, it } from 'vitest';
import { drawSlopes } from '../../src/reference/drawn_slopes';
import { forward, network } from '../../src/reference/network';
import { readStudy } from '../../src/study/read';

const [{ layers }] = readStudy({
  task: { name: 'magnitude' },
  model: {
    layers: [
      { units: 2, activation: { name: 'rrelu', lower: 0.2, upper: 0.6 } },
      { units: 1, activation: 'relu' },
    ],
  },
}).arms;
const SAMPLES = 20_000;

it('is uniform between the limits, and no two units share a draw', () => {
  const net = network(layers);
  const slopes = drawSlopes(net, layers);
  const seen = new Set<number>();
  const counts = new Float64Array(8);
  let product = 0;
  for (let s = 0; s < SAMPLES; s++) {
    slopes.draw(1, 5, Math.floor(s / 100), s % 100);
    const [a, b] = net.drawn[0]!;
    for (const slope of [a, b]) {
      seen.add(slope);
      counts[Math.floor((8 * (slope - 0.2)) / 0.4)]++;
    }
    product += ((a - 0.4) * (b - 0.4)) / SAMPLES;
    expect(net.drawn[1]).toBeNull();
  }
  expect(seen.size).toBeGreaterThan(0.99 * 2 * SAMPLES);
  const expected = (2 * SAMPLES) / 8;
  const chi2 = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  expect(chi2).toBeLessThan(30); // 7 degrees of freedom: p = 0.0001
  expect(Math.abs(product)).toBeLessThan((5 * (0.4 ** 2 / 12)) / Math.sqrt(SAMPLES));
});

it('is the mean outside of training', () => {
  const net = network(layers);
  const slopes = drawSlopes(net, layers);
  const w = Float32Array.of(1, 0, 0, 1, 0, 0, 1, 1, 0);
  net.h[0].set([-1, 0]);
  slopes.draw(0, 0, 0, 0);
  forward(net, w);
  expect(net.a[0][0]).toBe(-net.drawn[0]![0]);
  slopes.clear();
  forward(net, w);
  expect(net.a[0][0]).toBeCloseTo(-0.4, 12);
});
