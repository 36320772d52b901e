// The population loss in closed form against sums over inputs, the formula of the paper, and its own differences.
import { describe, expect, it } from 'vitest';
import { normalDraw } from '../../src/random/draws';
import { streams } from '../../src/random/streams';
import { populationTwin, populationVariance, targetSums } from '../../src/reference/population';
import { populationIn } from '../../src/study/catalogues/tasks';
import { parameterCount } from '../../src/study/layout';
import { readStudy } from '../../src/study/read';
import { expectClose } from '../support/close';

const population = { samples: 'population' };
const studies = {
  'three neurons, |x|': {
    task: { name: 'magnitude', ...population },
    model: { hidden: [3], bias: false },
  },
  'one neuron alone, one ReLU': {
    task: { name: 'relu', ...population },
    model: { layers: [{ units: 1, activation: 'relu', bias: false }] },
  },
  'two neurons, one ReLU': {
    task: { name: 'relu', ...population },
    model: { hidden: [2], bias: false },
  },
  'four neurons, two in the plane': {
    task: { name: 'teacher_student', inputs: 2, neurons: 2, ...population },
    model: { hidden: [4], bias: false },
  },
  'four neurons, three in five dimensions': {
    task: { name: 'teacher_student', inputs: 5, neurons: 3, ...population },
    model: { hidden: [4], bias: false },
  },
};

const draw = (index: number, run = 0) => normalDraw(7, run, streams.DATA, 0, index);

function setUp(document: object) {
  const [arm] = readStudy(document).arms;
  const twin = populationTwin(arm)!;
  const w = Float64Array.from({ length: parameterCount(arm.layers) }, (_, p) => draw(p));
  const [{ inputs, units }] = arm.layers;
  const alone = arm.layers.length === 1;
  const { teacher, ring } = populationIn(arm.task)!;
  /** Network less target at x, written out. */
  const miss = (x: readonly number[]) => {
    let f = 0;
    for (let i = 0; i < units; i++) {
      const z = x.reduce((sum, v, c) => sum + v * w[c * units + i], 0);
      f += (alone ? 1 : w[inputs * units + i]) * Math.max(z, 0);
    }
    const y = teacher.map(
      ({ weight, direction }) =>
        weight *
        Math.max(
          0,
          direction.reduce((sum, v, c) => sum + v * x[c], 0),
        ),
    );
    return f - y.reduce((a, b) => a + b, 0) - (ring / Math.PI) * Math.hypot(...x);
  };
  return { arm, twin, w, inputs, units, alone, miss };
}

describe.each(Object.entries(studies))('%s', (_, document) => {
  const { twin, w, inputs, miss } = setUp(document);

  it('the loss is the mean over the normal law', () => {
    if (inputs === 1)
      return expectClose(twin.loss(w), (miss([1]) ** 2 + miss([-1]) ** 2) / 2, { rtol: 1e-13 });
    if (inputs === 2) {
      // all are of degree 1 in |x|, and E |x|^2 = 2: twice the mean over angles
      const turns = 100_000;
      let sum = 0;
      for (let t = 0; t < turns; t++) {
        const angle = (2 * Math.PI * t) / turns;
        sum += miss([Math.cos(angle), Math.sin(angle)]) ** 2;
      }
      return expectClose(twin.loss(w), (2 * sum) / turns, { rtol: 1e-8 });
    }
    const samples = 200_000;
    let [sum, squares] = [0, 0];
    for (let s = 0; s < samples; s++) {
      const x = Array.from({ length: inputs }, (__, c) => draw(s * inputs + c, 1));
      const square = miss(x) ** 2;
      sum += square;
      squares += square * square;
    }
    const mean = sum / samples;
    const error = Math.sqrt((squares / samples - mean * mean) / samples);
    expect(error).toBeLessThan(0.01 * mean);
    expectClose(twin.loss(w), mean, { atol: 4 * error });
  });

  it('the gradient is that of central differences', () => {
    const g = new Float64Array(w.length);
    twin.gradient(w, g);
    const h = 1e-5;
    const differences = g.map((__, p) => {
      const at = (step: number) => twin.loss(w.map((v, q) => (q === p ? v + step : v)));
      return (at(h) - at(-h)) / (2 * h);
    });
    expectClose(g, differences, { rtol: 1e-7, atol: 1e-9 });
  });
});

describe('in more dimensions', () => {
  const [n, k] = [9, 8];
  const { twin, w } = setUp({
    task: { name: 'teacher_student', inputs: k, neurons: k, ...population },
    model: { hidden: [n], bias: false },
  });
  w.fill(1, n * k); // output weights of one, as in the paper

  it('the loss and its gradient are twice those of Safran and Shamir (arXiv 1712.08968)', () => {
    const column = (i: number) => Array.from({ length: k }, (_, c) => w[c * n + i]);
    const student = Array.from({ length: n }, (_, i) => column(i));
    const teacher = Array.from({ length: k }, (_, i) =>
      Array.from({ length: k }, (__, c) => (i === c ? 1 : 0)),
    );
    const dot = (u: number[], v: number[]) => u.reduce((sum, x, c) => sum + x * v[c], 0);
    const angle = (u: number[], v: number[]) =>
      Math.acos(Math.min(1, dot(u, v) / Math.hypot(...u) / Math.hypot(...v)));
    const f = (u: number[], v: number[]) => {
      const theta = angle(u, v);
      const shape = Math.sin(theta) + (Math.PI - theta) * Math.cos(theta);
      return (Math.hypot(...u) * Math.hypot(...v) * shape) / (2 * Math.PI);
    };
    const sum = (a: number[][], b: number[][]) =>
      a.reduce((total, u) => total + b.reduce((part, v) => part + f(u, v), 0), 0);
    const half = sum(student, student) / 2 - sum(student, teacher) + sum(teacher, teacher) / 2;
    expectClose(twin.loss(w), 2 * half, { rtol: 1e-12 });

    const g = new Float64Array(w.length);
    twin.gradient(w, g);
    student.forEach((u, i) => {
      for (let c = 0; c < k; c++) {
        const pull = (v: number[]) => {
          const theta = u === v ? 0 : angle(u, v);
          return (
            Math.hypot(...v) * Math.sin(theta) * (u[c] / Math.hypot(...u)) +
            (Math.PI - theta) * v[c]
          );
        };
        const total = (vectors: number[][]) => vectors.reduce((part, v) => part + pull(v), 0);
        const slope = (total(student) - total(teacher)) / (2 * Math.PI);
        expectClose(g[c * n + i], 2 * slope, { rtol: 1e-9, atol: 1e-12 });
      }
    });
  });
});

describe('dead neurons', () => {
  const { twin, w } = setUp(studies['three neurons, |x|']);
  for (const p of [0, 3, 1, 4]) w[p] = 0; // neurons 0 and 1

  it('count, and have no gradient', () => {
    const g = new Float64Array(w.length);
    twin.gradient(w, g);
    expect([0, 3, 6, 1, 4, 7].map((p) => g[p])).toEqual([0, 0, 0, 0, 0, 0]);
    expect(twin.evaluate(Float32Array.from(w), [0])).toMatchObject({
      dead: [true, true, false],
      over: false,
    });
    expect(Array.from(g).every(Number.isFinite)).toBe(true);
  });

  it('end all learning when there are no others', () => {
    const dead = new Float32Array(9).fill(1, 6);
    expect(twin.evaluate(dead, [0])).toEqual({ loss: 2, dead: [true, true, true], over: true });
    expect(twin.evaluate(dead.with(0, NaN), [0]).loss).toBeNaN();
  });
});

it('E y^2, and what the best constant reaches, are those of the targets', () => {
  const plane = { teacher: [], ring: Math.PI };
  const { mass, even } = targetSums(plane, 2);
  expectClose((mass * mass + even) / (2 * Math.PI), 2, { rtol: 1e-15 });
  expectClose(populationVariance(plane, 2), 2 - Math.PI / 2, { rtol: 1e-14 });
  const one = { teacher: [{ weight: 2, direction: [3, 4] }], ring: 0 };
  expectClose(populationVariance(one, 2), 100 * (1 / 2 - 1 / (2 * Math.PI)), { rtol: 1e-14 });
});
