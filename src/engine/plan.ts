// Which waves a study is cut into, and in which order they are trained.
import type { Study } from '../study/arm';

/** Seeds first .. first + count - 1 of one arm of the study. */
export interface PlannedWave {
  readonly arm: number;
  readonly first: number;
  readonly count: number;
}

/** The waves of all arms, the first of each arm before the second of any: every arm has results early. */
export function planWaves({ arms, seeds }: Study, size: (arm: number) => number): PlannedWave[] {
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

/** A wave that did not fit, as two. */
export function halves({ arm, first, count }: PlannedWave): PlannedWave[] {
  const half = Math.ceil(count / 2);
  return [
    { arm, first, count: half },
    { arm, first: first + half, count: count - half },
  ];
}
