// Trains some of a study's runs again with the CPU twin: float64 arithmetic, one network at a time, in slices, so that who waits
// can be told how far it is, and can cancel.
import type { TwinRuns } from '../analysis/cross_check';
import type { Table } from '../reference/table';
import { trainRuns } from '../reference/train';
import type { Arm, Study } from '../study/arm';
import { factNames } from '../study/facts';
import { flopPerSample } from '../study/layout';
import { checkpointsOf, earlierStep } from './checkpoints';
import { distinctTables } from './sweep';

export interface CrossCheckOptions {
  readonly signal?: AbortSignal;
  /** The share of the work that is done, several times a second. */
  readonly onProgress?: (share: number) => void;
}

const SLICE_MS = 50;

/**
 * The twin's losses of some runs; each arm's first run before the second of any. Those that are done when the signal aborts.
 * @param seeds of each arm, in the study's order
 */
export async function retrain(
  study: Study,
  seeds: readonly Uint32Array[],
  { signal, onProgress }: CrossCheckOptions = {},
): Promise<TwinRuns[]> {
  const tables = distinctTables(study);
  const found: Losses[][] = study.arms.map(() => []);
  const works = study.arms.map(({ training, layers }) => {
    return (1 + training.steps) * training.batchSize * flopPerSample(layers);
  });
  const total = works.reduce((sum, work, a) => sum + work * seeds[a].length, 0);
  let done = 0;
  const pause = pacer();
  const longest = Math.max(...seeds.map(({ length }) => length));
  for (let i = 0; i < longest && !signal?.aborted; i++) {
    for (const [a, arm] of study.arms.entries()) {
      if (i >= seeds[a].length) continue;
      /** @returns whether to go on */
      const breathe = async (share: number) => {
        if (!pause.due()) return true;
        onProgress?.((done + share * works[a]) / total);
        await pause.take();
        return !signal?.aborted;
      };
      const losses = await trainOne(arm, tables[a], study.seeds.study, seeds[a][i], breathe);
      if (!losses) break;
      found[a].push(losses);
      done += works[a];
    }
  }
  return found.map((rows, a) => ({
    seeds: seeds[a].slice(0, rows.length),
    initialLoss: Float32Array.from(rows, ({ initial }) => initial),
    earlierLoss: Float32Array.from(rows, ({ earlier }) => earlier),
    finalLoss: Float32Array.from(rows, ({ final }) => final),
    facts: { end: { gradient: Float32Array.from(rows, ({ gradient }) => gradient) } },
  }));
}

interface Losses {
  readonly initial: number;
  readonly earlier: number;
  readonly final: number;
  /** The relative gradient at the end; NaN where nothing is probed. */
  readonly gradient: number;
}

/** Says when the time for a pause has come, whatever the runs in between. */
function pacer() {
  let until = performance.now() + SLICE_MS;
  return {
    due: () => performance.now() >= until,
    async take() {
      await new Promise((resume) => setTimeout(resume));
      until = performance.now() + SLICE_MS;
    },
  };
}

/** One run; null when `breathe` says no. */
async function trainOne(
  arm: Arm,
  table: Table,
  studySeed: number,
  firstSeed: number,
  breathe: (share: number) => Promise<boolean>,
): Promise<Losses | null> {
  const checkpoints = checkpointsOf(arm.training);
  const work = trainRuns({ arm, table, checkpoints, studySeed, firstSeed, count: 1 });
  for (let share = 0; await breathe(share);) {
    const next = work.next();
    if (next.done) {
      const { losses, probe } = next.value;
      const gradient = probe?.end[factNames.indexOf('gradient')] ?? NaN; // [row] of the one run
      const earlier = losses[checkpoints.indexOf(earlierStep(checkpoints))];
      return { initial: losses[0], earlier, final: losses[checkpoints.length - 1], gradient };
    }
    share = next.value / arm.training.steps;
  }
  return null;
}
