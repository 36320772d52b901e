// Trains waves on a WebGPU device. Dispatches take about 50 ms: shorter wastes time between them, longer freezes the
// screen and meets watchdogs. The next is queued shortly before one ends, so that the device never waits for the host.
import { bind, kernel, type Kernel } from '../../gpu/kernel';
import { readWords, storage, uniform, write } from '../../gpu/buffer';
import type { Device } from '../../gpu/device';
import { LimitError } from '../../gpu/errors';
import type { Arm } from '../../study/arms';
import { parameterCount } from '../../study/layout';
import { rowsOf } from '../../study/tasks';
import { checkpointsOf } from '../checkpoints';
import type { Trainer, Wave, WaveProgress, WaveResult } from '../trainer';
import { jobWords, type Job } from './job';
import { initArguments } from './init';
import { kernelTexts } from './kernels';
import { stateSlots, stepScalars, trainedParameters, WORKGROUP } from './specialise';

const DISPATCH_SECONDS = 0.05;
/** Past this many steps a dispatch gains nothing, and its table of step scalars grows. */
const MOST_STEPS = 4096;
const MOST_RUNS = 65_536;
/** Sample updates of one step of one wave: bounds the shortest dispatch on a table of many rows. */
const MOST_UPDATES = 2 ** 26;
const WAVE_BYTES = 2 ** 28;
/** Beyond this the unrolled text compiles for minutes on some drivers. */
export const MOST_PARAMETERS = 1024;

export interface GpuTrainerOptions {
  /** An upper bound on the steps of a dispatch, for tests: it changes no bit of any result. */
  readonly mostSteps?: number;
}

/** A trainer on an open device. */
export function gpuTrainer(
  device: Device,
  { mostSteps = MOST_STEPS }: GpuTrainerOptions = {},
): Trainer {
  const { name, software } = device.info;
  return {
    adapter: { engine: 'gpu', name, software },
    lanes: 1,
    waveSize: (arm) => waveSize(device, arm),
    train: (wave, progress, signal) => trainWave(device, wave, mostSteps, progress, signal),
    close: () => device.destroy(),
  };
}

/** Words a run of an arm takes in each buffer. */
function wordsPerRun(arm: Arm) {
  return {
    parameters: parameterCount(arm.layers),
    state: stateSlots(arm) * trainedParameters(arm).length,
    losses: checkpointsOf(arm.training).length,
    order: arm.training.order === 'shuffled' ? rowsOf(arm.task) : 0,
  };
}

function waveSize(device: Device, arm: Arm): number {
  const words = Object.values(wordsPerRun(arm));
  const { maxStorageBufferBindingSize } = device.gpu.limits;
  const parameters = parameterCount(arm.layers);
  if (parameters > MOST_PARAMETERS) {
    throw new LimitError(
      'parameters of a network',
      parameters,
      MOST_PARAMETERS,
      'choose fewer units or layers',
    );
  }
  const most = Math.min(
    MOST_RUNS,
    MOST_UPDATES / rowsOf(arm.task),
    WAVE_BYTES / 4 / words.reduce((a, b) => a + b),
    maxStorageBufferBindingSize / 4 / Math.max(...words),
  );
  return Math.max(WORKGROUP, Math.floor(most / WORKGROUP) * WORKGROUP);
}

type Buffers = Record<
  'job' | 'parameters' | 'table' | 'schedule' | 'state' | 'order' | 'losses' | 'dead' | 'initial',
  GPUBuffer
>;

async function trainWave(
  device: Device,
  wave: Wave,
  mostSteps: number,
  progress: (p: WaveProgress) => void,
  signal: AbortSignal | undefined,
): Promise<WaveResult> {
  const { arm, table, checkpoints, count } = wave;
  const [init, train, evaluate] = await compile(device, arm);
  const stride = count;
  const words = wordsPerRun(arm);
  const scalars = Object.keys(stepScalars(arm, 1)).length;
  const still: Job = {
    runs: count,
    stride,
    first_seed: wave.firstSeed,
    study_seed: wave.studySeed,
    first_step: 0,
    steps: 0,
    rows: table.rows,
    batch: arm.training.batchSize,
    slot: trainedParameters(arm).length * stride,
    checkpoint: 0,
  };
  const buffers: Buffers = await device.allocating(() => ({
    job: uniform(device, 'job', jobWords(still)),
    parameters: storage(device, 'parameters', words.parameters * stride * 4),
    table: storage(device, 'table', table.values),
    schedule: storage(device, 'schedule', MOST_STEPS * scalars * 4),
    state: storage(device, 'state', words.state * stride * 4),
    order: storage(device, 'order', words.order * stride * 4),
    losses: storage(device, 'losses', words.losses * stride * 4),
    dead: storage(device, 'dead', stride * 4),
    initial: uniform(device, 'initial', initArguments(arm)),
  }));
  try {
    const { job, parameters, schedule, state, order, losses, dead, initial } = buffers;
    const group = {
      train: bind(device, train, [job, parameters, buffers.table, schedule, state, order]),
      evaluate: bind(device, evaluate, [job, parameters, buffers.table, losses, dead]),
    };
    const submit = (what: Kernel, bindGroup: GPUBindGroup, changes: Partial<Job>) => {
      write(device, job, jobWords({ ...still, ...changes }));
      const encoder = device.gpu.createCommandEncoder({ label: what.name });
      const pass = encoder.beginComputePass({ label: what.name });
      pass.setPipeline(what.pipeline);
      pass.setBindGroup(0, bindGroup);
      pass.dispatchWorkgroups(Math.ceil(count / WORKGROUP));
      pass.end();
      device.gpu.queue.submit([encoder.finish()]);
    };

    if (init) submit(init, bind(device, init, [job, parameters, initial]), {});
    else write(device, parameters, explicitParameters(wave));

    const pace = pacer(Math.min(mostSteps, MOST_STEPS));
    let step = 0;
    for (const [index, checkpoint] of checkpoints.entries()) {
      while (step < checkpoint) {
        signal?.throwIfAborted();
        const steps = Math.min(pace.steps(), checkpoint - step);
        write(device, schedule, scheduleOf(arm, step, steps));
        submit(train, group.train, { first_step: step, steps });
        await device.settle(pace.submitted(steps, () => device.gpu.queue.onSubmittedWorkDone()));
        step += steps;
        progress({ steps: step });
      }
      submit(evaluate, group.evaluate, { checkpoint: index });
      if (pace.newsDue()) {
        const bits = await readWords(device, losses, count, index * stride);
        progress({ steps: step, losses: new Float32Array(bits) });
      }
    }
    signal?.throwIfAborted();
    const final = await readWords(device, parameters, words.parameters * stride);
    return {
      parameters: transposed(new Float32Array(final), words.parameters, stride),
      losses: new Float32Array(await readWords(device, losses, words.losses * stride)),
      deadUnits: new Uint32Array(await readWords(device, dead, stride)),
    };
  } finally {
    for (const buffer of Object.values(buffers)) buffer.destroy();
  }
}

function compile(device: Device, arm: Arm): Promise<[Kernel | null, Kernel, Kernel]> {
  const { init, train, evaluate } = kernelTexts(arm);
  return Promise.all([
    init && kernel(device, init),
    kernel(device, train),
    kernel(device, evaluate),
  ]);
}

/** The scalars of steps first + 1 .. first + steps: [step][scalar]. */
function scheduleOf(arm: Arm, first: number, steps: number): Float32Array {
  const rows = Array.from({ length: steps }, (_, i) =>
    Object.values(stepScalars(arm, first + i + 1)),
  );
  return Float32Array.from(rows.flat());
}

/** [parameter][run] of a wave whose study gives the parameters of every run. */
function explicitParameters({ arm, firstSeed, count }: Wave): Float32Array {
  const rows = arm.explicit!.slice(firstSeed, firstSeed + count);
  return transposed(Float32Array.from(rows.flat()), count, rows[0].length);
}

/** A matrix [rows][columns] as [columns][rows]. */
function transposed(from: Float32Array, rows: number, columns: number): Float32Array<ArrayBuffer> {
  const to = new Float32Array(from.length);
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) to[c * rows + r] = from[r * columns + c];
  }
  return to;
}

/** Share of a dispatch's expected time that the host sleeps before it asks whether the work is done. */
const ASLEEP = 0.9;

/**
 * Chooses the steps of the next dispatch from how long the last ones took. It asks for the end of a dispatch only shortly
 * before: in Node, Dawn polls for as long as anybody waits, which takes a whole core from a software adapter.
 */
function pacer(most: number) {
  let secondsPerStep = Infinity;
  let longest = 1;
  let lastDone = performance.now();
  let lastNews = lastDone;
  let before: Promise<void> = Promise.resolve();
  return {
    steps: () =>
      Math.max(1, Math.min(most, longest, Math.floor(DISPATCH_SECONDS / secondsPerStep))),
    /** To be awaited after a dispatch was submitted: returns when it is about to end, so that the next can be queued. */
    async submitted(steps: number, done: () => Promise<unknown>) {
      await before;
      const sleep = ASLEEP * steps * secondsPerStep * 1000;
      if (sleep > 2 && Number.isFinite(sleep)) await new Promise((wake) => setTimeout(wake, sleep));
      before = done().then(() => {
        const now = performance.now();
        secondsPerStep = Math.max(1e-9, (now - lastDone) / 1000 / steps);
        lastDone = now;
        longest = Math.max(longest, steps * 4);
      });
      before.catch(() => {}); // a lost device is reported by settle()
    },
    newsDue() {
      const due = performance.now() - lastNews > 150;
      if (due) lastNews = performance.now();
      return due;
    },
  };
}
