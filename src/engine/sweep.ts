// A whole study on a trainer: plans waves, trains them, collects columns, tells how far it is.
import type { AdapterReport, Runs } from '../analysis/runs';
import { DeviceLostError, OutOfMemoryError } from '../gpu/errors';
import { tableOf, type Table } from '../reference/table';
import type { Study } from '../study/arm';
import { checkpointsOf } from './checkpoints';
import { runCollector } from './collect';
import { halves, planWaves, type PlannedWave } from './plan';
import { progressTracker, type Progress } from './progress';
import type { Trainer } from './trainer';

export type { Progress } from './progress';

export interface SweepOptions {
  readonly signal?: AbortSignal;
  /** Called about ten times a second, and once at the end. */
  readonly onProgress?: (progress: Progress) => void;
  /** An upper bound on runs a wave, for tests: it changes no bit of any result. */
  readonly waveSize?: number;
}

export interface SweepResult {
  readonly adapter: AdapterReport;
  readonly seconds: number;
  /** One an arm, in the study's order; fewer runs than asked for when cancelled. */
  readonly runs: readonly Runs[];
  readonly cancelled: boolean;
  /** Set when the device was lost on the way: the runs are those finished before. */
  readonly lost: DeviceLostError | null;
}

const PROGRESS_SECONDS = 0.1;

/**
 * Trains every run of a study.
 * When the signal aborts or the device is lost, what is finished is returned, with `cancelled` or `lost` set.
 * @throws StudyError on a table that is not finite, LimitError when an arm does not fit the device at all
 */
export async function sweep(
  trainer: Trainer,
  study: Study,
  options: SweepOptions = {},
): Promise<SweepResult> {
  const { signal } = options;
  const stop = new AbortController(); // one lane that fails ends the others
  const ends = signal ? AbortSignal.any([signal, stop.signal]) : stop.signal;
  const start = performance.now();
  const seconds = () => (performance.now() - start) / 1000;
  const tables = distinctTables(study);
  const collectors = study.arms.map((arm, i) =>
    runCollector(arm, tables[i], study.seeds, study.arms.length),
  );
  const share = Math.ceil((study.arms.length * study.seeds.count) / trainer.lanes);
  const queue = planWaves(study, (arm) =>
    Math.min(trainer.waveSize(study.arms[arm]), share, options.waveSize ?? Infinity),
  );
  const tracker = progressTracker(study, collectors, seconds);
  let lastTold = 0;
  const tell = () => {
    if (seconds() - lastTold < PROGRESS_SECONDS) return;
    lastTold = seconds();
    options.onProgress?.(tracker.progress());
  };

  const trainOne = async (wave: PlannedWave) => {
    const arm = study.arms[wave.arm];
    const update = tracker.begin(wave);
    try {
      const result = await trainer.train(
        {
          arm,
          table: tables[wave.arm],
          checkpoints: checkpointsOf(arm.training),
          studySeed: study.seeds.study,
          firstSeed: wave.first,
          count: wave.count,
        },
        (p) => {
          update(p);
          tell();
        },
        ends,
      );
      collectors[wave.arm].add(wave.first, wave.count, result);
    } catch (error) {
      if (!(error instanceof OutOfMemoryError) || wave.count === 1) throw error;
      const smaller = (other: PlannedWave) =>
        other.arm === wave.arm && other.count >= wave.count ? halves(other) : [other];
      queue.push(...[wave, ...queue.splice(0)].flatMap(smaller));
    } finally {
      tracker.end(wave);
    }
  };

  let failure: Error | undefined;
  const fail = (error: unknown) => {
    if (ends.aborted) return;
    failure = error as Error;
    stop.abort();
  };
  const lane = async () => {
    for (let wave = queue.shift(); wave && !ends.aborted; wave = queue.shift()) {
      const next = queue.find(({ arm }) => arm !== wave?.arm);
      if (next) void trainer.prepare?.(study.arms[next.arm]); // while the device trains
      await trainOne(wave);
      tell();
    }
  };
  await Promise.all(Array.from({ length: trainer.lanes }, () => lane().catch(fail)));
  const lost = failure instanceof DeviceLostError ? failure : null;
  if (failure && !lost) throw failure;
  options.onProgress?.(tracker.progress());
  return {
    adapter: trainer.adapter,
    seconds: seconds(),
    runs: collectors.map((collector) => collector.finish()),
    cancelled: signal?.aborted ?? false,
    lost,
  };
}

/** The table of each arm; arms with the same task share one. */
export function distinctTables(study: Study): Table[] {
  const made = new Map<string, Table>();
  return study.arms.map(({ task }) => {
    const key = JSON.stringify(task);
    const table = made.get(key) ?? tableOf(task);
    made.set(key, table);
    return table;
  });
}
