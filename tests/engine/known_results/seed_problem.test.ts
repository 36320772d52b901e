// Results that are known in closed form or from independent simulations, reproduced on the GPU with fixed seeds.
import { describe, expect, vi } from 'vitest';
import type { Runs } from '../../../src/analysis/runs';
import { wilson } from '../../../src/analysis/statistics';
import { dftKernel } from '../../../src/verify/known/linear';
import { deadLoss } from '../../../src/verify/known/one_relu';
import {
  BOUND,
  CONVERGED,
  DOOMED,
  doomedNeurons,
  offLevel,
  simulated,
} from '../../../src/verify/known/seed_problem';
import { expectClose } from '../../support/close';
import { gpuTest } from '../../support/gpu';
import { train, withinInterval } from '../../support/known';

// a software adapter that shares its cores may take long
vi.setConfig({ testTimeout: 120_000 });

const parametersOf = (runs: Runs, run: number) => runs.parameters!.subarray(run * 9, run * 9 + 9);

describe('one ReLU learns one ReLU', () => {
  const oneRelu = {
    task: { name: 'relu', samples: 64 },
    model: { layers: [{ units: 1, activation: 'relu', bias: false }] },
    optimizer: { name: 'sgd', learning_rate: 0.1 },
  };

  gpuTest(
    'half of the runs converge, the others are stuck at the mean of relu(x)^2',
    async ({ device }) => {
      const count = 4000;
      const { runs, table } = await train(device, {
        ...oneRelu,
        init: { kernel: 'he_normal' },
        training: { steps: 800 },
        seeds: { count },
      });
      const stuckLoss = deadLoss(table);
      const losses = Array.from(runs.finalLoss);
      const converged = losses.filter((loss) => loss < 1e-10);
      const stuck = losses.filter((loss) => loss >= 1e-10);
      withinInterval(converged.length, count, 0.5);
      expectClose(
        stuck,
        stuck.map(() => stuckLoss),
        { rtol: 1e-6 },
      );
      expect(runs.parameters!.every((w, run) => (losses[run] < 1e-10 ? w > 0.99999 : w <= 0))).toBe(
        true,
      );
    },
  );

  gpuTest('a negative weight shrinks by the same factor every step', async ({ device }) => {
    const { runs, table } = await train(device, {
      ...oneRelu,
      optimizer: { name: 'sgd', learning_rate: 0.01 },
      init: { explicit: [[-10]] },
      training: { steps: 500 },
      seeds: { count: 1 },
    });
    let negative = 0;
    for (let row = 0; row < table.rows; row++)
      negative += Math.min(0, table.values[2 * row]) ** 2 / table.rows;
    expectClose(runs.parameters!, [-10 * (1 - 0.02 * negative) ** 500], { rtol: 1e-4 });
  });
});

describe('three ReLUs without biases learn |x + jy|', () => {
  const three = {
    task: { name: 'magnitude', samples: 128, distribution: 'polar_grid', rings: 1 },
    model: { hidden: [3], bias: false },
  };

  gpuTest(
    'more than 99 % of runs end within 1e-3 of one of the four levels',
    async ({ device }) => {
      const count = 400;
      const { runs } = await train(device, {
        ...three,
        optimizer: { name: 'sgd', learning_rate: 0.1, momentum: 0.9 },
        training: { steps: 3000 },
        seeds: { count },
      });
      const off = Array.from(runs.finalLoss).filter((loss) => !(offLevel(loss) < 1e-3));
      expect(off.length).toBeLessThan(0.01 * count);
    },
  );

  gpuTest('a neuron is doomed at birth with probability 0.16196', async ({ device }) => {
    const count = 100_000;
    const { runs } = await train(device, { ...three, training: { steps: 0 }, seeds: { count } });
    const doomed = Array.from({ length: count }, (_, run) =>
      doomedNeurons(parametersOf(runs, run)),
    );
    const neurons = doomed.reduce((sum, n) => sum + n, 0);
    withinInterval(neurons, 3 * count, DOOMED);
    withinInterval(doomed.filter((n) => n === 0).length, count, BOUND);
  });

  gpuTest(
    'under small steps no doomed run converges, and at most 58.9 % do',
    async ({ device }) => {
      const count = 400;
      const gradientDescent = {
        ...three,
        optimizer: { name: 'sgd', learning_rate: 0.02 },
        seeds: { count },
      };
      const { runs: born } = await train(device, { ...gradientDescent, training: { steps: 0 } });
      const { runs } = await train(device, { ...gradientDescent, training: { steps: 6000 } });
      const converged = Array.from(runs.finalLoss, (loss) => loss < CONVERGED);
      const doomed = converged.map((_, run) => doomedNeurons(parametersOf(born, run)) > 0);
      expect(converged.filter((c, run) => c && doomed[run])).toHaveLength(0);
      const n = converged.filter(Boolean).length;
      expect(wilson(n, count).low).toBeLessThan(BOUND);
      withinInterval(n, count, simulated.gradientDescent.rate);
    },
  );
});

describe('linear layers always learn', () => {
  const linear = (learning_rate: number) => ({
    model: { hidden: [], bias: false },
    optimizer: { name: 'sgd', learning_rate },
    training: { steps: 600 },
  });

  gpuTest('an FIR filter: every run finds the taps', async ({ device }) => {
    const taps = [0.1, -0.4, 0.8, 0.3, -0.2];
    const { runs } = await train(device, {
      ...linear(0.1),
      task: { name: 'fir', taps, samples: 64 },
      seeds: { count: 100 },
    });
    expectClose(runs.parameters!, Array.from({ length: 100 }, () => taps).flat(), { atol: 1e-4 });
  });

  gpuTest('a discrete Fourier transform: every run finds its matrix', async ({ device }) => {
    const n = 8;
    const { runs } = await train(device, {
      ...linear(2),
      task: { name: 'dft', size: n, samples: 64 },
      seeds: { count: 32 },
    });
    expectClose(runs.parameters!, Array.from({ length: 32 }, () => dftKernel(n)).flat(), {
      atol: 1e-4,
    });
  });
});
