// Columns of invented runs, for tests that need results without training.
import type { Runs } from '../../src/analysis/runs';
import type { Study } from '../../src/study/arm';
import { readStudy } from '../../src/study/read';

/** A study of |x + jy| with these arms, by label, and this many runs. */
export const inventedStudy = (labels: readonly string[], count: number, change = {}): Study =>
  readStudy({
    task: { name: 'magnitude', samples: 100 },
    training: { steps: 100 },
    seeds: { count },
    converged: { below: 0.02 },
    arms: labels.map((label) => ({ label })),
    ...change,
  });

/** Runs with these final losses that fell from 2 and had come to rest, unless told otherwise. */
export function columns(finalLoss: readonly number[], change: Partial<Runs> = {}): Runs {
  const final = Float32Array.from(finalLoss);
  return {
    seeds: Uint32Array.from(final.keys()),
    checkpoints: [0, 90, 100],
    initialLoss: new Float32Array(final.length).fill(2),
    earlierLoss: final.slice(),
    finalLoss: final,
    earlierStep: 90,
    constantLoss: 0.5,
    planeLoss: null,
    deadUnits: new Uint16Array(final.length),
    facts: null,
    neurons: null,
    deaths: null,
    density: [],
    passes: null,
    curves: null,
    parameters: null,
    ...change,
  };
}
