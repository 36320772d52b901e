// The CPU twin of shaders/train.wgsl, which tests compare both engines with: one network at a time, scalar loops,
// textbook gradients in float64 on float32 weights and state.
import { randomBelow } from '../random/draws';
import { streams } from '../random/streams';
import type { Arm } from '../study/arm';
import { lossOf } from '../study/catalogues/losses';
import { optimizerRow, passKinds } from '../study/catalogues/optimizers';
import { mortalUnits, probeRows } from '../study/facts';
import { parameterCount } from '../study/layout';
import { fatalLayers, restSteps } from '../study/training/rest';
import { backward } from './backward';
import { curvatureTwin } from './curvature';
import { drawMasks } from './dropout';
import { drawSlopes } from './drawn_slopes';
import { initialise } from './init';
import { evaluate, forward, loadInputs, network } from './network';
import { populationTwin } from './population';
import { probe } from './probe';
import { sampler, type Table } from './table';
import { updates } from './update';

/** Runs of one arm: seeds firstSeed .. firstSeed + count - 1. */
export interface RunsToTrain {
  readonly arm: Arm;
  readonly table: Table;
  /** Steps at which losses are recorded, ascending; training ends at the last. */
  readonly checkpoints: readonly number[];
  readonly studySeed: number;
  readonly firstSeed: number;
  readonly count: number;
}

export interface TrainedRuns {
  /** [run][parameter] at the end. */
  readonly parameters: Float32Array<ArrayBuffer>;
  /** [checkpoint][run]; NaN where something was not finite. */
  readonly losses: Float32Array<ArrayBuffer>;
  /** Hidden neurons that no row of the table activates at the end, a number a run. */
  readonly deadUnits: Uint32Array<ArrayBuffer>;
  /** [mortal unit][run]: the step at which a neuron was first found dead for good, plus one; 0 where it lives. */
  readonly deaths: Uint32Array<ArrayBuffer>;
  /** [row of probeRows][run] before and after training; null where nothing is probed. */
  readonly probe: Probe | null;
  /** [checkpoint][pass kind] passes over the table by then, of all runs together; null where a step has no searches. */
  readonly passes: Float64Array<ArrayBuffer> | null;
}

export interface Probe {
  readonly start: Float32Array<ArrayBuffer>;
  readonly end: Float32Array<ArrayBuffer>;
}

/**
 * Trains runs one after the other, to the end of training.
 * @returns a generator that yields, after every step, how many steps a run of the wave has done on average
 */
export function* trainRuns(runs: RunsToTrain): Generator<number, TrainedRuns> {
  const { arm, table, checkpoints, studySeed, firstSeed, count } = runs;
  const size = parameterCount(arm.layers);
  const parameters = new Float32Array(count * size);
  const losses = new Float32Array(checkpoints.length * count);
  const deadUnits = new Uint32Array(count);
  const deaths = new Uint32Array(mortalUnits(arm) * count);
  const places = probeRows(arm);
  const room = () => new Float32Array((places?.end ?? 0) * count);
  const probed = places && { start: room(), end: room() };
  const measure = (into: keyof Probe, run: number, w: Float32Array) =>
    probe(arm, w, table)?.forEach((value, row) => (probed![into][row * count + run] = value));
  const { curvature } = optimizerRow(arm.optimizer.library, arm.optimizer.name);
  const twin = curvature ? curvatureTwin(arm, table) : trainingTwin(arm, table, studySeed);
  const passes = twin.passes && new Float64Array(checkpoints.length * passKinds.length);
  const last = checkpoints.at(-1)!;
  const looks = new Set(restSteps(arm));
  const stops = [...new Set([...checkpoints, ...looks])].sort((a, b) => a - b);
  const fatal = fatalLayers(arm);
  for (let run = 0; run < count; run++) {
    const seed = firstSeed + run;
    const w = parameters.subarray(run * size, (run + 1) * size);
    w.set(arm.explicit?.[seed] ?? initialise(arm.layers, table, studySeed, seed));
    measure('start', run, w);
    twin.begin(w, seed);
    let step = 0;
    let rests = false;
    let found: Evaluated = { loss: NaN, dead: [], over: false };
    for (const stop of stops) {
      for (; step < stop && !rests; step++) {
        twin.step(step);
        yield (run * last + step) / count;
      }
      if (!rests) {
        found = twin.evaluate(fatal);
        found.dead.forEach((dead, unit) => {
          const at = unit * count + run;
          deaths[at] = dead ? deaths[at] || stop + 1 : 0;
        });
      }
      const index = checkpoints.indexOf(stop);
      if (index >= 0) {
        losses[index * count + run] = found.loss;
        passKinds.forEach((kind, k) => {
          if (passes) passes[index * passKinds.length + k] += twin.passes![kind];
        });
      }
      rests ||=
        looks.has(stop) &&
        (!Number.isFinite(found.loss) ||
          found.loss <= (arm.training.stopBelow ?? -1) ||
          (found.over && !twin.moves()));
    }
    deadUnits[run] = found.dead.filter(Boolean).length;
    measure('end', run, w);
  }
  return { parameters, losses, deadUnits, deaths, probe: probed, passes };
}

interface Evaluated {
  readonly loss: number;
  readonly dead: readonly boolean[];
  readonly over: boolean;
}

/** One training step at a time of one run at a time. */
function trainingTwin(arm: Arm, table: Table, studySeed: number) {
  const net = network(arm.layers);
  const population = populationTwin(arm);
  const size = parameterCount(arm.layers);
  const { training, task } = arm;
  const { outputs, rows, inputs } = table;
  const loss = lossOf(arm.loss);
  const masks = training.dropout && drawMasks(net, training.dropout);
  const slopes = drawSlopes(net, arm.layers);
  const update = updates(arm, size);
  const g = new Float64Array(size);
  const y = new Float64Array(outputs);
  const order = new Uint32Array(training.order === 'shuffled' ? rows : 0);
  const fresh =
    training.order === 'fresh' && task.kind === 'sampled' ? sampler(task, streams.DATA) : null;
  const batches = fresh ? Infinity : Math.ceil(rows / training.batchSize);
  let w = new Float32Array(size);
  let seed = 0;

  const load = (s: number, t: number) => {
    if (fresh) return fresh(studySeed, seed, t, s, net.h[0], y);
    const row = training.order === 'shuffled' ? order[s] : s;
    loadInputs(net, table, row);
    const at = row * (inputs + outputs) + inputs;
    for (let o = 0; o < outputs; o++) y[o] = table.values[at + o];
  };

  /** Writes the gradient of step t, less a factor, to g; returns the factor. */
  const gradient = (t: number): number => {
    if (population) {
      population.gradient(w, g);
      return 1;
    }
    const begin = fresh ? 0 : (t % batches) * training.batchSize;
    const end = fresh ? training.batchSize : Math.min(begin + training.batchSize, rows);
    if (begin === 0 && order.length > 0) shuffle(order, studySeed, seed, Math.floor(t / batches));
    g.fill(0);
    for (let s = begin; s < end; s++) {
      load(s, t);
      masks?.draw(studySeed, seed, t, s);
      slopes.draw(studySeed, seed, t, s);
      forward(net, w);
      backward(net, w, y, loss, g);
    }
    masks?.clear();
    slopes.clear();
    return loss.factor / ((end - begin) * outputs);
  };

  return {
    evaluate: (fatal: readonly number[]) =>
      population?.evaluate(w, fatal) ?? evaluate(net, arm.loss, w, table, fatal),
    moves: () => update.moves(),
    passes: null,
    begin(parameters: Float32Array<ArrayBuffer>, runSeed: number) {
      w = parameters;
      seed = runSeed;
      update.begin();
    },
    step(t: number) {
      const scale = gradient(t);
      for (let p = 0; p < size; p++) g[p] *= scale;
      update.step(w, g);
    },
  };
}

/** The twin of shaders/shuffle.wgsl: a permutation of the rows by Fisher and Yates. */
function shuffle(order: Uint32Array, studySeed: number, seed: number, epoch: number): void {
  for (let i = 0; i < order.length; i++) order[i] = i;
  for (let i = order.length - 1; i > 0; i--) {
    const other = randomBelow(i + 1, studySeed, seed, streams.SHUFFLE, epoch, i);
    [order[i], order[other]] = [order[other], order[i]];
  }
}
