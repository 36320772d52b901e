// Sampled tasks beyond the first questions: functions of one input, of few, spectra, teachers.
import { reluLayer, weighted, type SampledRow } from './row';

/** On which Lu, Shin, Su and Karniadakis (arXiv 1903.06733) study the functions of one input. */
const onLine = { inputs: () => 1, distribution: 'uniform', radius: Math.sqrt(3) } as const;

const count = (value: number, min: number, max: number) =>
  ({ type: 'number', default: value, min, max, integer: true }) as const;
const range = (n: number) => Array.from({ length: n }, (_, i) => i);

/** Bin k of a real window's Fourier transform, real or imaginary part; what is 0 but for rounding is left out. */
function part(k: number, size: number, of: (angle: number) => number): string | undefined {
  const weights = range(size).map((i) => of((-2 * Math.PI * ((k * i) % size)) / size));
  const clean = weights.map((weight) => (Math.abs(weight) < 1e-12 ? 0 : weight));
  return clean.some((weight) => weight !== 0) ? weighted(clean) : undefined;
}

export const functionTasks = {
  abs: {
    title: '|x|',
    params: {},
    ...onLine,
    targets: () => ['abs(x)'],
    optimum: (layers) => (reluLayer(layers, 2) ? 0 : undefined),
  },
  sine: { title: 'sin x', params: {}, ...onLine, radius: Math.PI, targets: () => ['sin(x)'] },
  xsin5x: { title: 'x sin 5x', params: {}, ...onLine, targets: () => ['x * sin(5 * x)'] },
  step_sine: {
    title: 'step and sine',
    params: {},
    ...onLine,
    targets: () => ['above(x, 0) + 0.2 * sin(5 * x)'],
  },
  product: {
    title: 'x y',
    params: {},
    inputs: () => 2,
    targets: () => ['x * y'],
    distribution: 'uniform',
  },
  max: {
    title: 'the largest input',
    params: { inputs: count(2, 2, 16) },
    inputs: (v) => v.inputs as number,
    targets: (v) => [
      range(v.inputs as number)
        .map((i) => `x${i + 1}`)
        .reduce((largest, x) => `max(${largest}, ${x})`),
    ],
    distribution: 'normal',
  },
  magnitude_spectrum: {
    title: 'magnitude spectrum',
    params: { size: count(8, 2, 64) },
    inputs: (v) => v.size as number,
    // bins 0 .. size / 2, those that a real window has
    targets: (v) => {
      const size = v.size as number;
      return range(Math.floor(size / 2) + 1).map((k) => {
        const [re, im] = [part(k, size, Math.cos)!, part(k, size, Math.sin)];
        return im ? `sqrt((${re})^2 + (${im})^2)` : `abs(${re})`;
      });
    },
    distribution: 'normal',
  },
  // Safran and Shamir (arXiv 1712.08968): the sum of the ReLUs of orthogonal unit vectors
  teacher_student: {
    title: 'teacher and student',
    params: { inputs: count(7, 1, 64), neurons: count(7, 1, 64) },
    wrong: ({ inputs, neurons }) =>
      (neurons as number) > (inputs as number)
        ? {
            key: 'neurons',
            what: `found ${neurons as number}; allowed: at most task.inputs = ${inputs as number}`,
          }
        : undefined,
    inputs: (v) => v.inputs as number,
    targets: (v) => [
      range(v.neurons as number)
        .map((i) => `max(x${i + 1}, 0)`)
        .join(' + '),
    ],
    teacher: (v) =>
      range(v.neurons as number).map((i) => ({
        weight: 1,
        direction: range(v.inputs as number).map((j) => (i === j ? 1 : 0)),
      })),
    distribution: 'normal',
    optimum: (layers, v) =>
      reluLayer(layers, v.neurons as number) && layers.every(({ trainable }) => trainable)
        ? 0
        : undefined,
  },
} as const satisfies Record<string, SampledRow>;
