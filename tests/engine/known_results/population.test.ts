// Known results of the population loss: levels that are known in closed form, and published rates of failure.
import { describe, expect, vi } from 'vitest';
import { wilson } from '../../../src/analysis/statistics';
import { expectClose } from '../../support/close';
import { gpuTest } from '../../support/gpu';
import { sameRate, train } from '../../support/known';

// a software adapter that shares its cores may take long
vi.setConfig({ testTimeout: 240_000 });

describe('one ReLU learns one ReLU', () => {
  const document = {
    task: { name: 'relu', samples: 'population' },
    model: { layers: [{ units: 1, activation: 'relu', bias: false }] },
    training: { steps: 500 },
  };

  gpuTest('a negative weight shrinks by the same factor every step', async ({ device }) => {
    const { runs } = await train(device, {
      ...document,
      optimizer: { name: 'sgd', learning_rate: 0.01 },
      init: { explicit: [[-10]] },
      seeds: { count: 1 },
    });
    expectClose(runs.parameters!, [-10 * 0.99 ** 500], { rtol: 1e-5 });
  });
});

describe('three ReLUs without biases learn |x + jy|', () => {
  const levels = [0.003516, 0.378861, 1.189431, 2];
  const three = {
    task: { name: 'magnitude', samples: 'population' },
    model: { hidden: [3], bias: false },
  };

  // large steps: a neuron that dies hops about 0 with every step, and settles the sooner the larger they are
  gpuTest('every run ends within 1e-4 of one of the four levels', async ({ device }) => {
    const { runs } = await train(device, {
      ...three,
      optimizer: { name: 'sgd', learning_rate: 0.1 },
      training: { steps: 6000 },
      seeds: { count: 500 },
    });
    const off = Array.from(runs.finalLoss, (loss) =>
      Math.min(...levels.map((level) => Math.abs(loss - level))),
    );
    expect(Math.max(...off)).toBeLessThan(1e-4);
    for (const level of levels.slice(0, 2))
      expect(runs.finalLoss.some((loss) => Math.abs(loss - level) < 1e-4)).toBe(true);
  });

  gpuTest('gradient descent converges in 50.9 %, and in at most 58.9 %', async ({ device }) => {
    const count = 1000;
    const { runs } = await train(device, {
      ...three,
      optimizer: { name: 'sgd', learning_rate: 0.01 },
      training: { steps: 6000 },
      seeds: { count },
    });
    const converged = runs.finalLoss.filter((loss) => loss < 0.02).length;
    sameRate(converged, count, 0.509, 4000); // an independent simulation
    expect(wilson(converged, count).high).toBeLessThan((1 - 0.16196) ** 3);
  });
});

describe('many minima (Safran and Shamir 2018, Table 1; their losses count double here)', () => {
  const student = (k: number, n: number, count: number) => ({
    task: { name: 'teacher_student', inputs: k, neurons: k, samples: 'population' },
    model: {
      layers: [
        { units: n, activation: 'relu', bias: false },
        { units: 1, bias: false, trainable: false, init: { kernel: 'ones' } },
      ],
    },
    init: {
      kernel: {
        name: 'variance_scaling',
        scale: 1,
        mode: 'fan_in',
        distribution: 'untruncated_normal',
      },
    },
    optimizer: { name: 'sgd', learning_rate: 2.5 / k },
    training: { steps: 2000 },
    seeds: { count },
  });

  gpuTest.for([
    { k: 7, rate: 0.055, levels: [0.023203] },
    { k: 8, rate: 0.122, levels: [0.021508] },
    { k: 10, rate: 0.337, levels: [0.018702, 0.035327] },
  ])('$k of $k: $rate end badly, at known levels', async ({ k, rate, levels }, { device }) => {
    const count = 192;
    const { runs } = await train(device, student(k, k, count));
    const bad = runs.finalLoss.filter((loss) => loss >= 2e-3);
    sameRate(bad.length, count, rate, 1500);
    for (const level of levels) {
      const at = Array.from(bad, (loss) => loss / 2).filter(
        (loss) => Math.abs(loss - level) < 5e-6 + 5e-4 * level,
      );
      expect(at.length, `runs at ${level}`).toBeGreaterThan(0);
    }
  });

  gpuTest('one neuron more nearly abolishes them: 9 for 8', async ({ device }) => {
    const count = 128;
    const { runs } = await train(device, student(8, 9, count));
    sameRate(runs.finalLoss.filter((loss) => loss >= 2e-3).length, count, 0.001, 1000);
  });
});
