// One run on its way: at each of some steps, the run whose training ends there. It is a prefix of the whole, to the bit, and
// everything is measured of it that is measured at an end. Averages of weights are taken at every one of these ends, and a
// run below `stop_below` may rest at another look.
import type { Arm, Study } from '../study/arm';

const MOST_SNAPSHOTS = 48;

/** Steps of recorded losses, evenly chosen where there are many; the last is always there. */
export function snapshotSteps(checkpoints: readonly number[]): number[] {
  const every = Math.ceil(checkpoints.length / MOST_SNAPSHOTS);
  const last = checkpoints.length - 1;
  return checkpoints.filter((_, i) => (last - i) % every === 0);
}

/** An arm whose training ends earlier; its schedule is that of the whole training. */
export const endingAt = (arm: Arm, steps: number): Arm => ({
  ...arm,
  training: {
    ...arm.training,
    steps,
    recordAt: arm.training.recordAt?.filter((step) => step <= steps),
  },
});

/** A study of one run, with an arm for each of these steps. */
export function snapshotStudy(
  study: Study,
  arm: number,
  seed: number,
  steps: readonly number[],
): Study {
  const { [arm]: whole } = study.arms;
  const alone = { ...whole, training: { ...whole.training, recordAt: [] } }; // no curve is wanted
  const arms = steps.map((step) => ({ ...endingAt(alone, step), label: `step ${step}` }));
  return { ...study, arms, seeds: { ...study.seeds, first: seed, count: 1 } };
}
