// The twin's gradient of every activation under every loss, against central differences of its loss in float64.
import { describe, expect, it } from 'vitest';
import { uniformDraw } from '../../src/random/draws';
import { backward } from '../../src/reference/backward';
import { forward, network } from '../../src/reference/network';
import {
  activationRow,
  activations,
  type ActivationName,
} from '../../src/study/catalogues/activations';
import { lossOf, losses, type LossName } from '../../src/study/catalogues/losses';
import { parameterCount } from '../../src/study/layout';
import { readStudy } from '../../src/study/read';

const ROWS = 6;
/** Weights are whole multiples of it, so that a step of it is exact in float32. */
const STEP = 2 ** -13;

/** Targets that a loss is made for, and outputs for it. */
const targets: Partial<Record<LossName, (u: number) => number>> = {
  bce: (u) => u,
  bce_with_logits: (u) => u,
  hinge: (u) => (u < 0.5 ? 0 : 1),
  squared_hinge: (u) => (u < 0.5 ? -1 : 1),
  poisson: (u) => Math.floor(4 * u),
};
const outputs: Partial<Record<LossName, ActivationName>> = { bce: 'sigmoid', poisson: 'softplus' };

function problem(activation: ActivationName, loss: LossName) {
  const [arm] = readStudy({
    task: { name: 'table', x: [[0, 0]], y: [[0, 0]] },
    loss,
    model: { hidden: [3, 2], activation, output: outputs[loss] ?? 'linear' },
  }).arms;
  const draw = (index: number) => uniformDraw(7, 0, 0, 0, index);
  const w = Float32Array.from({ length: parameterCount(arm.layers) }, (_, p) => {
    return STEP * Math.round((4 * draw(p) - 2) / STEP);
  });
  const net = network(arm.layers);
  const at = lossOf(arm.loss);
  const samples = Array.from({ length: ROWS }, (_, row) => {
    const [a, b, c, d] = [0, 1, 2, 3].map((i) => draw(1000 + 4 * row + i));
    const y = targets[loss] ?? ((u: number) => 2 * u - 1);
    return { x: [3 * a - 1.5, 3 * b - 1.5], y: Float64Array.of(y(c), y(d)) };
  });
  const value = () =>
    samples.reduce((sum, { x, y }) => {
      net.h[0].set(x);
      const p = forward(net, w);
      return sum + at.f(p[0], y[0]) + at.f(p[1], y[1]);
    }, 0);
  const gradient = () => {
    const g = new Float64Array(w.length);
    for (const { x, y } of samples) {
      net.h[0].set(x);
      forward(net, w);
      backward(net, w, y, at, g);
    }
    return g.map((slope) => slope * at.factor);
  };
  return { w, value, gradient };
}

const names = (Object.keys(activations) as ActivationName[]).filter(
  (name) => !activationRow(name).doubles,
);

describe.each(names)('%s', (activation) => {
  it.each(Object.keys(losses) as LossName[])('under %s', (loss) => {
    const { w, value, gradient } = problem(activation, loss);
    const g = gradient();
    const here = value();
    let compared = 0;
    for (let p = 0; p < w.length; p++) {
      const keep = w[p];
      w[p] = keep + STEP;
      const right = value();
      w[p] = keep - STEP;
      const left = value();
      w[p] = keep;
      const [after, before] = [(right - here) / STEP, (here - left) / STEP];
      // one-sided slopes differ by the curvature times the step; by more where a kink or a jump lies between
      const scale = 1 + Math.abs(g[p]);
      if (!(Math.abs(after - before) < 100 * STEP * scale)) continue;
      compared++;
      const error = Math.abs((after + before) / 2 - g[p]) / scale;
      expect(error, `parameter ${p}: ${g[p]}, differences ${after}, ${before}`).toBeLessThan(2e-6);
    }
    expect(compared).toBeGreaterThan(0.7 * w.length);
  });
});
