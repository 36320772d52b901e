// What can train a wave: a GPU device or the CPU's threads. Both give the same columns.
import type { AdapterReport } from '../analysis/runs';
import type { Table } from '../reference/table';
import type { Arm } from '../study/arms';

/** Runs of one arm that are trained together. */
export interface Wave {
  readonly arm: Arm;
  readonly table: Table;
  readonly checkpoints: readonly number[];
  readonly studySeed: number;
  readonly firstSeed: number;
  readonly count: number;
}

export interface WaveResult {
  /** [run][parameter] at the end. */
  readonly parameters: Float32Array;
  /** [checkpoint][run]; NaN where something was not finite. */
  readonly losses: Float32Array;
  /** Hidden neurons that no row of the table activates at the end, a number a run. */
  readonly deadUnits: Uint32Array;
}

/** How far a wave is, after some of its steps. */
export interface WaveProgress {
  readonly steps: number;
  /** The losses at the last checkpoint passed, if that is news. */
  readonly losses?: Float32Array;
}

export interface Trainer {
  readonly adapter: AdapterReport;
  /** The most runs of this arm that one wave may hold here. */
  waveSize(arm: Arm): number;
  /** How many waves may be under way at once. */
  readonly lanes: number;
  /**
   * Trains a wave.
   * @throws the signal's reason when aborted, OutOfMemoryError when a smaller wave may fit, DeviceLostError
   */
  train(wave: Wave, progress: (p: WaveProgress) => void, signal?: AbortSignal): Promise<WaveResult>;
  close(): void;
}
