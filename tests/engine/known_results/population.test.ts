// Known results of the population loss: levels that are known in closed form, and published rates of failure.
import { describe, expect, vi } from 'vitest';
import { wilson } from '../../../src/analysis/statistics';
import { BAD, students } from '../../../src/verify/known/many_minima';
import { shrunk } from '../../../src/verify/known/one_relu';
import { armOf } from '../../../src/verify/known/preset_study';
import {
  BOUND,
  CONVERGED,
  LEVELS,
  offLevel,
  simulated,
} from '../../../src/verify/known/seed_problem';
import { expectClose } from '../../support/close';
import { gpuTest } from '../../support/gpu';
import { sameRate, train } from '../../support/known';

// a software adapter that shares its cores may take long
vi.setConfig({ testTimeout: 240_000 });

describe('one ReLU learns one ReLU', () => {
  gpuTest('a negative weight shrinks by the same factor every step', async ({ device }) => {
    const { runs } = await train(device, armOf('negative-relu', '', 1));
    expectClose(runs.parameters!, [shrunk(-10, 0.01, 500)], { rtol: 1e-5 });
  });
});

describe('three ReLUs without biases learn |x + jy|', () => {
  // large steps: a neuron that dies hops about 0 with every step, and settles the sooner the larger they are
  gpuTest('every run ends within 1e-4 of one of the four levels', async ({ device }) => {
    const { runs } = await train(device, armOf('seed-problem', 'large steps', 500));
    expect(Math.max(...Array.from(runs.finalLoss, offLevel))).toBeLessThan(1e-4);
    for (const level of LEVELS.slice(0, 2))
      expect(runs.finalLoss.some((loss) => Math.abs(loss - level) < 1e-4)).toBe(true);
  });

  gpuTest('gradient descent converges in 50.9 %, and in at most 58.9 %', async ({ device }) => {
    const count = 1000;
    const { runs } = await train(device, armOf('seed-problem', 'gradient descent', count));
    const converged = runs.finalLoss.filter((loss) => loss < CONVERGED).length;
    sameRate(converged, count, simulated.gradientDescent);
    expect(wilson(converged, count).high).toBeLessThan(BOUND);
  });
});

describe('many minima (Safran and Shamir 2018, Table 1; their losses count double here)', () => {
  gpuTest.for([...students])(
    '$arm: $known.rate end badly, at known levels',
    async ({ arm, known, levels, runs: count }, { device }) => {
      const { runs } = await train(device, armOf('many-minima', arm, count));
      const bad = runs.finalLoss.filter((loss) => loss >= BAD);
      sameRate(bad.length, count, known);
      for (const level of levels) {
        const at = bad.filter((loss) => Math.abs(loss - level) < 1e-5 + 5e-4 * level);
        expect(at.length, `runs at ${level}`).toBeGreaterThan(0);
      }
    },
  );
});
