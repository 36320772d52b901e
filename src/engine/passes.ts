// Counts passes over the table where the steps of an optimiser search, so that it is known what they cost.
import type { Arm } from '../study/arm';
import { flopPerSample } from '../study/layout';
import { optimizerRow, passKinds } from '../study/catalogues/optimizers';

/** The most evaluations of the table in one step of an arm. */
export const evaluationsOf = ({ optimizer: { library, name, values } }: Arm): number =>
  optimizerRow(library, name).curvature?.evaluations(values) ?? 1;

/** FLOP of one run of an arm at most, by the standard count; of at least one sample update. */
export const flopPerRun = (arm: Arm): number => {
  const { layers, training } = arm;
  return (
    flopPerSample(layers) * Math.max(1, training.batchSize * training.steps) * evaluationsOf(arm)
  );
};

/** A counter for the runs of a wave; null where every step is one pass over its batch. */
export function passCounter({ optimizer: { library, name } }: Arm, count: number, points: number) {
  if (!optimizerRow(library, name).curvature) return null;
  const kinds = passKinds.length;
  const latest = new Float32Array(count * kinds);
  const passes = new Float64Array(points * kinds);
  let recorded = 0;
  const record = () => {
    latest.forEach((value, i) => (passes[recorded * kinds + (i % kinds)] += value));
    recorded++;
  };
  return {
    /** Takes over what a run has counted; `at` finds a word of its state. */
    see(run: number, at: (word: number) => number) {
      for (let kind = 0; kind < kinds; kind++) latest[run * kinds + kind] = at(kind);
    },
    /** The next checkpoint is here: what was seen last counts for it. */
    record,
    /** [checkpoint][pass kind] of all runs together. */
    finish() {
      while (recorded < points) record();
      return passes;
    },
  };
}
