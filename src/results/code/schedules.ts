// Each schedule of the learning rate as the class of its own library. The other library has none of the same name and law.
import type { Choice } from '../../study/catalogues/params';
import { scheduleRow } from '../../study/catalogues/schedules';
import { frameworks, refuse, type Framework } from './framework';
import { call } from './python';

interface Row {
  readonly framework: Framework;
  readonly name: string;
  /** Arguments that the study does not have, or has otherwise. */
  readonly change?: (v: Choice, rate: number) => Readonly<Record<string, unknown>>;
  /** The learning rate is not its first argument. */
  readonly noRate?: true;
}

const keras = (name: string, more: Partial<Row> = {}): Row => ({
  framework: 'keras',
  name,
  ...more,
});
const torch = (name: string, more: Partial<Row> = {}): Row => ({
  framework: 'torch',
  name,
  ...more,
});

const scheduleClasses: Readonly<Record<string, Row>> = {
  exponential_decay: keras('ExponentialDecay'),
  piecewise_constant_decay: keras('PiecewiseConstantDecay', { noRate: true }),
  polynomial_decay: keras('PolynomialDecay'),
  inverse_time_decay: keras('InverseTimeDecay'),
  cosine_decay: keras('CosineDecay', {
    change: ({ warmup_target }) => (warmup_target === 0 ? { warmup_target: null } : {}),
  }),
  cosine_decay_restarts: keras('CosineDecayRestarts'),
  step_lr: torch('StepLR'),
  multi_step_lr: torch('MultiStepLR'),
  exponential_lr: torch('ExponentialLR'),
  cosine_annealing_lr: torch('CosineAnnealingLR'),
  cosine_annealing_warm_restarts: torch('CosineAnnealingWarmRestarts'),
  one_cycle_lr: torch('OneCycleLR', {
    change: (_, rate) => ({ max_lr: rate, cycle_momentum: false }),
  }),
  polynomial_lr: torch('PolynomialLR'),
  linear_lr: torch('LinearLR'),
  constant_lr: torch('ConstantLR'),
};

/**
 * The call that makes a schedule; undefined for a constant rate.
 * @throws StudyError where it is the other library's
 */
export function scheduleCall(
  schedule: Choice,
  rate: number,
  framework: Framework,
): string | undefined {
  if (schedule.name === 'constant') return undefined;
  const row = scheduleClasses[schedule.name];
  if (row.framework !== framework) {
    const { title } = scheduleRow(schedule.name);
    return refuse(
      framework,
      `schedule "${title}"`,
      `take the code for ${frameworks[row.framework]}, or the weights of a run (--seed)`,
    );
  }
  const { name: _, ...values } = schedule;
  const named = { ...values, ...row.change?.(schedule, rate) };
  return framework === 'keras'
    ? call(`keras.optimizers.schedules.${row.name}`, row.noRate ? [] : [String(rate)], named)
    : call(`torch.optim.lr_scheduler.${row.name}`, ['optimizer'], named);
}
