// Gathers the columns of one arm from finished waves, in any order.
import { addLosses, emptyHistogram, type LossHistogram } from '../analysis/histogram';
import { constantLoss } from '../analysis/constant';
import type { Runs } from '../analysis/runs';
import { populationVariance } from '../reference/population';
import type { Table } from '../reference/table';
import type { Arm, Seeds } from '../study/arms';
import { parameterCount } from '../study/layout';
import { populationIn } from '../study/tasks';
import { checkpointsOf, earlierStep } from './checkpoints';
import type { WaveResult } from './trainer';

/** Loss curves, and parameters, are kept for all runs of a study together up to this many bytes each. */
const KEPT_BYTES = 2 ** 27;

export interface RunCollector {
  /** Runs finished. */
  readonly done: number;
  /** Their final losses. */
  readonly histogram: LossHistogram;
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
  const fits = (words: number) => count * words * 4 <= KEPT_BYTES / arms;
  const column = (words: number) => new Float32Array(count * words);
  const initialLoss = column(1);
  const earlierLoss = column(1);
  const finalLoss = column(1);
  const deadUnits = new Uint16Array(count);
  const curves = fits(checkpoints.length) ? column(checkpoints.length) : null;
  const parameters = fits(size) ? column(size) : null;
  const finished = new Uint8Array(count);
  const density = checkpoints.map(emptyHistogram);
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
    if (curves) {
      for (let c = 0; c <= last; c++) {
        for (let r = 0; r < runs; r++)
          curves[(at + r) * (last + 1) + c] = result.losses[c * runs + r];
      }
    }
    finished.fill(1, at, at + runs);
    density.forEach((histogram, c) => addLosses(histogram, row(c)));
    done += runs;
  };

  const finish = (): Runs => {
    const kept = Uint32Array.from({ length: done });
    for (let run = 0, next = 0; run < count; run++) if (finished[run]) kept[next++] = run;
    const pick = <T extends Float32Array | Uint16Array>(from: T, words: number): T => {
      if (done === count) return from;
      const to = new (from.constructor as new (length: number) => T)(done * words);
      kept.forEach((run, i) => to.set(from.subarray(run * words, (run + 1) * words), i * words));
      return to;
    };
    return {
      seeds: kept.map((run) => first + run),
      checkpoints,
      initialLoss: pick(initialLoss, 1),
      earlierLoss: pick(earlierLoss, 1),
      finalLoss: pick(finalLoss, 1),
      earlierStep: settledStep,
      constantLoss: yardstick(arm, table),
      deadUnits: pick(deadUnits, 1),
      density,
      curves: curves && pick(curves, last + 1),
      parameters: parameters && pick(parameters, size),
    };
  };

  return {
    get done() {
      return done;
    },
    histogram: density[last],
    add,
    finish,
  };
}

/** The loss of the best constant prediction: of the table, or exact. */
function yardstick({ task, loss }: Arm, table: Table): number {
  const population = populationIn(task);
  return population ? populationVariance(population, table.inputs) : constantLoss(loss, table);
}
