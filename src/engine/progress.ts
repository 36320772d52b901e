// How far a sweep is: finished runs and those under way, in work, time and losses.
import { addLosses, type LossHistogram } from '../analysis/histogram';
import type { Arm, Study } from '../study/arm';
import { flopPerSample } from '../study/layout';
import type { RunCollector } from './collect';
import type { PlannedWave } from './plan';
import type { WaveProgress } from './trainer';

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
  /** The loss of each arm's best constant prediction. */
  readonly constantLosses: readonly number[];
}

interface UnderWay {
  steps: number;
  losses: Float32Array | undefined;
}

/** FLOP of some runs of an arm, by the standard count; to begin a run counts as a hundredth of a step. */
const workOf = ({ layers, training }: Arm, runs: number, steps: number): number =>
  runs * (steps + 0.01) * training.batchSize * flopPerSample(layers);

/** FLOP of a whole study. */
export const totalWork = ({ arms, seeds }: Pick<Study, 'arms' | 'seeds'>): number =>
  arms.reduce((sum, arm) => sum + workOf(arm, seeds.count, arm.training.steps), 0);

/** Follows the waves of a sweep; `seconds` is the time since it began. */
export function progressTracker(
  { arms, seeds }: Study,
  collectors: readonly RunCollector[],
  seconds: () => number,
) {
  const underWay = new Map<PlannedWave, UnderWay>();
  const work = (arm: number, runs: number, steps: number) => workOf(arms[arm], runs, steps);
  const total = totalWork({ arms, seeds });

  const progress = (): Progress => {
    const runsDone = collectors.reduce((sum, { done }) => sum + done, 0);
    let worked = 0;
    let updates = 0;
    const count = (arm: number, runs: number, steps: number) => {
      worked += work(arm, runs, steps);
      updates += runs * steps * arms[arm].training.batchSize;
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
      constantLosses: collectors.map(({ yardstick }) => yardstick),
    };
  };

  return {
    progress,
    begin(wave: PlannedWave): (p: WaveProgress) => void {
      const state: UnderWay = { steps: 0, losses: undefined };
      underWay.set(wave, state);
      return ({ steps, losses }) => {
        state.steps = steps;
        state.losses = losses ?? state.losses;
      };
    },
    end: (wave: PlannedWave) => void underWay.delete(wave),
  };
}
