// Training on the population loss: closed forms over pairs of neurons instead of samples (shaders/train_population.wgsl).
import { targetSums } from '../../../reference/population';
import type { Arm } from '../../../study/arm';
import { inputsOf, populationIn, rowsOf } from '../../../study/catalogues/tasks';
import { SMALLEST } from '../../../study/catalogues/tasks/population';
import { f32Literal } from '../../../study/expression';
import { layoutOf, parameterCount, trainedParameters } from '../../../study/layout';
import { fatalLayers } from '../../../study/training/rest';
import { networksOf, packingValues, type Networks } from '../packing';
import { kernelSource, WORKGROUP } from '../shaders';
import { tableValues } from '../table';
import { stateNames, updateValues } from '../update_values';
import type { Method } from './method';

/** What both kernels need; `f32` writes a number. */
function pairValues({ task, layers }: Arm, networks: Networks) {
  return {
    ...packingValues(networks),
    ...tableValues(task),
    order: 'sequential',
    inputs: inputsOf(task),
    outputs: 1,
    units: layers[0].units,
    outgoing: layers.length > 1,
    smallest: f32Literal(SMALLEST),
    f32: f32Literal,
  };
}

const sumsOf = ({ task }: Arm) => targetSums(populationIn(task)!, inputsOf(task));

function train(arm: Arm, networks: Networks): string {
  const { slotOf, ...update } = updateValues(arm);
  const outgoing = layoutOf(arm.layers).at(1);
  const [{ trainable }, output] = arm.layers;
  return kernelSource('train_population', {
    ...pairValues(arm, networks),
    ...update,
    ringPull: sumsOf(arm).ringPull,
    incomingTrained: trainable,
    outgoingTrained: output?.trainable ?? false,
    outgoingAt: outgoing ? slotOf(outgoing.kernel) : 0,
    rays: update.stateNames.length + 1,
  });
}

function evaluate(arm: Arm, networks: Networks): string {
  const target = sumsOf(arm);
  return kernelSource('evaluate_population', {
    ...pairValues(arm, networks),
    parameters: parameterCount(arm.layers),
    teacherMass: target.mass,
    teacherVector: (c: number) => target.vector[c],
    teacherEven: target.even,
    ringEven: target.ringEven,
    mortal: arm.layers.length > 1,
    fatal: fatalLayers(arm).length > 0,
  });
}

export const population: Method = {
  suits: ({ task }) => populationIn(task) !== null,
  // no rows are loaded that could be shared
  networks: (arm, { software }) => networksOf(arm, { software, subgroups: false }),
  train,
  evaluate,
  // the gradient, and the rays of all neurons
  stateWords: (arm) =>
    (stateNames(arm).length + 1) * trainedParameters(arm.layers).length +
    arm.layers[0].units * (inputsOf(arm.task) + 1),
  turns: (arm) => {
    const { units } = arm.layers[0];
    const turns = (units + 1) * (units + rowsOf(arm.task) + 4) + 2 * parameterCount(arm.layers);
    return { step: turns, evaluation: turns };
  },
  runsPerWorkgroup: WORKGROUP,
};
