// The steps at which losses are recorded.
import type { Training } from '../study/arm';
import { logSpaced } from '../study/training/steps';

/** Share of the steps after which a loss should have stopped falling. */
const SETTLED = 0.9;

/** The last recorded step at or before 90 % of the training: tells whether the loss still falls. */
export const earlierStep = (checkpoints: readonly number[]): number =>
  checkpoints.findLast((step) => step <= SETTLED * checkpoints.at(-1)!) ?? 0;

/** Log-spaced steps, or those the study names; always with 0, 90 % and the end. */
export function checkpointsOf({ steps, recordAt }: Training): number[] {
  const named = recordAt ?? logSpaced(steps);
  return [...new Set([0, ...named, Math.floor(SETTLED * steps), steps])].sort((a, b) => a - b);
}
