// Trains one wave with compiled kernels, four runs a call. Calls are short, so that a wave can be interrupted between any
// two; how many steps one takes changes no bit, since weights and state are float32 in memory as in registers.
import { restSteps } from '../../study/rest';
import { LANE_COUNT } from '../../wasm/lanes';
import { byColumn } from '../gpu/columns';
import { jobWords, stopBits, type Job } from '../gpu/job';
import { schedule as scheduleOf, trainedParameters } from '../gpu/update_values';
import type { Wave, WaveProgress, WaveResult } from '../trainer';
import { allocate, MOST_STEPS } from './buffers';
import { cpuKernels } from './kernels';
import { ranksOf } from './ranks';

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
  const { arm, checkpoints } = wave;
  const kernels = cpuKernels(arm);
  const buffers = allocate(kernels.memory, wave, kernels.scratchEnd);
  const { job, table, schedule, laws, floats, integers } = buffers;
  const ranks = ranksOf(wave, buffers);
  const still: Job = {
    runs: LANE_COUNT,
    stride: LANE_COUNT,
    first_seed: 0,
    study_seed: wave.studySeed,
    first_step: 0,
    steps: 0,
    rows: wave.table.rows,
    batch: arm.training.batchSize,
    slot: trainedParameters(arm).length * LANE_COUNT,
    checkpoint: 0,
    stop_below: stopBits(arm.training.stopBelow),
  };
  const set = (changes: Partial<Job>) => integers.set(jobWords({ ...still, ...changes }), job / 4);

  ranks.groups.forEach(({ parameters, seeds }, index) => {
    set({ first_seed: integers[seeds / 4] });
    if (kernels.init) kernels.init.run({ 0: job, 1: parameters, 2: table, 3: laws });
    else floats.set(explicit(wave, index), parameters / 4);
  });

  const nextScalars = scheduleOf(arm);
  let calm = 1; // steps of a call: few at first, since code gets faster only between calls
  let step = 0;
  const looks = new Set(restSteps(arm));
  for (const stop of [...new Set([...checkpoints, ...looks])].sort((a, b) => a - b)) {
    const { groups } = ranks;
    while (step < stop && groups.length > 0) {
      const steps = Math.min(calm, mostSteps, MOST_STEPS, stop - step);
      floats.set(nextScalars(steps), schedule / 4);
      set({ first_step: step, steps });
      const begun = performance.now();
      for (const [index, { parameters, state, order, seeds }] of groups.entries()) {
        kernels.train.run({ 0: job, 1: parameters, 2: table, 3: schedule, 4: state, 5: order, 6: seeds }); // prettier-ignore
        yield { steps: step + (steps * (index + 1)) / groups.length };
      }
      const seconds = (performance.now() - begun) / 1000 / groups.length / steps;
      calm = Math.max(1, Math.min(4 * calm, Math.floor(CALL_SECONDS / Math.max(1e-9, seconds))));
      step += steps;
    }
    set({});
    for (const { parameters, losses, dead, state, resting } of groups) {
      kernels.evaluate.run({ 0: job, 1: parameters, 2: table, 3: losses, 4: dead });
      if (looks.has(stop)) kernels.rest.run({ 0: job, 1: losses, 2: dead, 3: state, 4: resting });
      yield { steps: step };
    }
    ranks.evaluated();
    const checkpoint = checkpoints.indexOf(stop);
    if (checkpoint >= 0) ranks.record(checkpoint);
    if (looks.has(stop)) ranks.letLeave();
    yield { steps: step, losses: ranks.latest.slice() };
  }
  return ranks.finish();
}

/** [parameter][lane] of a group whose study gives the parameters of every run. */
function explicit({ arm, firstSeed, count }: Wave, group: number): Float32Array {
  const first = firstSeed + LANE_COUNT * group;
  const runs = Math.min(LANE_COUNT, firstSeed + count - first);
  return byColumn(arm.explicit!.slice(first, first + runs), LANE_COUNT);
}
