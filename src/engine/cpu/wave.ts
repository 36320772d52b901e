// Trains one wave with compiled kernels, four runs a call. Calls are short, so that a wave can be interrupted between any
// two; how many steps one takes changes no bit, since weights and state are float32 in memory as in registers.
import type { Arm } from '../../study/arms';
import { parameterCount } from '../../study/layout';
import { LANE_COUNT } from '../../wasm/lanes';
import { byColumn } from '../gpu/columns';
import { jobWords, type Job } from '../gpu/job';
import { stepScalars, trainedParameters } from '../gpu/update_values';
import type { Wave, WaveProgress, WaveResult } from '../trainer';
import { allocate, MOST_STEPS, type Buffers } from './buffers';
import { cpuKernels } from './kernels';

/** A call takes about this long: WebAssembly cannot be interrupted, nor get faster code, within one. */
const CALL_SECONDS = 0.004;

export interface CpuWaveOptions {
  /** An upper bound on the steps of a call, for tests: it changes no bit of any result. */
  readonly mostSteps?: number;
}

/**
 * Trains the runs of a wave to the end.
 * @returns a generator that yields after every call how far the wave is
 * @throws WgslError where a kernel of the arm cannot be compiled, RangeError when memory is short
 */
export function* trainWave(
  wave: Wave,
  { mostSteps = MOST_STEPS }: CpuWaveOptions = {},
): Generator<WaveProgress, WaveResult> {
  const { arm, checkpoints, count, firstSeed } = wave;
  const kernels = cpuKernels(arm);
  const buffers = allocate(kernels.memory, wave, kernels.scratchEnd);
  const { job, table, schedule, group, floats } = buffers;
  const jobNow = new Uint32Array(kernels.memory.buffer, job, 16);
  const still: Job = {
    runs: LANE_COUNT,
    stride: LANE_COUNT,
    first_seed: firstSeed,
    study_seed: wave.studySeed,
    first_step: 0,
    steps: 0,
    rows: wave.table.rows,
    batch: arm.training.batchSize,
    slot: trainedParameters(arm).length * LANE_COUNT,
    checkpoint: 0,
  };
  const set = (index: number, changes: Partial<Job>) =>
    jobNow.set(jobWords({ ...still, first_seed: firstSeed + LANE_COUNT * index, ...changes }));

  group.forEach(({ parameters }, index) => {
    set(index, {});
    if (kernels.init) kernels.init.run(0, { 0: job, 1: parameters, 2: buffers.laws });
    else floats(parameters, LANE_COUNT * buffers.words.parameters).set(explicit(wave, index));
  });

  const longest = Math.min(mostSteps, MOST_STEPS);
  let calm = 1; // steps of a call: a few at first, since code gets faster only between calls
  let step = 0;
  for (const [checkpoint, end] of checkpoints.entries()) {
    while (step < end) {
      const steps = Math.min(calm, longest, end - step);
      floats(schedule, steps * scalarCount(arm)).set(scheduleOf(arm, step, steps));
      const begun = performance.now();
      for (const [index, { parameters, state, order }] of group.entries()) {
        set(index, { first_step: step, steps });
        kernels.train.run(0, { 0: job, 1: parameters, 2: table, 3: schedule, 4: state, 5: order });
        yield { steps: step + (steps * (index + 1)) / group.length };
      }
      const seconds = (performance.now() - begun) / 1000 / group.length / steps;
      calm = Math.max(1, Math.min(4 * calm, Math.floor(CALL_SECONDS / Math.max(1e-9, seconds))));
      step += steps;
    }
    for (const [index, { parameters, losses, dead }] of group.entries()) {
      set(index, { checkpoint });
      kernels.evaluate.run(0, { 0: job, 1: parameters, 2: table, 3: losses, 4: dead });
    }
    yield { steps: step, losses: lossesAt(buffers, count, checkpoint) };
  }
  return resultOf(wave, buffers);
}

const scalarCount = (arm: Arm): number => Object.keys(stepScalars(arm, 1)).length;

/** The scalars of steps first + 1 .. first + steps: [step][scalar]. */
const scheduleOf = (arm: Arm, first: number, steps: number): number[] =>
  Array.from({ length: steps }, (_, i) => Object.values(stepScalars(arm, first + i + 1))).flat();

/** [parameter][lane] of a group whose study gives the parameters of every run. */
function explicit({ arm, firstSeed, count }: Wave, group: number): Float32Array {
  const first = firstSeed + LANE_COUNT * group;
  const runs = Math.min(LANE_COUNT, firstSeed + count - first);
  return byColumn(arm.explicit!.slice(first, first + runs), LANE_COUNT);
}

/** The losses of all runs at a checkpoint. */
function lossesAt({ group, floats }: Buffers, count: number, checkpoint: number) {
  const losses = new Float32Array(group.length * LANE_COUNT);
  group.forEach((at, index) =>
    losses.set(floats(at.losses + 4 * LANE_COUNT * checkpoint, LANE_COUNT), LANE_COUNT * index),
  );
  return losses.slice(0, count);
}

function resultOf({ arm, checkpoints, count }: Wave, buffers: Buffers): WaveResult {
  const { group, floats } = buffers;
  const size = parameterCount(arm.layers);
  const parameters = new Float32Array(count * size);
  const deadUnits = new Uint32Array(count);
  for (let run = 0; run < count; run++) {
    const at = group[Math.floor(run / LANE_COUNT)];
    const lane = run % LANE_COUNT;
    const columns = floats(at.parameters, LANE_COUNT * size);
    for (let p = 0; p < size; p++) parameters[run * size + p] = columns[LANE_COUNT * p + lane];
    const dead = floats(at.dead, LANE_COUNT);
    deadUnits[run] = new Uint32Array(dead.buffer, dead.byteOffset, LANE_COUNT)[lane];
  }
  const losses = new Float32Array(checkpoints.length * count);
  checkpoints.forEach((_, c) => losses.set(lossesAt(buffers, count, c), c * count));
  return { parameters, losses, deadUnits };
}
