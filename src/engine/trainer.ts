// What can train a wave: a GPU device or the CPU's threads. Both give the same columns.
import type { AdapterReport } from '../analysis/runs';
import type { RunsToTrain, TrainedRuns } from '../reference/train';
import { LimitError } from '../gpu/errors';
import type { Arm } from '../study/arm';

/** Runs of one arm that are trained together. */
export type Wave = RunsToTrain;
export type WaveResult = TrainedRuns;

/** How far a wave is, after some of its steps. */
export interface WaveProgress {
  readonly steps: number;
  /** The losses at the last checkpoint passed, if that is news. */
  readonly losses?: Float32Array;
}

/** Why a trainer cannot train all of these arms; undefined where it can. */
export function refusalOf(trainer: Trainer, arms: readonly Arm[]): LimitError | undefined {
  try {
    arms.forEach((arm) => trainer.waveSize(arm));
    return undefined;
  } catch (error) {
    if (error instanceof LimitError) return error;
    throw error;
  }
}

export interface Trainer {
  readonly adapter: AdapterReport;
  /** The most runs of this arm that one wave may hold here. @throws LimitError where it cannot be trained at all */
  waveSize(arm: Arm): number;
  /** How many waves may be under way at once. */
  readonly lanes: number;
  /**
   * Trains a wave.
   * @throws the signal's reason when aborted, OutOfMemoryError when a smaller wave may fit, DeviceLostError
   */
  train(wave: Wave, progress: (p: WaveProgress) => void, signal?: AbortSignal): Promise<WaveResult>;
  /** Compiles what an arm needs, so that a first wave does not wait for it; what is wrong with the arm is left to `train`. */
  prepare?(arm: Arm): Promise<void>;
  close(): void;
}
