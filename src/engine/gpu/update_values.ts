// The optimiser as the templates see it: its state, its scalars, and the parameters that it changes.
import type { Arm } from '../../study/arms';
import { layoutOf } from '../../study/layout';
import { optimizerRow } from '../../study/optimizers';

/** The optimiser's scalars of step t = 1, 2, .., in the order of the WGSL struct. */
export const stepScalars = ({ optimizer }: Arm, t: number): Readonly<Record<string, number>> =>
  optimizerRow(optimizer.library, optimizer.name).scalars(optimizer.values, t);

/** Names of the optimiser's state of each trained parameter. */
export const stateNames = ({ optimizer }: Arm): readonly string[] =>
  optimizerRow(optimizer.library, optimizer.name).state(optimizer.values);

/** Flat indices of the parameters that training changes. */
export function trainedParameters(arm: Arm): number[] {
  return layoutOf(arm.layers).flatMap((layer, index) =>
    arm.layers[index].trainable
      ? Array.from({ length: layer.end - layer.kernel }, (_, i) => layer.kernel + i)
      : [],
  );
}

/** Runs of trained parameters: entries first .. end - 1 of the trained ones are parameters first + offset, .. */
function trainedRanges(arm: Arm) {
  let first = 0;
  return layoutOf(arm.layers).flatMap(({ kernel, end }, index) => {
    if (!arm.layers[index].trainable) return [];
    const range = { first, end: first + end - kernel, offset: kernel - first };
    first = range.end;
    return [range];
  });
}

/** What every kernel that updates parameters needs. */
export function updateValues(arm: Arm) {
  const { library, name, values } = arm.optimizer;
  const trained = trainedParameters(arm);
  const slots = new Map(trained.map((parameter, slot) => [parameter, slot]));
  return {
    trained,
    trainedRanges: trainedRanges(arm),
    slotOf: (parameter: number) => slots.get(parameter),
    stateNames: stateNames(arm),
    optimizer: `${library}_${name}`,
    flags: optimizerRow(library, name).flags(values),
    scalars: Object.keys(stepScalars(arm, 1)),
  };
}
