// The uniform that changes between the dispatches of a wave. Its fields stand here alone; WGSL's struct is made from them.
import type { Wave } from '../trainer';
import { deviceTable } from './table';

export const jobFields = [
  'runs', // in this wave
  'stride', // runs that the wave's buffers have room for
  'first_seed',
  'study_seed',
  'first_step', // steps done before this dispatch
  'steps', // steps of this dispatch
  'begins', // 1: parameters and state are read; 0: a kernel may have them still from the dispatch before
  'ends', // 1: parameters and state are written; 0: the next dispatch may go on without
  'rows', // of the table
  'batch', // rows a step
  'slot', // floats between two state slots of one parameter
  'checkpoint', // row of the losses
  'stop_below', // bits of an f32: runs at or below this loss rest
] as const;

export type Job = Record<(typeof jobFields)[number], number>;

/** The job as the uniform's words. */
export const jobWords = (job: Job): Uint32Array<ArrayBuffer> =>
  Uint32Array.from(jobFields, (field) => job[field]);

/** A loss that no run is below. */
const NEVER = -1;

/** What holds for every dispatch of a wave; of the rest, what a dispatch leaves unsaid. */
export const jobOf = ({ arm, table, studySeed, firstSeed }: Wave) => ({
  first_seed: firstSeed,
  study_seed: studySeed,
  first_step: 0,
  steps: 0,
  begins: 1,
  ends: 1,
  rows: deviceTable(arm.task, table).rows,
  batch: arm.training.batchSize,
  checkpoint: 0,
  stop_below: new Uint32Array(Float32Array.of(arm.training.stopBelow ?? NEVER).buffer)[0],
});
