// Gathers the columns of one arm from finished waves, in any order.
import { addLosses, emptyHistogram, type LossHistogram } from '../analysis/histogram';
import { constantLoss } from '../analysis/constant';
import { planeLoss } from '../analysis/plane';
import type { Runs } from '../analysis/runs';
import { populationVariance } from '../reference/population';
import type { Table } from '../reference/table';
import type { Arm, Seeds } from '../study/arm';
import { populationIn } from '../study/catalogues/tasks';
import { factNames, mortalUnits, probeRows, startFactNames } from '../study/facts';
import { parameterCount } from '../study/layout';
import { checkpointsOf, earlierStep } from './checkpoints';
import type { WaveResult } from './trainer';

/** Loss curves, and parameters, are kept for all runs of a study together up to this many bytes each. */
const KEPT_BYTES = 2 ** 27;
/** Facts, of which the causes are made, up to this many. */
const FACT_BYTES = 2 ** 30;

export interface RunCollector {
  /** Runs finished. */
  readonly done: number;
  /** Their final losses. */
  readonly histogram: LossHistogram;
  /** The loss of the arm's best constant prediction. */
  readonly yardstick: number;
  /** Takes over a finished wave. */
  add(firstSeed: number, count: number, result: WaveResult): void;
  /** The columns of all finished runs, sorted by seed. */
  finish(): Runs;
}

/** A collector of one arm's runs; `arms` is how many share the memory. */
export function runCollector(arm: Arm, table: Table, seeds: Seeds, arms: number): RunCollector {
  const checkpoints = checkpointsOf(arm.training);
  const { first, count } = seeds;
  const size = parameterCount(arm.layers);
  const last = checkpoints.length - 1;
  const settledStep = earlierStep(checkpoints);
  const settled = checkpoints.indexOf(settledStep);
  const fits = (words: number, bytes = KEPT_BYTES) => count * words * 4 <= bytes / arms;
  const column = (words: number) => new Float32Array(count * words);
  const initialLoss = column(1);
  const earlierLoss = column(1);
  const finalLoss = column(1);
  const deadUnits = new Uint16Array(count);
  const curves = fits(checkpoints.length) ? column(checkpoints.length) : null;
  const parameters = fits(size) ? column(size) : null;
  const mortal = mortalUnits(arm);
  const deaths = fits(mortal) ? new Uint32Array(count * mortal) : null;
  const places = probeRows(arm);
  const factColumns = <Name extends string>(names: readonly Name[]) =>
    Object.fromEntries(names.map((name) => [name, column(1)])) as Record<Name, Float32Array>;
  const facts =
    places && fits(factNames.length + startFactNames.length, FACT_BYTES)
      ? { start: factColumns(startFactNames), end: factColumns(factNames) }
      : null;
  const perNeuron = places ? places.end - places.active : 0;
  const neurons = places && fits(perNeuron) ? column(perNeuron) : null;
  let passes: Float64Array | null = null;
  const finished = new Uint8Array(count);
  const density = checkpoints.map(emptyHistogram);
  const yardstick = yardstickOf(arm, table);
  let done = 0;

  const add = (firstSeed: number, runs: number, result: WaveResult) => {
    const at = firstSeed - first;
    const row = (checkpoint: number) =>
      result.losses.subarray(checkpoint * runs, (checkpoint + 1) * runs);
    initialLoss.set(row(0), at);
    earlierLoss.set(row(settled), at);
    finalLoss.set(row(last), at);
    deadUnits.set(result.deadUnits, at);
    parameters?.set(result.parameters, at * size);
    if (curves) addRows(curves, result.losses, last + 1, at, runs);
    if (deaths) addRows(deaths, result.deaths, mortal, at, runs);
    if (result.probe && places) {
      const { start, end } = result.probe;
      const row = (of: Float32Array, name: (typeof factNames)[number]) =>
        of.subarray(factNames.indexOf(name) * runs, (factNames.indexOf(name) + 1) * runs);
      if (facts) {
        for (const name of startFactNames) facts.start[name].set(row(start, name), at);
        for (const name of factNames) facts.end[name].set(row(end, name), at);
      }
      if (neurons) addRows(neurons, end.subarray(places.active * runs), perNeuron, at, runs);
    }
    finished.fill(1, at, at + runs);
    if (result.passes) {
      passes ??= new Float64Array(result.passes.length);
      for (let i = 0; i < passes.length; i++) passes[i] += result.passes[i];
    }
    density.forEach((histogram, c) => addLosses(histogram, row(c)));
    done += runs;
  };

  const finish = (): Runs => {
    const kept = Uint32Array.from({ length: done });
    for (let run = 0, next = 0; run < count; run++) if (finished[run]) kept[next++] = run;
    const pick = <T extends Float32Array | Uint16Array | Uint32Array>(
      from: T,
      words: number,
    ): T => {
      if (done === count) return from;
      const to = new (from.constructor as new (length: number) => T)(done * words);
      kept.forEach((run, i) => to.set(from.subarray(run * words, (run + 1) * words), i * words));
      return to;
    };
    const picked = <Name extends string>(columns: Record<Name, Float32Array>) =>
      Object.fromEntries(
        Object.entries<Float32Array>(columns).map(([name, values]) => [name, pick(values, 1)]),
      ) as Record<Name, Float32Array>;
    return {
      seeds: kept.map((run) => first + run),
      checkpoints,
      initialLoss: pick(initialLoss, 1),
      earlierLoss: pick(earlierLoss, 1),
      finalLoss: pick(finalLoss, 1),
      earlierStep: settledStep,
      constantLoss: yardstick,
      planeLoss: populationIn(arm.task) ? null : planeLoss(arm.loss, table),
      deadUnits: pick(deadUnits, 1),
      facts: facts && { start: picked(facts.start), end: picked(facts.end) },
      neurons: neurons && pick(neurons, perNeuron),
      deaths: deaths && pick(deaths, mortal),
      density,
      passes,
      curves: curves && pick(curves, last + 1),
      parameters: parameters && pick(parameters, size),
    };
  };

  return {
    get done() {
      return done;
    },
    histogram: density[last],
    yardstick,
    add,
    finish,
  };
}

/** Puts `words` rows of a wave, [row][run], in the columns of a study, [run][row], from run `at` on. */
function addRows<T extends Float32Array | Uint32Array>(
  to: T,
  from: T,
  words: number,
  at: number,
  runs: number,
): void {
  for (let row = 0; row < words; row++) {
    for (let run = 0; run < runs; run++) to[(at + run) * words + row] = from[row * runs + run];
  }
}

/** The loss of the best constant prediction: of the table, or exact. */
function yardstickOf({ task, loss }: Arm, table: Table): number {
  const population = populationIn(task);
  return population ? populationVariance(population, table.inputs) : constantLoss(loss, table);
}
