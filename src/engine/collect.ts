// Gathers what one arm's waves say, in any order: a column entry for each run, and sums over all of them.
import { constantLoss } from '../analysis/constant';
import { addLosses, emptyHistogram, type LossHistogram } from '../analysis/histogram';
import { planeLoss } from '../analysis/plane';
import type { Runs } from '../analysis/runs';
import { populationVariance } from '../reference/population';
import type { Table } from '../reference/table';
import type { Arm, Seeds } from '../study/arm';
import { populationIn } from '../study/catalogues/tasks';
import { checkpointsOf, earlierStep } from './checkpoints';
import { emptyColumns, fillColumns, pickColumns, rowOf } from './run_columns';
import type { WaveResult } from './trainer';

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
  const { first, count } = seeds;
  const checkpoints = checkpointsOf(arm.training);
  const columns = emptyColumns(arm, count, arms);
  const finished = new Uint8Array(count);
  const density = checkpoints.map(emptyHistogram);
  const yardstick = yardstickOf(arm, table);
  let passes: Float64Array | null = null;
  let done = 0;
  return {
    get done() {
      return done;
    },
    histogram: density[density.length - 1],
    yardstick,

    add(firstSeed, runs, result) {
      const at = firstSeed - first;
      fillColumns(columns, arm, at, runs, result);
      finished.fill(1, at, at + runs);
      if (result.passes) {
        passes ??= new Float64Array(result.passes.length);
        for (let i = 0; i < passes.length; i++) passes[i] += result.passes[i];
      }
      density.forEach((histogram, c) => addLosses(histogram, rowOf(result.losses, c, runs)));
      done += runs;
    },

    finish() {
      const kept = Uint32Array.from({ length: done });
      for (let run = 0, next = 0; run < count; run++) if (finished[run]) kept[next++] = run;
      return {
        ...(done === count ? columns : pickColumns(columns, count, kept)),
        seeds: kept.map((run) => first + run),
        checkpoints,
        earlierStep: earlierStep(checkpoints),
        constantLoss: yardstick,
        planeLoss: populationIn(arm.task) ? null : planeLoss(arm.loss, table),
        density,
        passes,
      };
    },
  };
}

/** The loss of the best constant prediction: of the table, or exact. */
function yardstickOf({ task, loss }: Arm, table: Table): number {
  const population = populationIn(task);
  return population ? populationVariance(population, table.inputs) : constantLoss(loss, table);
}
