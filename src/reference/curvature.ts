// The twin of one run under an optimiser that uses curvature: the arm's loss as a function of its trained parameters.
import type { Arm } from '../study/arm';
import { lossOf, type BoundLoss } from '../study/catalogues/losses';
import type { Passes } from '../study/catalogues/optimizers';
import { parameterCount, trainedParameters } from '../study/layout';
import { backward } from './backward';
import { lbfgs, type LbfgsValues, type Objective } from './lbfgs';
import { levenbergMarquardt, type LeastSquares } from './levenberg_marquardt';
import { evaluate, forward, loadInputs, network, type Weights } from './network';
import type { Table } from './table';

/** Its slope in an output is the target: with a target of 1 for one output, gradients are that output's. */
const chosen: BoundLoss = { f: () => 0, slope: (_, y) => y, factor: 1 };

/**
 * The arm's problem in its trained parameters x, in the order of the flat ones.
 * @param w holds all flat parameters, those that are not trained for good
 */
export function problemOf<W extends Weights = Float32Array<ArrayBuffer>>(
  arm: Arm,
  table: Table,
  w = new Float32Array(parameterCount(arm.layers)) as Weights as W,
) {
  const net = network(arm.layers);
  const loss = lossOf(arm.loss);
  const { rows, inputs, outputs, values } = table;
  const g = new Float64Array(w.length);
  const y = new Float64Array(outputs);
  const trained = trainedParameters(net.layers);
  const put = (x: ArrayLike<number>) => trained.forEach((p, i) => (w[p] = x[i]));
  const target = (row: number, o: number) => values[row * (inputs + outputs) + inputs + o];
  const outputsOf = (row: number) => {
    loadInputs(net, table, row);
    return forward(net, w);
  };

  const leastSquares: LeastSquares = {
    size: trained.length,
    squares(x) {
      put(x);
      let sum = 0;
      for (let row = 0; row < rows; row++) {
        const p = outputsOf(row);
        for (let o = 0; o < outputs; o++) sum += (p[o] - target(row, o)) ** 2;
      }
      return sum;
    },
    normal(x, jj, je) {
      put(x);
      jj.fill(0);
      je.fill(0);
      for (let row = 0; row < rows; row++) {
        const p = outputsOf(row);
        for (let o = 0; o < outputs; o++) {
          y.fill(0);
          y[o] = 1;
          g.fill(0);
          backward(net, w, y, chosen, g);
          const e = p[o] - target(row, o);
          trained.forEach((a, i) => {
            je[i] += g[a] * e;
            trained.forEach((b, j) => (jj[i * trained.length + j] += g[a] * g[b]));
          });
        }
      }
    },
  };

  const objective: Objective = (x, gradient) => {
    put(x);
    g.fill(0);
    let sum = 0;
    for (let row = 0; row < rows; row++) {
      const p = outputsOf(row);
      for (let o = 0; o < outputs; o++) {
        y[o] = target(row, o);
        sum += loss.f(p[o], y[o]);
      }
      backward(net, w, y, loss, g);
    }
    trained.forEach((p, i) => (gradient[i] = (g[p] * loss.factor) / (rows * outputs)));
    return sum / (rows * outputs);
  };

  return { net, w, trained, leastSquares, objective };
}

/** One training step at a time of one run at a time. */
export function curvatureTwin(arm: Arm, table: Table) {
  const { net, w, trained, leastSquares, objective } = problemOf(arm, table);
  const { values } = arm.optimizer;
  const rule =
    arm.optimizer.name === 'lbfgs'
      ? lbfgs(objective, trained.length, values as unknown as LbfgsValues)
      : levenbergMarquardt(
          leastSquares,
          values as Readonly<Record<'mu' | 'mu_dec' | 'mu_inc' | 'mu_max', number>>,
        );
  const x = new Float32Array(trained.length);
  let parameters = w;
  return {
    evaluate: (fatal: readonly number[]) => evaluate(net, arm.loss, parameters, table, fatal),
    moves: () => true,
    passes: rule.passes as Passes | null,
    begin(from: Float32Array<ArrayBuffer>) {
      parameters = from;
      w.set(from);
      rule.begin();
    },
    step() {
      trained.forEach((p, i) => (x[i] = parameters[p]));
      rule.step(x);
      trained.forEach((p, i) => (parameters[p] = x[i]));
    },
  };
}
