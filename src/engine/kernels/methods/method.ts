// What a way of training an arm is. All share the entry points `train` and `evaluate` and their bindings (texts.ts).
import type { Arm } from '../../../study/arm';
import type { Networks } from '../packing';
import type { Target } from '../target';

export interface Method {
  /** Whether this method can train the arm; it depends on the arm alone, never on how many runs there are. */
  readonly suits: (arm: Arm) => boolean;
  /** Networks that one invocation holds. */
  readonly networks: (arm: Arm, target: Target) => Networks;
  /** The text of the kernel `train`, which advances a wave by job.steps steps. */
  readonly train: (arm: Arm, networks: Networks, target: Target) => string;
  /** The text of the kernel `evaluate`: losses over the whole table, dead neurons. */
  readonly evaluate: (arm: Arm, networks: Networks, target: Target) => string;
  /** Floats of the buffer `state` that a run takes: the optimiser's state, and scratch. */
  readonly stateWords: (arm: Arm) => number;
  /** Words of the buffer `scratch` that a run takes, where a method has use for it; it is the run's while no run moves. */
  readonly scratchWords?: (arm: Arm, target: Target) => number;
  /** Upper bounds on the turns of all loops that an invocation takes in a step, and in an evaluation of the table. */
  readonly turns: (arm: Arm, target: Target) => { step: number; evaluation: number };
  /** Runs that one workgroup trains. */
  readonly runsPerWorkgroup: number;
}
