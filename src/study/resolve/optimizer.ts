// The optimiser of an arm from its validated document, with its schedule of the learning rate.
import type { Arm } from '../arm';
import { optimizerRow, type Library } from '../catalogues/optimizers';
import { choose, type Values } from '../catalogues/params';
import { scheduleRow, schedules } from '../catalogues/schedules';
import { populationIn } from '../catalogues/tasks';
import type { Fail } from '../errors';
import { parameterCount } from '../layout';
import type { StudyDocument } from '../schema';
import { isNoisy } from '../training/noise';

/** @param fail throws a StudyError */
export function resolveOptimizer(document: StudyDocument, fail: Fail): Arm['optimizer'] {
  const { library, name, schedule, ...values } = document.optimizer as unknown as {
    library: Library;
    name: string;
    schedule: unknown;
  } & Values;
  const { steps, stop_below } = document.training;
  if (values.use_ema === true && stop_below !== null) {
    fail(
      ['training', 'stop_below'],
      'a run that ends early has no average of its weights yet; allowed: only without optimizer.use_ema',
    );
  }
  const chosen = choose(schedules, schedule);
  const { params, wrong } = scheduleRow(chosen.name);
  const allSteps = Object.keys(params).filter((key) => chosen[key] === null);
  const written = {
    ...chosen,
    ...Object.fromEntries(allSteps.map((key) => [key, Math.max(1, steps)])),
  };
  const found = wrong?.(written);
  if (found) fail(['optimizer', 'schedule', found.key], found.what);
  return { library, name, values, schedule: written };
}

/** What an optimiser that uses curvature asks of the rest of the arm. @param fail throws a StudyError */
export function checkCurvature(
  { optimizer, training, loss, layers, task }: Arm,
  batchSize: number | null,
  fail: Fail,
): void {
  const { curvature, title } = optimizerRow(optimizer.library, optimizer.name);
  if (!curvature) return;
  if (!layers.some(({ trainable }) => trainable))
    fail(['model'], `${title} has nothing to train; allowed: at least one trainable layer`);
  if (populationIn(task))
    fail(['task', 'samples'], `found "population"; ${title} needs samples; allowed: a number`);
  const takes = `${title} takes the whole table at every step; allowed:`;
  if (batchSize !== null) fail(['training', 'batch_size'], `found ${batchSize}; ${takes} null`);
  if (training.order !== 'sequential')
    fail(['training', 'order'], `found "${training.order}"; ${takes} sequential`);
  if (training.dropout)
    fail(['training', 'dropout'], `${title} needs a loss that does not change; allowed: 0`);
  if (isNoisy({ layers, training }))
    fail(
      ['model'],
      `found drawn slopes; ${title} needs a loss that does not change; allowed: activations without`,
    );
  if (training.regularizer.name !== 'none')
    fail(['training', 'kernel_regularizer'], `${title} minimises the loss alone; allowed: none`);
  if (optimizer.schedule.name !== 'constant')
    fail(['optimizer', 'schedule'], `${title} finds its own steps; allowed: constant`);
  if (curvature.losses && !curvature.losses.includes(loss.name))
    fail(['loss'], `found "${loss.name}"; with ${title} allowed: ${curvature.losses.join(', ')}`);
  const parameters = parameterCount(layers);
  if (parameters > curvature.parameters)
    fail(
      ['model'],
      `found ${parameters} parameters; with ${title} allowed: at most ${curvature.parameters}`,
    );
}
