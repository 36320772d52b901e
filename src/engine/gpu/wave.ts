// Trains one wave on a WebGPU device. The next dispatch is queued shortly before one ends, so that the device never waits
// for the host.
import { readWords, storage, uniform, write } from '../../gpu/buffer';
import type { Device } from '../../gpu/device';
import { bind, kernel, type Kernel } from '../../gpu/kernel';
import type { Arm } from '../../study/arms';
import { parameterCount } from '../../study/layout';
import { rowsOf } from '../../study/tasks';
import { checkpointsOf } from '../checkpoints';
import type { Wave, WaveProgress, WaveResult } from '../trainer';
import { byColumn, byRun, withoutPadding } from './columns';
import { initArguments } from './init';
import { jobFields, jobWords, type Job } from './job';
import { kernelTexts } from './kernels';
import { methodOf } from './methods';
import { pacer } from './pacer';
import { WORKGROUP } from './shaders';
import { tableBinding, tableWords } from './table';
import { stepScalars, trainedParameters } from './update_values';

/** Past this many steps a dispatch gains nothing, and its table of step scalars grows. */
export const MOST_STEPS = 4096;

/** Words a run of an arm takes in each buffer. */
export function wordsPerRun(arm: Arm) {
  return {
    parameters: parameterCount(arm.layers),
    state: methodOf(arm).stateWords(arm),
    losses: checkpointsOf(arm.training).length,
    order: arm.training.order === 'shuffled' ? rowsOf(arm.task) : 0,
  };
}

/**
 * Trains the runs of a wave to the end.
 * @param mostSteps of one dispatch, at most MOST_STEPS
 * @throws the signal's reason when aborted, OutOfMemoryError, DeviceLostError, LimitError
 */
export async function trainWave(
  device: Device,
  wave: Wave,
  mostSteps: number,
  progress: (p: WaveProgress) => void,
  signal: AbortSignal | undefined,
): Promise<WaveResult> {
  const { arm, checkpoints, count } = wave;
  const { init, train, evaluate } = await compile(device, arm);
  const method = methodOf(arm);
  const networks = method.networks(arm, device.info.software);
  const stride = Math.ceil(count / networks) * networks;
  const words = wordsPerRun(arm);
  const buffers = await allocate(device, wave, stride);
  try {
    const { job, parameters, table, schedule, state, order, losses, dead, initial } = buffers;
    const one: Job = {
      runs: count,
      stride,
      first_seed: wave.firstSeed,
      study_seed: wave.studySeed,
      first_step: 0,
      steps: 0,
      rows: wave.table.rows,
      batch: arm.training.batchSize,
      slot: trainedParameters(arm).length * stride,
      checkpoint: 0,
    };
    // kernels that hold several networks an invocation count in vectors
    const packed: Job = {
      ...one,
      runs: stride / networks,
      stride: stride / networks,
      slot: one.slot / networks,
    };
    const submit = (what: Kernel, group: GPUBindGroup, content: Job, perWorkgroup: number) => {
      write(device, job, jobWords(content));
      const encoder = device.gpu.createCommandEncoder({ label: what.name });
      const pass = encoder.beginComputePass({ label: what.name });
      pass.setPipeline(what.pipeline);
      pass.setBindGroup(0, group);
      pass.dispatchWorkgroups(Math.ceil(count / perWorkgroup));
      pass.end();
      device.gpu.queue.submit([encoder.finish()]);
    };
    const trainGroup = bind(device, train, [job, parameters, table, schedule, state, order]);
    const evaluateGroup = bind(device, evaluate, [job, parameters, table, losses, dead]);

    if (init) submit(init, bind(device, init, [job, parameters, initial]), one, WORKGROUP);
    else write(device, parameters, explicitParameters(wave, stride));

    const pace = pacer(mostSteps);
    let step = 0;
    for (const [index, checkpoint] of checkpoints.entries()) {
      while (step < checkpoint) {
        signal?.throwIfAborted();
        const steps = Math.min(pace.steps(), checkpoint - step);
        write(device, schedule, scheduleOf(arm, step, steps));
        submit(train, trainGroup, { ...packed, first_step: step, steps }, method.runsPerWorkgroup);
        await device.settle(pace.submitted(steps, () => device.gpu.queue.onSubmittedWorkDone()));
        step += steps;
        progress({ steps: step });
      }
      submit(evaluate, evaluateGroup, { ...packed, checkpoint: index }, method.runsPerWorkgroup);
      if (pace.newsDue()) {
        const bits = await readWords(device, losses, count, index * stride);
        progress({ steps: step, losses: new Float32Array(bits) });
      }
    }
    signal?.throwIfAborted();
    const final = await readWords(device, parameters, words.parameters * stride);
    const curves = await readWords(device, losses, words.losses * stride);
    return {
      parameters: byRun(new Float32Array(final), words.parameters, count, stride),
      losses: withoutPadding(new Float32Array(curves), words.losses, count, stride),
      deadUnits: new Uint32Array(await readWords(device, dead, count)),
    };
  } finally {
    for (const buffer of Object.values(buffers)) buffer.destroy();
  }
}

/** The buffers of a wave with room for `stride` runs; parameters and state start at zero. @throws OutOfMemoryError */
function allocate(device: Device, { arm, table }: Wave, stride: number) {
  const words = wordsPerRun(arm);
  const scalars = Object.keys(stepScalars(arm, 1)).length;
  const tableBuffer = tableBinding(arm.task) === 'uniform' ? uniform : storage;
  return device.allocating(() => ({
    job: uniform(device, 'job', 4 * jobFields.length),
    parameters: storage(device, 'parameters', words.parameters * stride * 4),
    table: tableBuffer(device, 'table', tableWords(arm.task, table)),
    schedule: storage(device, 'schedule', MOST_STEPS * scalars * 4),
    state: storage(device, 'state', words.state * stride * 4),
    order: storage(device, 'order', words.order * stride * 4),
    losses: storage(device, 'losses', words.losses * stride * 4),
    dead: storage(device, 'dead', stride * 4),
    initial: uniform(device, 'initial', initArguments(arm)),
  }));
}

async function compile(device: Device, arm: Arm) {
  const texts = kernelTexts(arm, device.info.software);
  const [init, train, evaluate] = await Promise.all([
    texts.init && kernel(device, texts.init),
    kernel(device, texts.train),
    kernel(device, texts.evaluate),
  ]);
  return { init, train, evaluate };
}

/** The scalars of steps first + 1 .. first + steps: [step][scalar]. */
function scheduleOf(arm: Arm, first: number, steps: number): Float32Array {
  const rows = Array.from({ length: steps }, (_, i) =>
    Object.values(stepScalars(arm, first + i + 1)),
  );
  return Float32Array.from(rows.flat());
}

/** [parameter][stride] of a wave whose study gives the parameters of every run. */
const explicitParameters = ({ arm, firstSeed, count }: Wave, stride: number) =>
  byColumn(arm.explicit!.slice(firstSeed, firstSeed + count), stride);
