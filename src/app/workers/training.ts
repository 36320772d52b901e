// The training worker: owns the device or the CPU's threads, so that the page never waits for either.
import { expose, transfer } from 'comlink';
import type { TwinRuns } from '../../analysis/cross_check';
import { describeEnding, type Description } from '../../analysis/description';
import type { Ending } from '../../analysis/landscape';
import type { AdapterReport, Runs } from '../../analysis/runs';
import type { WorkerPort } from '../../engine/cpu/protocol';
import { cpuTrainer } from '../../engine/cpu/trainer';
import { gpuTrainer } from '../../engine/gpu/trainer';
import { snapshotStudy } from '../../engine/history';
import { sweep, type Progress, type SweepOptions, type SweepResult } from '../../engine/sweep';
import { refusalOf, type Trainer } from '../../engine/trainer';
import { openDevice } from '../../gpu/device';
import { DeviceLostError, NoAdapterError, ShaderError } from '../../gpu/errors';
import type { Study } from '../../study/arm';
import type { CheckResult, ListedGroup, VerifyReport } from '../../verify';
import { buffersOf, trainedOf, type Trained } from '../state/results';

export interface Opened {
  readonly adapter: AdapterReport;
  /** Why it is not a GPU, in words. */
  readonly reason: string | undefined;
}

let opened: Promise<{ trainer: Trainer; reason: string | undefined }> | undefined;
let abort: AbortController | undefined;
let verifying: AbortController | undefined;
let retraining: AbortController | undefined;
let alone: AbortController | undefined;

function threadPort(): WorkerPort {
  const worker = new Worker(new URL('./cpu.ts', import.meta.url), { type: 'module' });
  return {
    post: (message, transfer = []) => worker.postMessage(message, transfer),
    listen: (receive) => worker.addEventListener('message', ({ data }) => receive(data)),
    onFailure: (report) =>
      worker.addEventListener('error', ({ message }) =>
        report(new Error(`a CPU thread failed: ${message || 'its script could not be loaded'}`)),
      ),
    close: () => worker.terminate(),
  };
}

/** Where networks train, looked for once. */
const open = () => (opened ??= openTrainer());

async function openTrainer() {
  try {
    const device = await openDevice(navigator.gpu);
    return { trainer: gpuTrainer(device), reason: undefined };
  } catch (error) {
    const reason =
      error instanceof NoAdapterError ? error.message : `WebGPU failed: ${String(error)}`;
    return { trainer: onThreads(), reason };
  }
}

let threads: Trainer | undefined;
const onThreads = () => (threads ??= cpuTrainer(threadPort, navigator.hardwareConcurrency || 2));

/** The trainer of a study, and why it is not the one that is open: that one refuses an arm. */
async function trainerFor({ arms }: Study) {
  const { trainer } = await open();
  const refusal = refusalOf(trainer, arms);
  if (refusal && trainer.adapter.engine === 'gpu')
    return { trainer: onThreads(), reason: refusal.message };
  return { trainer, reason: undefined };
}

/** Uses the device; one that is lost, or whose errors would come again, is opened anew the next time. */
async function onDevice<T>(use: () => Promise<T>): Promise<T> {
  try {
    return await use();
  } catch (error) {
    if (error instanceof DeviceLostError || error instanceof ShaderError) opened = undefined;
    throw error;
  }
}

/** Trains a part of a study where the whole of it is trained. */
const sweepOf = (whole: Study, part: Study, options: SweepOptions = {}) =>
  onDevice(async () => {
    const { trainer, reason } = await trainerFor(whole);
    const result = await sweep(trainer, part, options);
    if (result.lost) opened = undefined;
    return { ...result, reason };
  });

/** Trains a part of a study for whoever looks at one run; another call, or `leaveRun`, ends the one before: it gives null. */
async function ofOneRun(whole: Study, part: Study): Promise<SweepResult | null> {
  alone?.abort();
  alone = new AbortController();
  const { signal } = alone;
  const result = await sweepOf(whole, part, { signal });
  return signal.aborted ? null : result;
}

const training = {
  /** Finds out where networks train. */
  async open(): Promise<Opened> {
    const { trainer, reason } = await open();
    return { adapter: trainer.adapter, reason };
  },

  /** Compiles what the first wave of a study needs, so that Run need not wait for it. */
  async prepare(study: Study): Promise<void> {
    const { trainer } = await trainerFor(study);
    await trainer.prepare?.(study.arms[0]);
  },

  /** Trains a study. @throws in words when it cannot */
  async run(study: Study, onProgress: (progress: Progress) => void): Promise<Trained> {
    abort = new AbortController();
    const { signal } = abort;
    const result = await sweepOf(study, study, { signal, onProgress });
    const trained = trainedOf(study, result);
    return transfer(trained, buffersOf(trained));
  },

  /** What the networks of a level are; takes a moment. */
  describe(study: Study, ending: Ending, constantLoss: number): Description | null {
    return describeEnding(study.arms[ending.best[0].arm], ending, constantLoss);
  },

  /** Trains runs again with the CPU twin, those of `seeds` for each arm; another call ends the one before. */
  async crossCheck(
    study: Study,
    seeds: readonly Uint32Array[],
    onProgress: (share: number) => void,
  ): Promise<{ twins: TwinRuns[]; cancelled: boolean }> {
    retraining?.abort();
    retraining = new AbortController();
    const { signal } = retraining;
    const { retrain } = await import('../../engine/cross_check');
    const twins = await retrain(study, seeds, { signal, onProgress });
    return { twins, cancelled: signal.aborted };
  },

  /** Ends it; runs that are done come back. */
  cancelCrossCheck(): void {
    retraining?.abort();
  },

  /** Ends the run under way; what is finished comes back as its result. */
  cancel(): void {
    abort?.abort();
  },

  /** The checks of `verify`, in order, and how chance is kept out of them. */
  async checks(): Promise<{ groups: ListedGroup[]; chance: string }> {
    const { chanceText, listedChecks } = await import('../../verify');
    return { groups: listedChecks(), chance: chanceText };
  },

  /** Checks the device against known answers. @throws in words when the device is lost */
  async verify(
    onProgress: (share: number, title: string) => void,
    onChecked: (result: CheckResult) => void,
  ): Promise<VerifyReport> {
    verifying = new AbortController();
    const { signal } = verifying;
    const { verify } = await import('../../verify');
    return onDevice(async () => {
      const { trainer } = await open();
      return verify(trainer, { signal, onProgress, onChecked });
    });
  },

  /** Ends the checks under way; those that are made come back. */
  cancelVerify(): void {
    verifying?.abort();
  },

  /** Trains one run alone: the same bits as in any sweep; null where it was left. */
  replay(study: Study, arm: number, seed: number): Promise<SweepResult | null> {
    const seeds = { ...study.seeds, first: seed, count: 1 };
    return ofOneRun(study, { ...study, arms: [study.arms[arm]], seeds });
  },

  /** One run as it is after each of these steps; null where it was left. */
  async history(
    study: Study,
    arm: number,
    seed: number,
    steps: readonly number[],
  ): Promise<readonly Runs[] | null> {
    const found = await ofOneRun(study, snapshotStudy(study, arm, seed, steps));
    return found && found.runs;
  },

  /** Ends the replay or the history under way. */
  leaveRun(): void {
    alone?.abort();
  },
};

export type Training = typeof training;
expose(training);
