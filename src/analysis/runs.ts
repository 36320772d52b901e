// What is known of the runs of one arm when training ends: plain columns, one entry a run, sorted by seed.
import type { FactName, StartFactName } from '../study/facts';
import type { LossHistogram } from './histogram';

export interface Runs {
  readonly seeds: Uint32Array;
  /** Steps at which losses were recorded; the last is the end of training. */
  readonly checkpoints: readonly number[];
  /** Loss over the whole table before training, at `earlierStep`, and at the end; NaN where something was not finite. */
  readonly initialLoss: Float32Array;
  readonly earlierLoss: Float32Array;
  readonly finalLoss: Float32Array;
  /** The last checkpoint at or before 90 % of the steps: tells whether the loss still falls. */
  readonly earlierStep: number;
  /** The yardstick of the arm's table: `constantLoss(task's loss, table)` of constant.ts. */
  readonly constantLoss: number;
  /** Of the least-squares plane through the table: `planeLoss` of plane.ts. */
  readonly planeLoss: number | null;
  /** Hidden neurons that are zero, with zero slope, on every row of the table at the end. */
  readonly deadUnits: Uint16Array;
  /** What was measured of every run, or null where nothing is probed or it would take too much memory. */
  readonly facts: Facts | null;
  /** [run][hidden neuron, then neuron of the last hidden layer]: rows on which it is active; how far the loss rises without it. */
  readonly neurons: Float32Array | null;
  /** [run][neuron that can die] the step at which it was first found dead for good, plus one; 0 where it lives; null as above. */
  readonly deaths: Uint32Array | null;
  /** The losses of all runs at every checkpoint, counted: kept however many runs there are. */
  readonly density: readonly LossHistogram[];
  /** [checkpoint][pass kind] passes over the table by then, of all runs together; null where every step is one over its batch. */
  readonly passes: Float64Array | null;
  /** [run][checkpoint], or null where it would take too much memory. */
  readonly curves: Float32Array | null;
  /** [run][parameter] at the end, or null where it would take too much memory. */
  readonly parameters: Float32Array | null;
}

/** [run] columns by fact: src/study/facts.ts. */
export interface Facts {
  /** Before training. */
  readonly start: Readonly<Record<StartFactName, Float32Array>>;
  /** After it. */
  readonly end: Readonly<Record<FactName, Float32Array>>;
}

/** What the results say about where they were computed. */
export interface AdapterReport {
  readonly engine: 'gpu' | 'cpu';
  /** The adapter's own name, or the number of threads. */
  readonly name: string;
  /** True where a GPU adapter is emulated by the CPU. */
  readonly software: boolean;
}
