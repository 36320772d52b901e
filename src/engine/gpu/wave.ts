// Trains one wave on a WebGPU device. The next dispatch is queued shortly before one ends, so that the device never waits
// for the host. Runs that rest (src/study/rest.ts) leave, and where many have left the others close ranks.
import { readWords, write } from '../../gpu/buffer';
import type { Device } from '../../gpu/device';
import { bind, kernel, type Kernel } from '../../gpu/kernel';
import type { Arm } from '../../study/arms';
import { parameterCount } from '../../study/layout';
import { restSteps } from '../../study/rest';
import type { Wave, WaveProgress, WaveResult } from '../trainer';
import { allocate, MOST_STEPS, wordsPerRun } from './buffers';
import { byColumn } from './columns';
import { jobWords, stopBits, type Job } from './job';
import { kernelTexts } from './kernels';
import { leavingRuns, picked, type Columns } from './leaving';
import type { Method } from './methods';
import { pacer } from './pacer';
import { WORKGROUP } from './shaders';
import { deviceTable } from './table';
import { schedule as scheduleOf, trainedParameters } from './update_values';

export interface WaveOptions {
  readonly method: Method;
  /** Of one dispatch, at most MOST_STEPS. */
  readonly mostSteps: number;
  /** Ranks are closed when this share of the slots or more is empty. */
  readonly closeFrom: number;
}

/**
 * Trains the runs of a wave to the end. No option changes a bit of the result.
 * @throws the signal's reason when aborted, OutOfMemoryError, DeviceLostError, LimitError
 */
export async function trainWave(
  device: Device,
  wave: Wave,
  { method, mostSteps, closeFrom }: WaveOptions,
  progress: (p: WaveProgress) => void,
  signal: AbortSignal | undefined,
): Promise<WaveResult> {
  const { arm, checkpoints, count, firstSeed } = wave;
  const kernels = await compile(device, arm, method);
  const { runsPerWorkgroup } = method;
  const networks = method.networks(arm, device.info.software);
  const room = (runs: number) => Math.ceil(runs / networks) * networks;
  let stride = room(count);
  const { rows } = deviceTable(arm.task, wave.table);
  const words = wordsPerRun(arm, method);
  const buffers = await allocate(device, wave, method, stride);
  try {
    const { job, parameters, table, schedule, state, order, losses, dead, initial } = buffers;
    const { seeds, scratch, resting } = buffers;
    const trained = [job, parameters, table, schedule, state, order, seeds, scratch];
    const groups = {
      train: bind(device, kernels.train, trained),
      evaluate: bind(device, kernels.evaluate, [job, parameters, table, losses, dead]),
      rest: bind(device, kernels.rest, [job, losses, dead, state, resting]),
    };
    const runs = leavingRuns(count, parameterCount(arm.layers), checkpoints);
    const read = async (buffer: GPUBuffer, rows: number, from = 0): Promise<Columns> => ({
      values: new Float32Array(await readWords(device, buffer, rows * stride, from * stride)),
      stride,
    });
    const readCounts = async (buffer: GPUBuffer) =>
      new Uint32Array(await readWords(device, buffer, runs.slots));

    /** Kernels that hold several networks an invocation count in vectors of `width`. */
    const submit = (what: Kernel, group: GPUBindGroup, width: number, change: Partial<Job>) => {
      const content: Job = {
        runs: Math.ceil(runs.slots / width),
        stride: stride / width,
        first_seed: firstSeed,
        study_seed: wave.studySeed,
        first_step: 0,
        steps: 0,
        rows,
        batch: arm.training.batchSize,
        slot: (trainedParameters(arm).length * stride) / width,
        checkpoint: 0,
        stop_below: stopBits(arm.training.stopBelow),
        ...change,
      };
      write(device, job, jobWords(content));
      const encoder = device.gpu.createCommandEncoder({ label: what.name });
      const pass = encoder.beginComputePass({ label: what.name });
      pass.setPipeline(what.pipeline);
      pass.setBindGroup(0, group);
      const perWorkgroup =
        what === kernels.init || what === kernels.rest ? WORKGROUP : runsPerWorkgroup;
      pass.dispatchWorkgroups(Math.ceil(runs.slots / perWorkgroup));
      pass.end();
      device.gpu.queue.submit([encoder.finish()]);
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
      const [deadUnits, final] = [await readCounts(dead), await read(parameters, words.parameters)];
      for (const slot of leaving)
        runs.leave(slot, step, finalLosses.values[slot], deadUnits, final);
      const empty = [...flags.keys()].filter((slot) => runs.hasLeft(slot)).length;
      if (empty < closeFrom * runs.slots) return;
      runs.record(await read(losses, rowsSoFar - runs.unread, runs.unread), rowsSoFar);
      const stay = runs.closeRanks();
      await move(parameters, words.parameters, stay);
      await move(state, words.state, stay);
      await move(order, words.order, stay);
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
    if (kernels.init)
      submit(kernels.init, bind(device, kernels.init, [job, parameters, table, initial]), 1, {});
    else write(device, parameters, explicitParameters(wave, stride));

    const nextScalars = scheduleOf(arm);
    const pace = pacer(MOST_STEPS);
    let step = 0;
    const looks = new Set(restSteps(arm));
    const stops = [...new Set([...checkpoints, ...looks])].sort((a, b) => a - b);
    for (const stop of stops) {
      while (step < stop && runs.slots > 0) {
        signal?.throwIfAborted();
        const steps = Math.min(pace.steps(), stop - step);
        const end = step + steps;
        while (step < end) {
          const part = Math.min(mostSteps, end - step);
          write(device, schedule, nextScalars(part));
          submit(kernels.train, groups.train, networks, { first_step: step, steps: part });
          step += part;
        }
        await device.settle(pace.submitted(steps, () => device.gpu.queue.onSubmittedWorkDone()));
        progress({ steps: step });
      }
      if (runs.slots === 0) break;
      const at = checkpoints.indexOf(stop);
      const row = at < 0 ? checkpoints.length : at;
      submit(kernels.evaluate, groups.evaluate, networks, { checkpoint: row });
      if (pace.newsDue()) {
        const { values } = await read(losses, 1, row);
        progress({ steps: step, losses: runs.lastLosses(values) });
      }
      if (looks.has(stop))
        await letLeave(stop, row, checkpoints.filter((checkpoint) => checkpoint <= stop).length);
    }
    signal?.throwIfAborted();
    if (runs.slots === 0) return runs.result;
    runs.record(
      await read(losses, checkpoints.length - runs.unread, runs.unread),
      checkpoints.length,
    );
    return runs.finish(await readCounts(dead), await read(parameters, words.parameters));
  } finally {
    for (const buffer of Object.values(buffers)) buffer.destroy();
  }
}

async function compile(device: Device, arm: Arm, method: Method) {
  const texts = kernelTexts(arm, device.info.software, method);
  const [init, train, evaluate, rest] = await Promise.all([
    texts.init && kernel(device, texts.init),
    kernel(device, texts.train),
    kernel(device, texts.evaluate),
    kernel(device, texts.rest),
  ]);
  return { init, train, evaluate, rest };
}

/** [parameter][stride] of a wave whose study gives the parameters of every run. */
const explicitParameters = ({ arm, firstSeed, count }: Wave, stride: number) =>
  byColumn(arm.explicit!.slice(firstSeed, firstSeed + count), stride);
