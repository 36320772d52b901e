// Trains one wave on a WebGPU device. The next dispatch is queued shortly before one ends, so that the device never waits
// for the host. Runs that rest (src/study/training/rest.ts) leave, and where many have left the others close ranks.
import type { Device } from '../../gpu/device';
import { fences } from '../../gpu/fence';
import { passKinds } from '../../study/catalogues/optimizers';
import { mortalUnits } from '../../study/facts';
import { parameterCount } from '../../study/layout';
import { restSteps } from '../../study/training/rest';
import type { Method } from '../kernels/methods';
import { schedule as scheduleOf } from '../kernels/update_values';
import { passCounter } from '../passes';
import type { Wave, WaveProgress, WaveResult } from '../trainer';
import { leavingRuns } from './leaving';
import { waveOnDevice, type WaveOnDevice } from './on_device';

export interface WaveOptions {
  readonly method: Method;
  /** Of one dispatch, at most MOST_STEPS. */
  readonly mostSteps: number;
  /** Ranks are closed when this share of the slots or more is empty. */
  readonly closeFrom: number;
  /** Whether runs are looked at: before the last step, to see which rest, and after it, to see why they fail. */
  readonly looking: boolean;
}

/**
 * Trains the runs of a wave to the end. No option changes a bit of the result.
 * @throws the signal's reason when aborted, OutOfMemoryError, DeviceLostError, LimitError
 */
export async function trainWave(
  device: Device,
  wave: Wave,
  { method, mostSteps, closeFrom, looking }: WaveOptions,
  progress: (p: WaveProgress) => void,
  signal: AbortSignal | undefined,
): Promise<WaveResult> {
  const { arm, checkpoints, count } = wave;
  const on = await waveOnDevice(device, wave, method);
  if (looking) on.prepareProbe(); // while the device trains
  const ends = fences(device);
  try {
    const { pace } = on;
    const counter = passCounter(arm, count, checkpoints.length);
    const runs = leavingRuns(count, parameterCount(arm.layers), mortalUnits(arm), checkpoints);
    const nextScalars = scheduleOf(arm);
    let moved = true; // runs, to slots that the kernel has not trained
    let step = 0;

    /** Trains to a step, in dispatches and rounds as the pacer wants them. */
    const trainTo = async (stop: number) => {
      while (step < stop && runs.slots > 0) {
        signal?.throwIfAborted();
        const wanted = pace.next();
        const steps = Math.min(wanted, stop - step);
        const fence = steps === wanted ? ends.next() : undefined;
        const end = step + steps;
        const most = Math.min(mostSteps, pace.atOnce());
        while (step < end) {
          const part = Math.min(most, end - step);
          on.setSchedule(nextScalars(part));
          const change = {
            first_step: step,
            steps: part,
            begins: moved ? 1 : 0,
            ends: step + part === stop ? 1 : 0,
          };
          moved = false;
          step += part;
          on.submit('train', change, step === end ? fence : undefined);
        }
        await pace.submitted(steps, fence);
        progress({ steps: step });
      }
    };

    const looks = new Set(looking ? restSteps(arm) : []);
    const stops = [...new Set([...checkpoints, ...looks])].sort((a, b) => a - b);
    for (const stop of stops) {
      await trainTo(stop);
      if (runs.slots === 0) break;
      const at = checkpoints.indexOf(stop);
      const row = at < 0 ? checkpoints.length : at;
      on.submit('evaluate', { checkpoint: row, first_step: step });
      if (counter && at >= 0) {
        const { values, stride } = await on.read('state', passKinds.length);
        runs.live.forEach((run, slot) => {
          if (!runs.hasLeft(slot)) counter.see(run, (word) => values[word * stride + slot]);
        });
        counter.record();
      }
      if (pace.newsDue()) {
        const { values } = await on.read('losses', 1, row);
        progress({ steps: step, losses: runs.lastLosses(values) });
      }
      if (looks.has(stop)) {
        const recorded = checkpoints.filter((checkpoint) => checkpoint <= stop).length;
        if (await letLeave(on, runs, { step, row, recorded, closeFrom })) moved = true;
      }
    }
    signal?.throwIfAborted();
    if (runs.slots > 0) {
      await record(on, runs, checkpoints.length);
      runs.finish(await on.readLast());
    }
    const passes = counter && counter.finish();
    const probe = looking ? await on.probe(runs.result.parameters) : null;
    return { ...runs.result, passes, probe };
  } finally {
    ends.destroy();
    on.destroy();
  }
}

type LeavingRuns = ReturnType<typeof leavingRuns>;

/** Takes over the losses of all checkpoints before number `end` that are only on the device. */
async function record(on: WaveOnDevice, runs: LeavingRuns, end: number): Promise<void> {
  runs.record(await on.read('losses', end - runs.unread, runs.unread), end);
}

interface Look {
  readonly step: number;
  /** Where the losses of this step are. */
  readonly row: number;
  /** Checkpoints up to this step. */
  readonly recorded: number;
  readonly closeFrom: number;
}

/** Lets runs leave that rest from a step on. @returns whether others have moved to their slots */
async function letLeave(
  on: WaveOnDevice,
  runs: LeavingRuns,
  { step, row, recorded, closeFrom }: Look,
): Promise<boolean> {
  on.submit('rest', { checkpoint: row });
  const flags = await on.readCounts('resting');
  const leaving = [...flags.keys()].filter((slot) => flags[slot] && !runs.hasLeft(slot));
  if (leaving.length === 0) return false;
  const finalLosses = await on.read('losses', 1, row);
  const last = await on.readLast();
  for (const slot of leaving) runs.leave(slot, step, finalLosses.values[slot], last);
  const empty = [...flags.keys()].filter((slot) => runs.hasLeft(slot)).length;
  if (empty < closeFrom * runs.slots) return false;
  await record(on, runs, recorded);
  await on.closeRanks(runs.closeRanks(), runs.live);
  return true;
}
