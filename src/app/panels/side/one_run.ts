// One run as the panel needs it: what the sweep kept of it at once, and the run trained again alone as soon as it is there.
import { useEffect, useState } from 'preact/hooks';
import type { Runs } from '../../../analysis/runs';
import { snapshotSteps } from '../../../engine/history';
import type { Study } from '../../../study/arm';
import { parameterCount } from '../../../study/layout';
import { finished } from '../../state/signals';
import { history, leaveRun, replay } from '../../state/training';

export interface OneRun {
  /** Columns of this run alone, with its parameters and its loss curve. */
  readonly runs: Runs | undefined;
  readonly replayed: 'waiting' | 'done' | { readonly failed: string };
  /** Whether the bits are those of the sweep; undefined where there is no sweep to compare with. */
  readonly equal: boolean | undefined;
  readonly adapter: string | undefined;
  /** Seconds that it took alone. */
  readonly seconds: number | undefined;
}

/** A run on its way. */
export interface History {
  readonly steps: readonly number[];
  /** After each of the steps, with everything that is measured at an end. */
  readonly runs: readonly Runs[];
}

/** The columns of one run of the last sweep, where it was trained there. */
function keptRun(study: Study, arm: number, seed: number): Runs | undefined {
  const results = finished.peek();
  if (results?.study !== study) return undefined;
  const { runs } = results.arms[arm];
  const at = runs.seeds.indexOf(seed);
  if (at < 0) return undefined;
  const row = <T extends Float32Array | Uint16Array | Uint32Array>(column: T, words = 1) =>
    column.slice(at * words, (at + 1) * words) as T;
  const rows = <Name extends string>(columns: Readonly<Record<Name, Float32Array>>) =>
    Object.fromEntries(
      Object.entries<Float32Array>(columns).map(([name, column]) => [name, row(column)]),
    ) as Record<Name, Float32Array>;
  return {
    ...runs,
    seeds: row(runs.seeds),
    initialLoss: row(runs.initialLoss),
    earlierLoss: row(runs.earlierLoss),
    finalLoss: row(runs.finalLoss),
    deadUnits: row(runs.deadUnits),
    facts: runs.facts && { start: rows(runs.facts.start), end: rows(runs.facts.end) },
    neurons: runs.neurons && row(runs.neurons, runs.neurons.length / runs.seeds.length),
    deaths: runs.deaths && row(runs.deaths, runs.deaths.length / runs.seeds.length),
    curves: runs.curves && row(runs.curves, runs.checkpoints.length),
    parameters: runs.parameters && row(runs.parameters, parameterCount(study.arms[arm].layers)),
  };
}

const sameBits = (a: Float32Array, b: Float32Array) =>
  a.length === b.length && a.every((value, i) => Object.is(value, b[i]));

export function useRun(study: Study, arm: number, seed: number): OneRun {
  const [kept] = useState(() => keptRun(study, arm, seed));
  const [now, setNow] = useState<OneRun>({
    runs: kept,
    replayed: 'waiting',
    equal: undefined,
    adapter: undefined,
    seconds: undefined,
  });
  useEffect(() => {
    let wanted = true;
    replay(study, arm, seed).then(
      (found) => {
        if (!wanted || !found) return;
        const { adapter, seconds } = found;
        const [runs] = found.runs;
        const equal =
          kept &&
          sameBits(kept.finalLoss, runs.finalLoss) &&
          (!kept.parameters || sameBits(kept.parameters, runs.parameters!));
        setNow({ runs, replayed: 'done', equal, adapter: adapter.name, seconds });
      },
      (error: unknown) => {
        const failed = error instanceof Error ? error.message : String(error);
        if (wanted) setNow((before) => ({ ...before, replayed: { failed } }));
      },
    );
    return () => {
      wanted = false;
      void leaveRun();
    };
  }, []);
  return now;
}

/** A run that trains longer than this alone is trained again to its steps only when somebody asks. */
const SOON = 1;

/** What a run was like at its recorded steps, once that is known; `ask` where it takes long. */
export type Rewinding = History | 'waiting' | 'failed' | { readonly ask: () => void };

export function useHistory(study: Study, arm: number, seed: number, one: OneRun): Rewinding {
  const { runs, replayed, seconds } = one;
  const [found, setFound] = useState<History | 'failed'>();
  const [asked, setAsked] = useState(false);
  const now = seconds !== undefined && (seconds <= SOON || asked);
  useEffect(() => {
    if (!now || !runs) return undefined;
    const steps = snapshotSteps(runs.checkpoints);
    let wanted = true;
    history(study, arm, seed, steps.slice(0, -1)).then(
      (known) => wanted && known && setFound({ steps, runs: [...known, runs] }),
      () => wanted && setFound('failed'),
    );
    return () => {
      wanted = false;
      void leaveRun();
    };
  }, [now]);
  if (found) return found;
  if (typeof replayed === 'object') return 'failed';
  return replayed === 'done' && !now ? { ask: () => setAsked(true) } : 'waiting';
}
