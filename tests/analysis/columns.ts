// Columns of invented runs, for tests that need results without training.
import type { Runs } from '../../src/analysis/runs';

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
    deadUnits: new Uint16Array(final.length),
    density: [],
    curves: null,
    parameters: null,
    ...change,
  };
}
