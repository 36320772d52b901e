// How fast an engine trains: sample updates a second of waves that go on, without compiling, drawing and reading back.
import type { Arm } from '../../study/arm';
import { tableOf } from '../../reference/table';
import type { Trainer } from '../trainer';
import { steadyRate } from './steady';

/**
 * Sample updates a second of `count` runs a lane. A GPU's trainer should not look at runs (`looking: false`), so that
 * none leaves and every run counts to the end.
 * @throws LimitError when the arm does not fit, OutOfMemoryError, the signal's reason
 */
export async function trainingRate(
  trainer: Trainer,
  arm: Arm,
  count: number,
  signal?: AbortSignal,
): Promise<number> {
  const table = tableOf(arm.task);
  const lane = (_: unknown, index: number) =>
    steadyRate((report, aborted) => {
      const wave = {
        arm,
        table,
        checkpoints: [arm.training.steps],
        studySeed: 0,
        firstSeed: index * count,
        count,
      };
      return trainer.train(wave, ({ steps }) => report(steps), aborted);
    }, signal);
  const steps = await Promise.all(Array.from({ length: trainer.lanes }, lane));
  return steps.reduce((sum, rate) => sum + rate * count * arm.training.batchSize, 0);
}
