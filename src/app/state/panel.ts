// What the side panel shows: runs of one arm, or one run.
import { signal } from '@preact/signals';
import type { CauseName } from '../../analysis/causes';
import type { Study } from '../../study/arm';
import type { Json } from '../../study/errors';
import { finished } from './signals';

export interface RunsPanel {
  readonly kind: 'list';
  readonly arm: number;
  /** Runs with from <= final loss < to; NaN asks for those that are not finite, an infinite range for all. */
  readonly from: number;
  readonly to: number;
  /** Only runs with this cause. */
  readonly cause?: CauseName;
  readonly title: string;
  /** Where the list was left for one of its runs: pages that are open, and pixels scrolled. */
  readonly left?: { readonly pages: number; readonly scroll: number };
}

export interface RunPanel {
  readonly kind: 'run';
  readonly study: Study;
  /** The document that the study was read from. */
  readonly input: Json;
  readonly arm: number;
  readonly seed: number;
  readonly back: RunsPanel | undefined;
}

export type Panel = RunsPanel | RunPanel;

export const panel = signal<Panel | undefined>(undefined);

export const closePanel = (): void => {
  panel.value = undefined;
};

/** Lists runs of an arm: all of them, unless less is asked for. */
export const openRuns = (
  arm: number,
  only: Partial<Omit<RunsPanel, 'kind' | 'arm'>> = {},
): void => {
  panel.value = { kind: 'list', arm, from: -Infinity, to: Infinity, title: 'all runs', ...only };
};

/** Opens a run of the last results. */
export const openRun = (arm: number, seed: number, back?: RunsPanel): void => {
  const results = finished.peek();
  if (results)
    panel.value = { kind: 'run', study: results.study, input: results.input, arm, seed, back };
};

/** The list that is shown, or that a run was opened from. */
export const listOf = (shown: Panel | undefined): RunsPanel | undefined =>
  shown?.kind === 'run' ? shown.back : shown;
