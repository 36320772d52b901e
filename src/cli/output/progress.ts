// The progress bar, on standard error when that is a terminal; nothing in a pipe.
import cliProgress from 'cli-progress';
import type { Progress } from '../../engine/sweep';
import { countText, durationText, quantityText } from '../../results/numbers';

export interface ProgressBar {
  update(progress: Progress): void;
  /** Takes the bar away, so that other lines can follow. */
  stop(): void;
}

const silent = { update: (_share: number, _text: string) => {}, stop: () => {} };

/** Bar, networks done, networks and sample updates a second, time to go. */
export function progressBar(): ProgressBar {
  const { update, stop } = taskBar();
  return { update: (progress) => update(progress.share, progressText(progress)), stop };
}

/** A bar for work of any kind: the share that is done, and a text; both as it starts, and later. */
export function taskBar(share = 0, text = 'starting') {
  if (!process.stderr.isTTY) return silent;
  const bar = new cliProgress.SingleBar(
    {
      stream: process.stderr,
      format: '{bar} {percentage} %  {text}',
      barsize: 24,
      fps: 10,
      hideCursor: true,
      clearOnComplete: true,
      linewrap: false,
    },
    cliProgress.Presets.shades_classic,
  );
  bar.start(100, Math.floor(100 * share), { text });
  return {
    update: (share: number, text: string) => bar.update(Math.floor(100 * share), { text }),
    stop: () => bar.stop(),
  };
}

/** "1,234 of 8,000 networks, 310 networks/s, 128 M sample updates/s, 0:21 left" */
export function progressText(progress: Progress): string {
  const { runsDone, runsTotal, runsPerSecond, sampleUpdatesPerSecond, secondsLeft } = progress;
  return [
    `${countText(runsDone)} of ${countText(runsTotal)} networks`,
    ...(runsDone > 0 ? [`${quantityText(runsPerSecond)} networks/s`] : []),
    `${quantityText(sampleUpdatesPerSecond)} sample updates/s`,
    ...(secondsLeft === undefined ? [] : [`${durationText(secondsLeft)} left`]),
  ].join(', ');
}
