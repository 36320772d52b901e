// Trains one wave with compiled kernels, four runs a call. Calls are short, so that a wave can be interrupted between any
// two; how many steps one takes changes no bit, since weights and state are float32 in memory as in registers.
import type { Probe } from '../../reference/train';
import { trainedParameters } from '../../study/layout';
import { restSteps } from '../../study/training/rest';
import { LANE_COUNT } from '../../wasm/lanes';
import { byColumn, toColumns } from '../columns';
import { jobOf, jobWords, type Job } from '../kernels/job';
import { probeWords } from '../kernels/probe';
import { schedule as scheduleOf } from '../kernels/update_values';
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
 * @throws WgslError where a kernel of the arm cannot be compiled, OutOfMemoryError
 */
export function* trainWave(
  wave: Wave,
  { mostSteps = MOST_STEPS }: CpuWaveOptions = {},
): Generator<WaveProgress, WaveResult> {
  const { arm, checkpoints } = wave;
  const kernels = cpuKernels(arm);
  const buffers = allocate(kernels.memory, wave, kernels.scratchEnd);
  const { shared, floats, integers } = buffers;
  const { job, schedule } = shared;
  const ranks = ranksOf(wave, buffers);
  const still: Job = {
    ...jobOf(wave),
    runs: LANE_COUNT,
    stride: LANE_COUNT,
    slot: trainedParameters(arm.layers).length * LANE_COUNT,
  };
  const set = (changes: Partial<Job>) => integers.set(jobWords({ ...still, ...changes }), job / 4);

  /** Puts the parameters that four runs begin with at an address. */
  const begin = (parameters: number, first: number) => {
    set({ first_seed: wave.firstSeed + first });
    if (kernels.init) kernels.init.on({ ...shared, parameters })();
    else floats.set(explicit(wave, first), parameters / 4);
  };
  buffers.groups.forEach(({ parameters }, index) => begin(parameters, LANE_COUNT * index));
  const { train, evaluate, rest } = kernels;
  const calls = buffers.groups.map((group) => {
    const addresses = { ...shared, ...group };
    return {
      train: train.on(addresses),
      evaluate: evaluate.on(addresses),
      rest: rest.on(addresses),
    };
  });

  const nextScalars = scheduleOf(arm);
  let calm = 1; // steps of a call: few at first, since code gets faster only between calls
  let step = 0;
  const looks = new Set(restSteps(arm));
  for (const stop of [...new Set([...checkpoints, ...looks])].sort((a, b) => a - b)) {
    const live = calls.slice(0, ranks.groups);
    while (step < stop && live.length > 0) {
      const steps = Math.min(calm, mostSteps, MOST_STEPS, stop - step);
      floats.set(nextScalars(steps), schedule / 4);
      set({ first_step: step, steps });
      const begun = performance.now();
      for (let index = 0; index < live.length; index++) {
        live[index].train();
        yield { steps: step + (steps * (index + 1)) / live.length };
      }
      const seconds = (performance.now() - begun) / 1000 / live.length / steps;
      calm = Math.max(1, Math.min(4 * calm, Math.floor(CALL_SECONDS / Math.max(1e-9, seconds))));
      step += steps;
    }
    set({ first_step: step });
    for (const call of live) {
      call.evaluate();
      if (looks.has(stop)) call.rest();
      yield { steps: step };
    }
    ranks.evaluated();
    const checkpoint = checkpoints.indexOf(stop);
    if (checkpoint >= 0) ranks.record(checkpoint);
    if (looks.has(stop)) ranks.letLeave();
    yield { steps: step, losses: ranks.latest.slice() };
  }
  const result = ranks.finish();
  return { ...result, probe: yield* probeRuns(result.parameters) };

  /** Probes all runs, four at a time, before training and with these parameters, [run][parameter]. */
  function* probeRuns(final: Float32Array): Generator<WaveProgress, Probe | null> {
    const { probe } = kernels;
    if (!probe) return null;
    const { count } = wave;
    const { groups, words } = buffers;
    const rows = probeWords(arm).facts;
    const [{ parameters }] = groups;
    const found = { start: new Float32Array(rows * count), end: new Float32Array(rows * count) };
    const measure = probe.on({ ...shared, parameters });
    const look = (into: Float32Array, first: number) => {
      set({});
      measure();
      const lanes = Math.min(LANE_COUNT, count - first);
      for (let row = 0; row < rows; row++) {
        const from = shared.facts / 4 + row * LANE_COUNT;
        into.set(floats.subarray(from, from + lanes), row * count + first);
      }
    };
    for (let first = 0; first < count; first += LANE_COUNT) {
      begin(parameters, first);
      look(found.start, first);
      const four = final.subarray(
        first * words.parameters,
        (first + LANE_COUNT) * words.parameters,
      );
      floats.set(toColumns(four, words.parameters, LANE_COUNT), parameters / 4);
      look(found.end, first);
      yield { steps: step };
    }
    return found;
  }
}

/** [parameter][lane] of the four runs from `first` of a wave whose study gives the parameters of every run. */
function explicit({ arm, firstSeed, count }: Wave, first: number): Float32Array {
  const runs = Math.min(LANE_COUNT, count - first);
  return byColumn(arm.explicit!.slice(firstSeed + first, firstSeed + first + runs), LANE_COUNT);
}
