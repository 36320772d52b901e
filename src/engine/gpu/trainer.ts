// The trainer of a WebGPU device: how many runs of an arm fit a wave. wave.ts trains one.
import type { Device } from '../../gpu/device';
import { LimitError } from '../../gpu/errors';
import type { Arm } from '../../study/arm';
import { rowsOf } from '../../study/catalogues/tasks';
import { evaluationsOf, flopPerRun } from '../passes';
import type { Trainer } from '../trainer';
import { checkInitLimits } from '../kernels/init_limits';
import { compileKernels } from './kernels';
import { methodOf, type Method } from '../kernels/methods';
import { WORKGROUP } from '../kernels/shaders';
import { MOST_STEPS, wordsPerRun } from './buffers';
import { tableSize } from '../kernels/table';
import { trainWave } from './wave';

const MOST_RUNS = 65_536;
/** What WebGPU allows a dispatch in one dimension. */
const MOST_WORKGROUPS = 65_535;
/** Sample updates of one step of one wave: bounds the shortest dispatch on a table of many rows. */
const MOST_UPDATES = 2 ** 26;
/**
 * Bytes of a wave. On adapters that are the CPU all of it should stay in the processor's caches, and its pages in their tables:
 * on SwiftShader 2-32-1 with Adam makes 12 M sample updates a second in waves of 16,384 and 32,768 runs, and 4.8 of 65,536;
 * 64 -> 128 makes 83 k in waves of 64, and 28 k of 256.
 */
const WAVE_BYTES = { gpu: 2 ** 28, software: 2 ** 24 };
/**
 * Work of a wave, FLOP by the standard count: 2 to 15 seconds of an adapter that is the CPU, since a study that is cancelled
 * loses the wave under way. Every wave waits for its looks at runs, which takes wgpu a third of a second: a third of this bound
 * cost lavapipe 40 % of its speed, and SwiftShader nothing. A GPU does the largest waves of a usual study in seconds.
 */
const WAVE_FLOP = { gpu: Infinity, software: 1.5e11 };
/** Runs of a wave, whatever they cost: fewer leave even two cores idle. */
const FEWEST_RUNS = 256;

export interface GpuTrainerOptions {
  /** An upper bound on the steps of a dispatch, for tests: it changes no bit of any result. */
  readonly mostSteps?: number;
  /** Ranks are closed when this share of a wave's slots or more is empty, for tests: it changes no bit of any result. */
  readonly closeFrom?: number;
  /** Whether runs are looked at, to see which rest and why others fail: not where only losses or speed are asked for. */
  readonly looking?: boolean;
  /** A bound on a wave's work in place of WAVE_FLOP: none where waves have no end. */
  readonly waveFlop?: number;
  /** How every arm is trained, whatever would be chosen, for tests. */
  readonly method?: Method;
}

/** Moving columns through the host costs about as much as training them for some steps. */
const CLOSE_FROM = 1 / 8;

/** Share of an invocation's turns of loops for its steps; what it does before and after needs few. */
const TURNS = 0.9;

/** A trainer on an open device. @throws LimitError, later, for an arm that the device cannot train */
export function gpuTrainer(
  device: Device,
  {
    mostSteps = MOST_STEPS,
    closeFrom = CLOSE_FROM,
    looking = true,
    waveFlop = WAVE_FLOP[device.info.software ? 'software' : 'gpu'],
    method,
  }: GpuTrainerOptions = {},
): Trainer {
  const { name, software, mostTurns } = device.info;
  const how = (arm: Arm) => method ?? methodOf(arm);
  const stepsOf = (arm: Arm) => {
    checkInitLimits(arm, mostTurns);
    const { step, evaluation } = how(arm).turns(arm, device.info);
    const most = TURNS * mostTurns;
    const needed = Math.max(step, evaluation);
    if (needed <= most) return Math.min(mostSteps, Math.floor(most / step));
    throw new LimitError(
      'turns of loops',
      needed,
      mostTurns,
      'choose fewer samples or another device',
    );
  };
  return {
    adapter: { engine: 'gpu', name, software },
    lanes: 1,
    waveSize: (arm) => {
      stepsOf(arm);
      return waveSize(device, arm, how(arm), waveFlop);
    },
    train: (wave, progress, signal) =>
      trainWave(
        device,
        wave,
        { method: how(wave.arm), mostSteps: stepsOf(wave.arm), closeFrom, looking },
        progress,
        signal,
      ),
    prepare: async (arm) => {
      try {
        const { compileProbe } = await compileKernels(device, arm, how(arm));
        await compileProbe();
      } catch {
        // `train` says it to whoever asks for the arm
      }
    },
    close: () => device.destroy(),
  };
}

/** Runs of a wave. @throws LimitError where the device has no buffer for the table, or for a single run */
function waveSize(device: Device, arm: Arm, method: Method, waveFlop: number): number {
  const words = Object.values(wordsPerRun(arm, method, device.info));
  const { maxStorageBufferBindingSize: largest } = device.gpu.limits;
  const alone = 4 * Math.max(tableSize(arm.task), ...words);
  if (alone > largest)
    throw new LimitError(
      'maxStorageBufferBindingSize',
      alone,
      largest,
      'choose fewer samples, checkpoints or units',
    );
  const wanted = Math.min(
    Math.max(FEWEST_RUNS, waveFlop / flopPerRun(arm)),
    MOST_RUNS,
    MOST_WORKGROUPS * method.runsPerWorkgroup,
    MOST_UPDATES / rowsOf(arm.task) / evaluationsOf(arm),
    WAVE_BYTES[device.info.software ? 'software' : 'gpu'] / 4 / words.reduce((a, b) => a + b),
  );
  const whole = Math.max(WORKGROUP, Math.floor(wanted / WORKGROUP) * WORKGROUP);
  return Math.min(whole, Math.floor(largest / 4 / Math.max(...words)));
}
