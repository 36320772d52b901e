// Optimisers that use curvature: one invocation trains one network, by a kernel of the optimiser's own
// (shaders/train_levenberg_marquardt.wgsl, shaders/train_lbfgs.wgsl).
import type { Arm } from '../../../study/arm';
import { losses } from '../../../study/catalogues/losses';
import { optimizerRow, passKinds } from '../../../study/catalogues/optimizers';
import { MOST_SEARCH, MOST_TRIALS, MU_LEAST } from '../../../study/catalogues/optimizers/curvature';
import { rowsOf } from '../../../study/catalogues/tasks';
import { f32Literal } from '../../../study/expression';
import { trainedParameters } from '../../../study/layout';
import { networkValues } from '../network_values';
import { kernelSource, WORKGROUP } from '../shaders';
import { updateValues } from '../update_values';
import { evaluationsOf } from '../../passes';
import type { Method } from './method';
import { registers } from './registers';

/** Rows whose losses are summed before they are added to the others: for 256 rows, sums of 16 and of 16. */
const BLOCK = 16;

/**
 * Up to this many trained parameters J'J is summed in registers, beyond in storage. On SwiftShader 1,024 runs of 15 steps
 * over 256 rows take 5.4 s against 11.8 s for 2-3-1 (13 parameters) and 10.0 s against 27.2 s for 2-5-1 (21), but the
 * unrolled text compiles for 3.4 s and 7.2 s against 1.5 s.
 */
const MOST_UNROLLED = 24;

const triangle = (count: number): number => (count * (count + 1)) / 2;

/** What the templates see besides the network, and the words of a run's state, the first of which count its passes. */
interface Kernel {
  readonly values: (arm: Arm, count: number) => object;
  readonly stateWords: (arm: Arm, count: number) => number;
  /** Turns of loops in a step besides those of the evaluations. */
  readonly turns: (arm: Arm, count: number) => number;
}

const kernels: Readonly<Record<string, Kernel>> = {
  levenberg_marquardt: {
    values: (_, count) => ({
      loss: 'chosen',
      triangle: triangle(count),
      unrolled: count <= MOST_UNROLLED,
      mostTrials: MOST_TRIALS,
      muLeast: f32Literal(MU_LEAST),
    }),
    stateWords: (_, count) => passKinds.length + 2 * triangle(count) + 2 * count + 2,
    // J'J, then for each trial a Cholesky factor and two triangular systems
    turns: ({ task }, count) =>
      (rowsOf(task) + 2) * (triangle(count) + 2 * count + 4) +
      MOST_TRIALS * (count + 2) * (triangle(count) / 3 + 2 * count + 4),
  },
  lbfgs: {
    values: ({ loss, optimizer }) => ({
      history: optimizer.values.history_size,
      mostSearch: MOST_SEARCH,
      lossFactor: losses[loss.name].factor,
    }),
    stateWords: ({ optimizer }, count) => {
      const history = optimizer.values.history_size as number;
      return passKinds.length + (5 + 2 * history) * count + 2 * history + 7;
    },
    turns: (arm, count) =>
      (4 * (arm.optimizer.values.history_size as number) + 8 * evaluationsOf(arm) + 16) *
      (count + 2),
  },
};

function train(arm: Arm): string {
  const trained = trainedParameters(arm.layers);
  const network = networkValues(arm, 1, false);
  const firstTrained = network.layers.findIndex((layer) => layer.trainable);
  return kernelSource(`train_${arm.optimizer.name}`, {
    ...network,
    ...updateValues(arm),
    order: 'sequential',
    block: BLOCK,
    backward: network.layers.slice(firstTrained).toReversed(),
    isTrained: (parameter: number) => trained.includes(parameter),
    ...kernels[arm.optimizer.name].values(arm, trained.length),
  });
}

export const curvature: Method = {
  suits: ({ optimizer }) => optimizerRow(optimizer.library, optimizer.name).curvature !== undefined,
  networks: () => 1,
  train,
  evaluate: registers.evaluate,
  stateWords: (arm) =>
    kernels[arm.optimizer.name].stateWords(arm, trainedParameters(arm.layers).length),
  turns: (arm, target) => ({
    ...registers.turns(arm, target),
    step:
      evaluationsOf(arm) * (1 + 2 / BLOCK) * (rowsOf(arm.task) + BLOCK) +
      kernels[arm.optimizer.name].turns(arm, trainedParameters(arm.layers).length),
  }),
  runsPerWorkgroup: WORKGROUP,
};
