// A whole study on a trainer: plans waves, trains them, collects columns, tells how far it is.
import { addLosses, type LossHistogram } from '../analysis/histogram';
import type { AdapterReport, Runs } from '../analysis/runs';
import { DeviceLostError, OutOfMemoryError } from '../gpu/errors';
import { tableOf, type Table } from '../reference/table';
import type { Study } from '../study/arms';
import { flopPerSample } from '../study/layout';
import { checkpointsOf } from './checkpoints';
import { runCollector, type RunCollector } from './collect';
import type { Trainer, WaveProgress } from './trainer';

export interface Progress {
  readonly runsDone: number;
  readonly runsTotal: number;
  /** Finished share of the work of all steps of all runs, 0 .. 1. */
  readonly share: number;
  readonly seconds: number;
  /** Seconds to go, or undefined before anything can be said. */
  readonly secondsLeft: number | undefined;
  readonly sampleUpdatesPerSecond: number;
  readonly runsPerSecond: number;
  /** Losses of finished runs and, at their last checkpoint, of runs under way; one an arm. */
  readonly histograms: readonly LossHistogram[];
}

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

interface Planned {
  readonly arm: number;
  readonly first: number;
  readonly count: number;
}

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
  const start = performance.now();
  const seconds = () => (performance.now() - start) / 1000;
  const tables = distinctTables(study);
  const collectors = study.arms.map((arm, i) =>
    runCollector(arm, tables[i], study.seeds, study.arms.length),
  );
  const queue = planWaves(study, (arm) =>
    Math.min(trainer.waveSize(study.arms[arm]), options.waveSize ?? Infinity),
  );
  const tracker = progressTracker(study, tables, collectors, seconds);
  let lastTold = 0;
  const tell = () => {
    if (seconds() - lastTold < PROGRESS_SECONDS) return;
    lastTold = seconds();
    options.onProgress?.(tracker.progress());
  };

  const trainOne = async (wave: Planned) => {
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
        signal,
      );
      collectors[wave.arm].add(wave.first, wave.count, result);
    } catch (error) {
      if (!(error instanceof OutOfMemoryError) || wave.count === 1) throw error;
      queue.unshift(...halves(wave));
    } finally {
      tracker.end(wave);
    }
  };

  let failure: Error | undefined;
  const lane = async () => {
    for (let wave = queue.shift(); wave && !failure && !signal?.aborted; wave = queue.shift()) {
      await trainOne(wave);
      tell();
    }
  };
  const lanes = Array.from({ length: trainer.lanes }, () =>
    lane().catch((error: unknown) => {
      if (!signal?.aborted) failure ??= error as Error;
    }),
  );
  await Promise.all(lanes);
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

/** Arms with the same task share one table. */
function distinctTables(study: Study): Table[] {
  const made = new Map<string, Table>();
  return study.arms.map(({ task }) => {
    const key = JSON.stringify(task);
    const table = made.get(key) ?? tableOf(task);
    made.set(key, table);
    return table;
  });
}

/** The waves of all arms, the first of each arm before the second of any: every arm has results early. */
function planWaves({ arms, seeds }: Study, size: (arm: number) => number): Planned[] {
  const perArm = arms.map((_, arm) => {
    const most = size(arm);
    const waves = Math.ceil(seeds.count / most);
    return Array.from({ length: waves }, (_, i) => ({
      arm,
      first: seeds.first + i * most,
      count: Math.min(most, seeds.count - i * most),
    }));
  });
  const rounds = Math.max(...perArm.map((waves) => waves.length));
  return Array.from({ length: rounds }, (_, i) =>
    perArm.flatMap((waves) => waves.slice(i, i + 1)),
  ).flat();
}

function halves({ arm, first, count }: Planned): Planned[] {
  const half = Math.ceil(count / 2);
  return [
    { arm, first, count: half },
    { arm, first: first + half, count: count - half },
  ];
}

interface UnderWay {
  steps: number;
  losses: Float32Array | undefined;
}

function progressTracker(
  { arms, seeds }: Study,
  tables: readonly Table[],
  collectors: readonly RunCollector[],
  seconds: () => number,
) {
  const underWay = new Map<Planned, UnderWay>();
  const updatesPerRunStep = arms.map(({ training }, i) =>
    Math.min(training.batchSize, tables[i].rows),
  );
  const flop = arms.map((arm) => flopPerSample(arm.layers));
  const work = (arm: number, runs: number, steps: number) =>
    runs * (steps + 0.01) * updatesPerRunStep[arm] * flop[arm];
  const total = arms.reduce(
    (sum, { training }, i) => sum + work(i, seeds.count, training.steps),
    0,
  );

  const progress = (): Progress => {
    const runsDone = collectors.reduce((sum, { done }) => sum + done, 0);
    let worked = 0;
    let updates = 0;
    const count = (arm: number, runs: number, steps: number) => {
      worked += work(arm, runs, steps);
      updates += runs * steps * updatesPerRunStep[arm];
    };
    arms.forEach(({ training }, i) => count(i, collectors[i].done, training.steps));
    for (const [wave, { steps }] of underWay) count(wave.arm, wave.count, steps);
    const share = Math.min(1, worked / total);
    const elapsed = Math.max(1e-3, seconds());
    const histograms = collectors.map(({ histogram }) => ({
      ...histogram,
      counts: histogram.counts.slice(),
    }));
    for (const [wave, { losses }] of underWay) if (losses) addLosses(histograms[wave.arm], losses);
    return {
      runsDone,
      runsTotal: arms.length * seeds.count,
      share,
      seconds: elapsed,
      secondsLeft: share > 0.002 ? (elapsed * (1 - share)) / share : undefined,
      sampleUpdatesPerSecond: updates / elapsed,
      runsPerSecond: runsDone / elapsed,
      histograms,
    };
  };

  return {
    progress,
    begin(wave: Planned): (p: WaveProgress) => void {
      const state: UnderWay = { steps: 0, losses: undefined };
      underWay.set(wave, state);
      return ({ steps, losses }) => {
        state.steps = steps;
        state.losses = losses ?? state.losses;
      };
    },
    end: (wave: Planned) => void underWay.delete(wave),
  };
}
