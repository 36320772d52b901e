// The optimiser as the templates see it: its state, its scalars, and the parameters that it changes.
import type { Arm } from '../../study/arm';
import { trainedParameters } from '../../study/layout';
import {
  stateNames,
  stepScalars,
  trainedVariables,
  updateShape,
} from '../../study/training/update';

export { stateNames } from '../../study/training/update';

/** Names of the scalars of a step, in the order of the WGSL struct. */
export const scalarNames = (arm: Arm): string[] => Object.keys(stepScalars(arm).next().value);

/** The scalars of the steps of a training in their order: each call gives the next `steps` of them, [step][scalar]. */
export function schedule(arm: Arm): (steps: number) => Float32Array<ArrayBuffer> {
  const all = stepScalars(arm);
  return (steps) => {
    const rows = Array.from({ length: steps }, () => Object.values(all.next().value));
    return Float32Array.from(rows.flat());
  };
}

/**
 * The trained variables: entries first .. end - 1 of the trained parameters are the parameters first + offset, ..; `group`
 * numbers those that are clipped by one factor.
 */
function variableValues(arm: Arm) {
  const { clip, regularized } = updateShape(arm);
  let slot = 0;
  return trainedVariables(arm).map(({ first, end, kernel }, n) => {
    const value = {
      n,
      first: slot,
      end: slot + end - first,
      offset: first - slot,
      parameters: Array.from({ length: end - first }, (_, i) => first + i),
      regularized: regularized && kernel,
      group: clip === 'global' ? 0 : n,
    };
    slot = value.end;
    return value;
  });
}

/** What every kernel that updates parameters needs. */
export function updateValues(arm: Arm) {
  const { library, name } = arm.optimizer;
  const trained = trainedParameters(arm.layers);
  const slots = new Map(trained.map((parameter, slot) => [parameter, slot]));
  const shape = updateShape(arm);
  const variables = variableValues(arm);
  return {
    ...shape,
    trained,
    variables,
    /** Groups of variables that are clipped by their norm together. */
    clipped: shape.clipsByNorm ? [...new Set(variables.map(({ group }) => group))] : [],
    slotOf: (parameter: number) => slots.get(parameter),
    stateNames: stateNames(arm),
    optimizer: `${library}_${name}`,
    scalars: scalarNames(arm),
  };
}
