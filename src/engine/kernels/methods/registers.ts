// Small networks: one invocation trains one network or a few, with weights and gradients in registers (shaders/train.wgsl).
import type { Arm } from '../../../study/arm';
import { losses } from '../../../study/catalogues/losses';
import { inputsOf, outputsOf, rowsOf } from '../../../study/catalogues/tasks';
import { flopPerSample, parameterCount, trainedParameters } from '../../../study/layout';
import { drawsNumbers } from '../../../study/training/noise';
import { dropoutValues, freshValues, networkValues } from '../network_values';
import { networksOf, type Networks } from '../packing';
import { kernelSource, WORKGROUP } from '../shaders';
import { alone, type Turn } from '../table';
import { plainTarget, type Target } from '../target';
import { stateNames, updateValues } from '../update_values';
import type { Method } from './method';

/**
 * Beyond this a workgroup trains a network (group.ts). On both adapters on the CPU this kernel is 5 to 80 times faster
 * wherever it compiles; the bound is on that. On SwiftShader and lavapipe, for 256 runs under Adam (peak: of 16 chains):
 *   parameters   257 (2-64-1)   513 (2-128-1)   801 (2-200-1)   1,185 (2-32-32-1)
 *   compiles in  2.2, 3.3 s     11, 13 s        24, 41 s        46, 92 s
 *   % of peak    51, 58         49, 56          48, 42          58, 38
 *   group.ts, %  4, 2           5, 2            4, 2            11, 6
 * The longest compilation is won back within 26 million sample updates, 100 runs of 1,000 steps. A GPU runs out of
 * registers much earlier, at about a hundred parameters, and spills to memory that its caches hold; nobody measured where
 * a workgroup overtakes that, nor how long the compilers of D3D12 and Metal take.
 */
const MOST_PARAMETERS = 1024;

/**
 * Up to this many trained parameters the update is unrolled like the rest, and weights stay in registers. Beyond, weights,
 * gradients and state meet in storage and one loop updates them, since the unrolled text compiles for seconds (3.5 s
 * against 0.5 s for 2-32-1 on SwiftShader) and is no faster (2-16-1: 25 M sample updates/s either way; 2-3-1: 68 against 60).
 * lavapipe, which compiles faster and pays more for storage, makes 140 M of 2-16-1 unrolled and 85 M in a loop, and 42 and 30
 * of 2-32-1, which SwiftShader on wgpu would compile for 16 s.
 */
const MOST_UNROLLED = { usually: 64, onCpuWithoutSubgroups: 80 };

/** For the turns in which loops find that they have ended. */
const SPARE = 16;

function unrolled({ layers }: Arm, { software, subgroups }: Target): boolean {
  const { usually, onCpuWithoutSubgroups } = MOST_UNROLLED;
  return (
    trainedParameters(layers).length <= (software && !subgroups ? onCpuWithoutSubgroups : usually)
  );
}

/**
 * Where two networks share an invocation, one sample costs so many FLOP that not even its text fits the processor's cache of
 * instructions: then two samples share what SwiftShader pays for every turn of a loop. It gains 4 to 35 % from 2-8-8-1,
 * 1-(2x9)-1, 2-32-1 and 8 -> 16 and loses 8 % from 2-16-1; lavapipe gains 5 %. 2-8-1 (130 FLOP) would lose 20 %.
 */
const LONG_TEXT = 240;

/**
 * Up to so many FLOP a number of the row, and in all, invocations share the loads of rows where they can. SwiftShader loads a
 * number lane by lane, which costs as much as twenty products; shared, each lane loads another row. It gains 30 to 80 % from
 * 2-3-1 (17 FLOP a number, 50 in all) to 2-16-1 (86, 258) and 8 -> 16 (23, 544), nothing from 2-8-8-1 (177) and 2-32-1 (171).
 * The text of four samples compiles in up to four times the time.
 */
const SHARED_FLOP = { aNumber: 100, aSample: 600 };

function shares({ layers, task }: Arm, { software, subgroups }: Target): boolean {
  const flop = flopPerSample(layers);
  const numbers = inputsOf(task) + outputsOf(task);
  const little = flop <= SHARED_FLOP.aSample && flop <= SHARED_FLOP.aNumber * numbers;
  return software && subgroups && little;
}

/** Samples of which invocations share the loads: those of a quad, of which every subgroup here has one or more. */
const SHARED = 4;

/** The turns of a loop over samples; the last are for what is left. */
const turnsOf = (samples: number, shared = false): readonly Turn[] =>
  samples > 1 ? [{ samples, shared }, alone] : [alone];

/**
 * In training: shared loads, unless what is drawn for a sample costs far more. Without them four samples a turn for 2-3-1, and
 * one from 33 parameters on, where the text is long enough, and where four networks share the loop.
 */
function trainingTurns(arm: Arm, networks: Networks, target: Target): readonly Turn[] {
  if (!drawsNumbers(arm) && shares(arm, target)) return turnsOf(SHARED, true);
  if (networks === 2) return turnsOf(flopPerSample(arm.layers) >= LONG_TEXT ? 2 : 1);
  return turnsOf(
    Math.min(4 / networks, Math.floor(MOST_UNROLLED.usually / parameterCount(arm.layers))),
  );
}

function train(arm: Arm, networks: Networks, target: Target): string {
  const network = networkValues(arm, networks, true, true);
  const firstTrained = network.layers.findIndex((layer) => layer.trainable);
  return kernelSource('train', {
    ...network,
    ...freshValues(arm),
    ...updateValues(arm),
    ...dropoutValues(arm),
    order: arm.training.order,
    draws: drawsNumbers(arm),
    backward: firstTrained < 0 ? [] : network.layers.slice(firstTrained).toReversed(),
    factored: network.layers.filter((layer) => layer.factored).toReversed(),
    unrolled: unrolled(arm, target),
    kept: target.software,
    turns: trainingTurns(arm, networks, target),
    lossFactor: losses[arm.loss.name].factor,
  });
}

export const registers: Method = {
  suits: ({ layers }) => parameterCount(layers) <= MOST_PARAMETERS,
  networks: networksOf,
  train,
  evaluate: (arm, networks, target) =>
    kernelSource('evaluate', {
      ...networkValues(arm, networks),
      order: 'sequential',
      turns: shares(arm, target) ? turnsOf(SHARED, true) : turnsOf(1),
    }),
  // the loop over parameters, which some adapters take, keeps the gradient in storage, too
  stateWords: (arm) =>
    (stateNames(arm).length + (unrolled(arm, plainTarget) ? 0 : 1)) *
    trainedParameters(arm.layers).length,
  turns: (arm, target) => {
    const { order, batchSize } = arm.training;
    const [{ samples: most }] = trainingTurns(arm, networksOf(arm, target), target);
    const samples = Math.ceil(batchSize / most) + most;
    const shuffling = order === 'shuffled' ? 2 * rowsOf(arm.task) : 0;
    // penalties and norms, the formula, and the step of a whole variable: shaders/update_stored.wgsl
    const update = unrolled(arm, target) ? 0 : 3 * trainedParameters(arm.layers).length;
    return { step: samples + shuffling + update + SPARE, evaluation: rowsOf(arm.task) + SPARE };
  },
  runsPerWorkgroup: WORKGROUP,
};
