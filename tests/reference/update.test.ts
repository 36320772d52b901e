// The update of parameters in float64: optimisers without a golden trajectory by hand, what surrounds the formula, and that
// every optimiser finds the bottom of a quadratic.
import { describe, expect, it, test } from 'vitest';
import { updates } from '../../src/reference/update';
import {
  optimizerRow,
  optimizers,
  type Library,
  type Optimizer,
} from '../../src/study/catalogues/optimizers';
import { readStudy } from '../../src/study/read';
import { stepScalars } from '../../src/study/training/update';

/** An arm of one neuron with two inputs: parameters w0, w1 (the kernel) and b. */
const armOf = (optimizer: object, training: object = {}) =>
  readStudy({
    task: { name: 'table', x: [[1, 2]], y: [[3]] },
    model: { layers: [{ units: 1 }] },
    optimizer,
    training: { steps: 3, ...training },
  }).arms[0];

/** Weights after steps with the given gradients. */
function moved(
  optimizer: object,
  start: readonly number[],
  gradients: readonly (readonly number[])[],
  training: object = {},
): number[] {
  const w = Float32Array.from(start);
  const update = updates(armOf(optimizer, training), start.length);
  for (const g of gradients) update.step(w, Float64Array.from(g));
  return Array.from(w);
}

const expectNear = (found: readonly number[], expected: readonly number[]) => {
  expect(found).toHaveLength(expected.length);
  found.forEach((value, i) => expect(value).toBeCloseTo(expected[i], 6));
};

describe('optimisers without a golden trajectory', () => {
  it('LAMB scales the steps of each variable by its norms; 1 where a norm is zero', () => {
    // the first direction is g / |g|, but for epsilon: norms 5 and sqrt 2 of the kernel; the bias is zero
    const found = moved({ name: 'lamb', learning_rate: 0.1 }, [3, -4, 0], [[2, 5, -1]]);
    const ratio = 5 / Math.SQRT2;
    expectNear(found, [3 - 0.1 * ratio, -4 - 0.1 * ratio, 0.1]);
  });

  it('FTRL: -linear / quadratic', () => {
    // sums 0.1 -> 0.1 + g^2; linear = g - (sqrt(sum') - sqrt(sum)) / lr w; quadratic = sqrt(sum') / lr
    const found = moved({ name: 'ftrl', learning_rate: 0.5 }, [1, 1, 1], [[0.3, 0, -0.3]]);
    const [before, after] = [Math.sqrt(0.1), Math.sqrt(0.19)];
    const of = (g: number) => -(g - (after - before) / 0.5) / (after / 0.5);
    expectNear(found, [of(0.3), 0, of(-0.3)]);
  });

  it('FTRL with l1 is exactly zero where little has been summed up', () => {
    const found = moved(
      { name: 'ftrl', learning_rate: 0.5, l1_regularization_strength: 0.2, beta: 1 },
      [0, 0, 0],
      [[0.1, 0.3, -0.3]],
    );
    const weight = 0.1 / (Math.sqrt(0.19) / 0.5 + 1 / 0.5);
    expectNear(found, [0, -weight, weight]);
  });

  it('ASGD shrinks weights by lambd eta and steps by eta', () => {
    const found = moved(
      { library: 'torch', name: 'asgd', lr: 0.1, lambd: 0.5 },
      [1, 1, 1],
      [
        [1, 0, 0],
        [0, 0, 1],
      ],
    );
    const eta = 0.1 / 1.05 ** 0.75;
    const keep = 1 - 0.5 * eta;
    expectNear(found, [(0.95 - 0.1) * keep, 0.95 * keep, 0.95 * keep - eta]);
  });
});

describe('what surrounds the formula', () => {
  const sgd = { name: 'sgd', learning_rate: 1 };
  const start = [0, 0, 0];
  it.each<[string, object, readonly number[], readonly number[]]>([
    ['clipvalue', { clipvalue: 0.5 }, [3, -0.2, -4], [-0.5, 0.2, 0.5]],
    ['clipnorm, of each variable', { clipnorm: 1 }, [3, 4, 0.5], [-0.6, -0.8, -0.5]],
    ['global_clipnorm', { global_clipnorm: 6.5 }, [3, 4, 12], [-1.5, -2, -6]],
    ['a norm below the bound', { global_clipnorm: 20 }, [3, 4, 12], [-3, -4, -12]],
    [
      'only the first that is set',
      { clipvalue: 0.1, clipnorm: 1 },
      [3, 4, 0.5],
      [-0.6, -0.8, -0.5],
    ],
    ['a gradient of zero', { clipnorm: 1 }, [0, 0, 0], [0, 0, 0]],
  ])('%s', (_, clip, gradient, expected) => {
    expectNear(moved({ ...sgd, ...clip }, start, [gradient]), expected);
  });

  it('PyTorch adds 1e-6 to the norm', () => {
    const torch = { library: 'torch', name: 'sgd', lr: 1, clip_grad_norm: 1e-6 };
    expect(moved(torch, start, [[3e-6, 4e-6, 0]])[0]).toBeCloseTo(-0.5e-6, 12);
  });

  it('L1 and L2 are of kernels alone, L2 without a half', () => {
    const of = (kernel_regularizer: object) =>
      moved({ ...sgd, learning_rate: 0.1 }, [2, -3, 1], [[0, 0, 0]], { kernel_regularizer });
    expectNear(of({ name: 'l2', l2: 0.5 }), [2 - 0.2, -3 + 0.3, 1]);
    expectNear(of({ name: 'l1', l1: 0.5 }), [2 - 0.05, -3 + 0.05, 1]);
    expectNear(of({ name: 'l1_l2', l1: 0.5, l2: 0.5 }), [2 - 0.25, -3 + 0.35, 1]);
  });

  it("Keras' weight decay is decoupled, PyTorch's joins the gradient, but in AdamW", () => {
    const zero = [[0, 0, 0]];
    const decayed = [0.9, 1.8, 2.7];
    const rate = { learning_rate: 0.1, weight_decay: 1 };
    const lr = { library: 'torch', lr: 0.1, weight_decay: 1 };
    expectNear(moved({ name: 'adam', ...rate }, [1, 2, 3], zero), decayed);
    expectNear(moved({ name: 'adamw', ...lr }, [1, 2, 3], zero), decayed);
    // the joint gradient is normalised: every weight steps by lr, whatever its size
    expectNear(moved({ name: 'adam', ...lr }, [1, 2, 3], zero), [0.9, 1.9, 2.9]);
  });

  it('the moving average starts at the first weights and replaces the last', () => {
    const gradients = [[-1, 0, 0], [-1, 0, 0], [-1, 0, 0]]; // prettier-ignore
    const ema = { ...sgd, use_ema: true, ema_momentum: 0.5 };
    expectNear(moved(ema, start, gradients.slice(1)), [2, 0, 0]);
    expectNear(moved(ema, start, gradients), [0.5 * 1.5 + 0.5 * 3, 0, 0]);
  });

  it('a schedule sets the learning rate of each step', () => {
    const schedule = { name: 'step_lr', step_size: 1, gamma: 0.5 };
    const gradients = [[-1, 0, 0], [-1, 0, 0], [-1, 0, 0]]; // prettier-ignore
    expectNear(moved({ ...sgd, schedule }, start, gradients), [1.75, 0, 0]);
  });
});

describe('defaults that differ between the libraries', () => {
  const value = (library: Library, name: string, key: string) =>
    optimizerRow(library, name).params[key].default;
  test.each<[string, string, string, unknown, unknown]>([
    ['sgd', 'learning_rate', 'lr', 0.01, 0.001],
    ['adam', 'epsilon', 'eps', 1e-7, 1e-8],
    ['adamw', 'weight_decay', 'weight_decay', 0.004, 0.01],
    ['adamax', 'learning_rate', 'lr', 0.001, 0.002],
    ['nadam', 'learning_rate', 'lr', 0.001, 0.002],
    ['adagrad', 'initial_accumulator_value', 'initial_accumulator_value', 0.1, 0],
    ['adagrad', 'epsilon', 'eps', 1e-7, 1e-10],
    ['adadelta', 'learning_rate', 'lr', 0.001, 1],
    ['adadelta', 'rho', 'rho', 0.95, 0.9],
    ['rmsprop', 'rho', 'alpha', 0.9, 0.99],
  ])('%s: %s, %s', (name, keras, torch, ofKeras, ofTorch) => {
    expect(value('keras', name, keras)).toBe(ofKeras);
    expect(value('torch', name, torch)).toBe(ofTorch);
  });

  it('epsilon is inside the root in Keras and outside in PyTorch', () => {
    const g = [[1e-3, 0, 0]];
    const keras = {
      name: 'adagrad',
      learning_rate: 1,
      initial_accumulator_value: 0,
      epsilon: 3e-6,
    };
    const torch = { library: 'torch', name: 'adagrad', lr: 1, eps: 1e-3 };
    expectNear(moved(keras, [0, 0, 0], g), [-1e-3 / Math.sqrt(1e-6 + 3e-6), 0, 0]);
    expectNear(moved(torch, [0, 0, 0], g), [-1e-3 / (1e-3 + 1e-3), 0, 0]);
  });
});

it('RAdam is unrectified for five steps with the default betas, Adam-like later', () => {
  const scalars = stepScalars(armOf({ library: 'torch', name: 'radam' }));
  const steps = Array.from({ length: 8 }, () => scalars.next().value);
  expect(steps.map((k) => k.plain > 0)).toEqual([
    true,
    true,
    true,
    true,
    true,
    false,
    false,
    false,
  ]);
  expect(steps.every((k) => k.plain > 0 !== k.adaptive > 0)).toBe(true);
});

it("beta^t is right at large t, and Nadam's product of momenta vanishes", () => {
  const scalars = stepScalars(armOf({ name: 'nadam', learning_rate: 1 }));
  let k = scalars.next().value;
  for (let t = 2; t <= 20_000; t++) k = scalars.next().value;
  expect(k.from_momentum).toBeCloseTo(0.9, 12);
  expect(k.from_gradient).toBeCloseTo(0.1, 12);
  expect(k.correction).toBeCloseTo(1 / Math.sqrt(1 - Math.exp(20_000 * Math.log(0.999))), 14);
});

/** Learning rates with which 3,000 steps suffice on a quadratic; the others take their step from the data. */
const rates: Readonly<Record<string, number>> = {
  'keras.adagrad': 0.5,
  'torch.adagrad': 0.5,
  'keras.adadelta': 20,
  'torch.adadelta': 20,
  'keras.ftrl': 1,
};

const rows = Object.entries(optimizers).flatMap(([library, list]) =>
  Object.entries<Optimizer>(list)
    .filter(([, { curvature }]) => !curvature)
    .map(([name]) => [library as Library, name] as const),
);
test.each(rows)('%s.%s reaches the optimum of a quadratic', (library, name) => {
  // (u - 1)^2 + (v + 2)^2 / 4 + (b - 0.5)^2 / 2; steps of constant size come as near as the learning rate, which falls
  const key = library === 'keras' ? 'learning_rate' : 'lr';
  const decay = 'weight_decay' in optimizerRow(library, name).params ? { weight_decay: 0 } : {};
  const arm = armOf(
    {
      library,
      name,
      ...decay,
      ...(name === 'asgd' ? { lambd: 0 } : {}),
      [key]: rates[`${library}.${name}`] ?? 0.05,
      schedule: name === 'ftrl' ? 'constant' : 'cosine_decay',
    },
    { steps: 3000 },
  );
  // a step of LAMB is a share of its variable: the bias, alone in its own, never crosses zero
  const w = Float32Array.of(0.3, 0.2, 0.1);
  const update = updates(arm, 3);
  for (let t = 0; t < 3000; t++)
    update.step(w, Float64Array.of(2 * (w[0] - 1), (w[1] + 2) / 2, w[2] - 0.5));
  expect(w[0]).toBeCloseTo(1, 2);
  expect(w[1]).toBeCloseTo(-2, 2);
  expect(w[2]).toBeCloseTo(0.5, 2);
});
