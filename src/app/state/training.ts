// The page's end of the training worker, and the actions on it.
import { effect } from '@preact/signals';
import { proxy, wrap } from 'comlink';
import type { TwinRuns } from '../../analysis/cross_check';
import type { Description } from '../../analysis/description';
import type { Ending } from '../../analysis/landscape';
import type { Runs } from '../../analysis/runs';
import { totalWork } from '../../engine/progress';
import type { SweepResult } from '../../engine/sweep';
import type { Study } from '../../study/arm';
import type { CheckResult, VerifyReport } from '../../verify';
import type { Training } from '../workers/training';
import { closePanel } from './panel';
import { engine, finished, phase, reading, running, speed, study, studyDocument } from './signals';

const worker = new Worker(new URL('../workers/training.ts', import.meta.url), { type: 'module' });
const training = wrap<Training>(worker);
worker.addEventListener('error', ({ message }) => {
  fail(
    new Error(
      `the training worker could not be started (${message || 'no reason given'}); reload the page`,
    ),
  );
});

function fail(error: unknown): void {
  phase.value = { name: 'failed', message: error instanceof Error ? error.message : String(error) };
}

/** Looks where networks can train. */
export async function openEngine(): Promise<void> {
  try {
    engine.value = await training.open();
  } catch (error) {
    fail(error);
  }
}

/** A study that is read this long is likely to be run. */
const REST_MS = 400;

effect(() => {
  const now = study.value;
  if (!engine.value || running.value) return undefined;
  const timer = setTimeout(() => void training.prepare(now).catch(() => {}), REST_MS);
  return () => clearTimeout(timer);
});

/** Whoever leaves while networks train is asked first. */
const stay = (event: BeforeUnloadEvent) => event.preventDefault();
effect(() => {
  if (!running.value) return undefined;
  addEventListener('beforeunload', stay);
  return () => removeEventListener('beforeunload', stay);
});

/** Seconds of a run that tell how fast the next will be. */
const TELLING = 0.5;

/** Trains the study of the document, if it is valid and nothing runs. */
export async function runStudy(): Promise<void> {
  if (phase.value.name === 'running' || !('study' in reading.value)) return;
  const { study: asked } = reading.value;
  const input = studyDocument.value;
  closePanel();
  finished.value = undefined;
  phase.value = { name: 'running', study: asked, progress: undefined, stopping: false };
  try {
    const trained = await training.run(
      asked,
      proxy((progress) => {
        if (phase.value.name === 'running') phase.value = { ...phase.value, progress };
      }),
    );
    if (trained.cancelled && trained.arms.every(({ runs }) => runs.seeds.length === 0)) {
      phase.value = { name: 'cancelled' };
      return;
    }
    finished.value = { ...trained, input, study: asked };
    if (!trained.cancelled && !trained.lost && trained.seconds > TELLING)
      speed.value = totalWork(asked) / trained.seconds;
    phase.value = { name: 'done' };
  } catch (error) {
    fail(error);
  }
}

/** Stops the training; what is finished is kept. */
export async function cancelRun(): Promise<void> {
  if (phase.value.name !== 'running') return;
  phase.value = { ...phase.value, stopping: true };
  await training.cancel();
}

/** One run again, alone; null where another call, `history` or `leaveRun` came before the end. */
export const replay = (study: Study, arm: number, seed: number): Promise<SweepResult | null> =>
  training.replay(study, arm, seed);

/** One run as it is after each of these steps; null where another call, `replay` or `leaveRun` came before the end. */
export const history = (
  study: Study,
  arm: number,
  seed: number,
  steps: readonly number[],
): Promise<readonly Runs[] | null> => training.history(study, arm, seed, steps);

export const leaveRun = (): Promise<void> => training.leaveRun();

/** What the networks of a level are, computed beside the page. */
export const describe = (
  study: Study,
  ending: Ending,
  constantLoss: number,
): Promise<Description | null> => training.describe(study, ending, constantLoss);

/** The checks of the device, before they are made. */
export const listChecks = () => training.checks();

/** Checks the device against known answers. @throws in words */
export const verifyDevice = (
  onProgress: (share: number, title: string) => void,
  onChecked: (result: CheckResult) => void,
): Promise<VerifyReport> => training.verify(proxy(onProgress), proxy(onChecked));

/** Ends the checks; those that are made are kept. */
export const cancelVerify = (): Promise<void> => training.cancelVerify();

/** Trains runs again with the CPU twin, those of `seeds` for each arm. @throws in words */
export const crossCheck = (
  study: Study,
  seeds: readonly Uint32Array[],
  onProgress: (share: number) => void,
): Promise<{ twins: TwinRuns[]; cancelled: boolean }> =>
  training.crossCheck(study, seeds, proxy(onProgress));

/** Ends it; runs that are done come back. */
export const cancelCrossCheck = (): Promise<void> => training.cancelCrossCheck();
