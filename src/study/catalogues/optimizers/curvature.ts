// The optimisers that use curvature, for small networks under the whole table: MATLAB's trainlm and PyTorch 2.13's LBFGS.
// A step is an epoch of trainlm, or one call of LBFGS.step(closure): both evaluate the loss several times. Such a row is
// trained by a kernel of its own, shaders/train_<name>.wgsl, and by its twin src/reference/<name>.ts.
import { flopPerSample, forwardFlop, trainedParameters } from '../../layout';
import { num, positive, type Optimizer } from './row';

const whole = (value: number, max: number) =>
  ({ type: 'number', default: value, min: 1, max, integer: true }) as const;

/** Trials of Levenberg-Marquardt a step. By factors of 10 from MU_LEAST to 1e10 there are 31. */
export const MOST_TRIALS = 40;
/** trainlm lets mu fall no further, so that it can rise again. */
export const MU_LEAST = 1e-20;
/** Evaluations of one line search: the first, and PyTorch's `max_ls`. */
export const MOST_SEARCH = 26;

export const levenbergMarquardt = {
  title: 'Levenberg-Marquardt',
  params: {
    mu: positive(0.001),
    mu_dec: { type: 'number', default: 0.1, above: 0, below: 1 },
    mu_inc: { type: 'number', default: 10, above: 1 },
    mu_max: positive(1e10),
  },
  state: () => [],
  motion: () => null,
  flags: () => ({}),
  scalars: (v) => ({
    mu: num(v, 'mu'),
    mu_dec: num(v, 'mu_dec'),
    mu_inc: num(v, 'mu_inc'),
    mu_max: num(v, 'mu_max'),
  }),
  curvature: {
    losses: ['mse'],
    parameters: 160, // J'J and its factor take their square: 103 KB a run at the limit
    evaluations: () => 1 + MOST_TRIALS,
    // for each output of a row its gradient and what that adds to J'J and J'e; for each trial a Cholesky factor and two
    // triangular systems
    flop: (layers, rows) => {
      const [size, outputs] = [trainedParameters(layers).length, layers.at(-1)!.units];
      const forward = forwardFlop(layers);
      const backward = flopPerSample(layers) - forward;
      return {
        gradients: rows * (forward + outputs * (backward + size * (size + 1) + 2 * size)),
        outputs: rows * forward + size ** 3 / 3 + 2 * size ** 2,
      };
    },
  },
} as const satisfies Optimizer;

export const lbfgs = {
  title: 'L-BFGS',
  params: {
    lr: positive(1),
    max_iter: whole(20, 100),
    max_eval: whole(25, 200),
    tolerance_grad: { type: 'number', default: 1e-7, min: 0 },
    tolerance_change: { type: 'number', default: 1e-9, min: 0 },
    history_size: whole(100, 100),
    // PyTorch's default is none; with fixed steps of lr most runs diverge, so that the default here searches
    line_search_fn: { type: 'choice', default: 'strong_wolfe', of: ['strong_wolfe', 'none'] },
  },
  state: () => [],
  motion: () => null,
  flags: (v) => ({ line_search: v.line_search_fn === 'strong_wolfe' }),
  scalars: (v) => ({
    lr: num(v, 'lr'),
    max_iter: num(v, 'max_iter'),
    max_eval: num(v, 'max_eval'),
    tolerance_grad: num(v, 'tolerance_grad'),
    tolerance_change: num(v, 'tolerance_change'),
  }),
  curvature: {
    losses: null,
    parameters: 1024,
    evaluations: (v) => num(v, 'max_eval') + MOST_SEARCH,
    flop: (layers, rows) => ({
      gradients: rows * flopPerSample(layers),
      outputs: rows * forwardFlop(layers),
    }),
  },
} as const satisfies Optimizer;
