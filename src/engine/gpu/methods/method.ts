// What a way of training an arm is. All share the entry points `train` and `evaluate` and their bindings (kernels.ts).
import type { Arm } from '../../../study/arms';
import type { Networks } from '../packing';

export interface Method {
  /** Whether this method can train the arm; it depends on the arm alone, never on how many runs there are. */
  readonly suits: (arm: Arm) => boolean;
  /** Networks that one invocation holds. */
  readonly networks: (arm: Arm, software: boolean) => Networks;
  /** The text of the kernel `train`, which advances a wave by job.steps steps. */
  readonly train: (arm: Arm, networks: Networks) => string;
  /** The text of the kernel `evaluate`: losses over the whole table, dead neurons. */
  readonly evaluate: (arm: Arm, networks: Networks) => string;
  /** Floats of the buffer `state` that a run takes: the optimiser's state, and scratch. */
  readonly stateWords: (arm: Arm) => number;
  /** Runs that one workgroup trains. */
  readonly runsPerWorkgroup: number;
}
