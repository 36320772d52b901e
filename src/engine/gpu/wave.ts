// Trains one wave on a WebGPU device. The next dispatch is queued shortly before one ends, so that the device never waits
// for the host. Runs that rest (src/study/training/rest.ts) leave, and where many have left the others close ranks.
import { readWords, write } from '../../gpu/buffer';
import type { Device } from '../../gpu/device';
import { fences, type Fence } from '../../gpu/fence';
import { bind, dispatch, type Kernel } from '../../gpu/kernel';
import type { Probe } from '../../reference/train';
import { passKinds } from '../../study/catalogues/optimizers';
import { trainedParameters } from '../../study/layout';
import { restSteps } from '../../study/training/rest';
import { passCounter } from '../passes';
import type { Wave, WaveProgress, WaveResult } from '../trainer';
import { allocate, MOST_STEPS, wordsPerRun } from './buffers';
import { byColumn, toColumns, withoutRoom } from '../columns';
import { jobWords, stopBits, type Job } from '../kernels/job';
import { compileKernels } from './kernels';
import { leavingRuns, picked, type Columns, type LastState } from './leaving';
import type { Method } from '../kernels/methods';
import { pacer } from './pacer';
import { WORKGROUP } from '../kernels/shaders';
import { deviceTable } from '../kernels/table';
import { schedule as scheduleOf } from '../kernels/update_values';

export interface WaveOptions {
  readonly method: Method;
  /** Of one dispatch, at most MOST_STEPS. */
  readonly mostSteps: number;
  /** Ranks are closed when this share of the slots or more is empty. */
  readonly closeFrom: number;
  /** Whether runs are looked at before the last step. */
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
  const { arm, checkpoints, count, firstSeed } = wave;
  const kernels = await compileKernels(device, arm, method);
  const { runsPerWorkgroup } = method;
  const networks = method.networks(arm, device.info.software);
  const room = (runs: number) => Math.ceil(runs / networks) * networks;
  let stride = room(count);
  const { rows } = deviceTable(arm.task, wave.table);
  const words = wordsPerRun(arm, method, device.info.software);
  const buffers = await allocate(device, wave, method, stride);
  const ends = fences(device);
  try {
    const { job, parameters, schedule, state, order, losses, dead, deaths } = buffers;
    const { seeds, resting, facts } = buffers;
    const groups = {
      train: bind(device, kernels.train, buffers),
      evaluate: bind(device, kernels.evaluate, buffers),
      rest: bind(device, kernels.rest, buffers),
    };
    let moved = true; // runs, to slots that the kernel has not trained
    const counter = passCounter(arm, count, checkpoints.length);
    const runs = leavingRuns(count, words.parameters, words.deaths, checkpoints);
    const pace = pacer(MOST_STEPS);
    const fetch = (buffer: GPUBuffer, length: number, offset = 0) =>
      pace.readBack(() => readWords(device, buffer, length, offset));
    const read = async (buffer: GPUBuffer, rows: number, from = 0): Promise<Columns> => ({
      values: new Float32Array(await fetch(buffer, rows * stride, from * stride)),
      stride,
    });
    const readCounts = async (buffer: GPUBuffer) =>
      new Uint32Array(await fetch(buffer, runs.slots));
    const readLast = async (): Promise<LastState> => {
      const died = words.deaths > 0 ? (await read(deaths, words.deaths)).values.buffer : 0;
      return {
        dead: await readCounts(dead),
        deaths: { values: new Uint32Array(died as ArrayBuffer), stride },
        parameters: await read(parameters, words.parameters),
      };
    };

    /** Kernels that hold several networks an invocation count in vectors of `width`. */
    const submit = (
      what: Kernel,
      group: GPUBindGroup,
      width: number,
      change: Partial<Job>,
      fence?: Fence,
    ) => {
      const content: Job = {
        runs: Math.ceil(runs.slots / width),
        stride: stride / width,
        first_seed: firstSeed,
        study_seed: wave.studySeed,
        first_step: 0,
        steps: 0,
        begins: 1,
        ends: 1,
        rows,
        batch: arm.training.batchSize,
        slot: (trainedParameters(arm.layers).length * stride) / width,
        checkpoint: 0,
        stop_below: stopBits(arm.training.stopBelow),
        ...change,
      };
      write(device, job, jobWords(content));
      const byRun = what !== kernels.train && what !== kernels.evaluate;
      const perWorkgroup = byRun ? WORKGROUP : runsPerWorkgroup;
      dispatch(device, what, group, Math.ceil((content.runs * width) / perWorkgroup), fence);
    };

    /** Fills the parameters of the first slots with those that runs begin with. */
    const begin = (change: Partial<Job>) => {
      if (kernels.init) submit(kernels.init, bind(device, kernels.init, buffers), 1, change);
      else write(device, parameters, explicitParameters(wave, change.stride ?? stride));
    };

    /** Probes all runs of the wave, before training and with these parameters, [run][parameter]. */
    const probeRuns = async (final: Float32Array): Promise<Probe | null> => {
      const kernel = kernels.probe;
      if (!kernel) return null;
      const whole = { runs: count, stride: room(count) };
      const group = bind(device, kernel, buffers);
      const probe = async () => {
        submit(kernel, group, 1, whole);
        const found = await fetch(facts, words.facts * whole.stride);
        return withoutRoom(new Float32Array(found), whole.stride, count);
      };
      begin(whole);
      const start = await probe();
      write(device, parameters, toColumns(final, words.parameters, whole.stride));
      return { start, end: await probe() };
    };

    /** Moves the columns of a buffer's runs together. */
    const move = async (buffer: GPUBuffer, rows: number, stay: Uint32Array) => {
      if (rows === 0) return;
      write(device, buffer, picked(await read(buffer, rows), stay, room(stay.length)));
    };

    /** Lets runs leave that rest from `step` on, whose losses are in row `row`. */
    const letLeave = async (step: number, row: number, rowsSoFar: number) => {
      submit(kernels.rest, groups.rest, 1, { checkpoint: row });
      const flags = await readCounts(resting);
      const leaving = [...flags.keys()].filter((slot) => flags[slot] && !runs.hasLeft(slot));
      if (leaving.length === 0) return;
      const finalLosses = await read(losses, 1, row);
      const last = await readLast();
      for (const slot of leaving) runs.leave(slot, step, finalLosses.values[slot], last);
      const empty = [...flags.keys()].filter((slot) => runs.hasLeft(slot)).length;
      if (empty < closeFrom * runs.slots) return;
      runs.record(await read(losses, rowsSoFar - runs.unread, runs.unread), rowsSoFar);
      const stay = runs.closeRanks();
      moved = true;
      await move(parameters, words.parameters, stay);
      await move(state, words.state, stay);
      await move(order, words.order, stay);
      await move(deaths, words.deaths, stay);
      stride = room(stay.length);
      write(
        device,
        seeds,
        runs.live.map((run) => firstSeed + run),
      );
    };

    write(
      device,
      seeds,
      runs.live.map((run) => firstSeed + run),
    );
    begin({});

    const nextScalars = scheduleOf(arm);
    let step = 0;
    const looks = new Set(looking ? restSteps(arm) : []);
    const stops = [...new Set([...checkpoints, ...looks])].sort((a, b) => a - b);
    for (const stop of stops) {
      while (step < stop && runs.slots > 0) {
        signal?.throwIfAborted();
        const wanted = pace.next();
        const steps = Math.min(wanted, stop - step);
        const fence = steps === wanted ? ends.next() : undefined;
        const end = step + steps;
        const most = Math.min(mostSteps, pace.atOnce());
        while (step < end) {
          const part = Math.min(most, end - step);
          write(device, schedule, nextScalars(part));
          const change = {
            first_step: step,
            steps: part,
            begins: moved ? 1 : 0,
            ends: step + part === stop ? 1 : 0,
          };
          moved = false;
          step += part;
          submit(kernels.train, groups.train, networks, change, step === end ? fence : undefined);
        }
        await pace.submitted(steps, fence);
        progress({ steps: step });
      }
      if (runs.slots === 0) break;
      const at = checkpoints.indexOf(stop);
      const row = at < 0 ? checkpoints.length : at;
      submit(kernels.evaluate, groups.evaluate, networks, { checkpoint: row, first_step: step });
      if (counter && at >= 0) {
        const { values } = await read(state, passKinds.length);
        runs.live.forEach((run, slot) => {
          if (!runs.hasLeft(slot)) counter.see(run, (word) => values[word * stride + slot]);
        });
        counter.record();
      }
      if (pace.newsDue()) {
        const { values } = await read(losses, 1, row);
        progress({ steps: step, losses: runs.lastLosses(values) });
      }
      if (looks.has(stop))
        await letLeave(stop, row, checkpoints.filter((checkpoint) => checkpoint <= stop).length);
    }
    signal?.throwIfAborted();
    if (runs.slots > 0) {
      runs.record(
        await read(losses, checkpoints.length - runs.unread, runs.unread),
        checkpoints.length,
      );
      runs.finish(await readLast());
    }
    const passes = counter && counter.finish();
    return { ...runs.result, passes, probe: await probeRuns(runs.result.parameters) };
  } finally {
    ends.destroy();
    for (const buffer of Object.values(buffers)) buffer.destroy();
  }
}

/** [parameter][stride] of a wave whose study gives the parameters of every run. */
const explicitParameters = ({ arm, firstSeed, count }: Wave, stride: number) =>
  byColumn(arm.explicit!.slice(firstSeed, firstSeed + count), stride);
