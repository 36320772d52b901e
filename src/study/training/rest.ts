// When a run is over before its last step. At fixed steps, which depend on the length of the training alone, every run is
// looked at, and it rests from then on when nothing more can come of it:
//   - its loss or a parameter is not finite;
//   - its loss is at or below `training.stop_below`;
//   - its gradient is exactly zero for good: a whole hidden layer is dead on every row of the table, no bias above it
//     learns, and the optimiser has no motion left.
// A resting run keeps its parameters, and its loss counts for all later steps. An engine may take it out of its wave or
// train it on and forget what comes of it: no bit of any result depends on that.
import type { Arm } from '../arm';
import { activationRow, functionOf } from '../catalogues/activations';
import { isNoisy } from './noise';
import { logSpaced } from './steps';
import { motionNames } from './update';

/** Looking costs a read-back, and early there is little to save. */
const FIRST_LOOK = 30;

/** The steps at which runs are looked at, ascending, before the last. */
export const restSteps = ({ training: { steps } }: Arm): number[] =>
  logSpaced(steps).filter((step) => step >= FIRST_LOOK && step < steps);

/** Hidden layers, by index, whose death on every row of the table ends all learning; none where a run may move on. */
export function fatalLayers(arm: Arm): number[] {
  const { layers, training } = arm;
  if (training.order === 'fresh' || isNoisy(arm) || motionNames(arm) === null) return [];
  const silent = layers.map(({ bias, trainable, activation }) => {
    const { f, args } = functionOf(activation);
    return f(0, args) === 0 && !(bias && trainable);
  });
  return layers.flatMap(({ activation }, index) => {
    const { canDie } = activationRow(activation.name);
    const above = silent.slice(index + 1);
    return canDie && above.length > 0 && above.every(Boolean) ? [index] : [];
  });
}
