// Schedules of the learning rate: Keras 3.16's by the names of its classes, PyTorch 2.13's by theirs, each a function of the
// optimiser's learning rate and of s = 0, 1, .., the updates done before. Any of them goes with any optimiser.
// Where a library demands a parameter, the default here is a usual value, or for a number of steps all of the training.
import { notNegative, num, positive, yes } from './optimizers/row';
import type { Choice, Params, Values } from './params';

export interface Schedule {
  readonly title: string;
  readonly params: Params;
  /** The learning rate of the update after s others. @param rate the optimiser's own learning rate */
  readonly at: (v: Values, rate: number, s: number) => number;
  /** What is wrong with the values together, and at which of them. */
  readonly wrong?: (v: Values) => { readonly key: string; readonly what: string } | null;
}

const allSteps = { type: 'steps', default: null } as const;
const steps = (value: number) => ({ type: 'steps', default: value }) as const;
const share = { type: 'number', default: 0, min: 0, max: 1 } as const;
const no = { type: 'boolean', default: false } as const;

/** From `from` at part 0 down or up to `to` at part 1, by half a cosine. */
const byCosine = (from: number, to: number, part: number) =>
  to + ((from - to) * (1 + Math.cos(Math.PI * part))) / 2;

/** Parts of a cycle, where cycle i is `growth`^i times as long as the first; `cycles` lengths of the first have passed. */
function cycleOf(cycles: number, growth: number): { index: number; part: number } {
  if (growth === 1) return { index: Math.floor(cycles), part: cycles % 1 };
  let [index, length, left] = [0, 1, cycles];
  for (; left >= length; index++) [left, length] = [left - length, length * growth];
  return { index, part: left / length };
}

const numbers = (v: Values, key: string) => v[key] as readonly number[];

const decayExponent = (v: Values, s: number) => {
  const part = s / num(v, 'decay_steps');
  return yes(v, 'staircase') ? Math.floor(part) : part;
};

export const schedules = {
  constant: { title: 'Constant', params: {}, at: (_, rate) => rate },
  exponential_decay: {
    title: 'Exponential (Keras)',
    params: { decay_steps: allSteps, decay_rate: positive(0.96), staircase: no },
    at: (v, rate, s) => rate * num(v, 'decay_rate') ** decayExponent(v, s),
  },
  piecewise_constant_decay: {
    title: 'Piecewise constant (Keras)',
    params: {
      boundaries: { type: 'numbers', default: [1000] },
      values: { type: 'numbers', default: [0.01, 0.001] },
    },
    // a boundary is the last step of its value
    at: (v, _, s) => numbers(v, 'values')[numbers(v, 'boundaries').filter((b) => b < s).length],
    wrong: (v) => {
      const [found, due] = [numbers(v, 'values').length, numbers(v, 'boundaries').length + 1];
      return found === due
        ? null
        : { key: 'values', what: `found ${found}; allowed: one more than boundaries, ${due}` };
    },
  },
  polynomial_decay: {
    title: 'Polynomial (Keras)',
    params: {
      decay_steps: allSteps,
      end_learning_rate: notNegative(0.0001),
      power: positive(1),
      cycle: no,
    },
    at: (v, rate, s) => {
      const length = num(v, 'decay_steps');
      const cycles = yes(v, 'cycle') ? Math.max(1, Math.ceil(s / length)) : 1;
      const left = 1 - Math.min(s / (length * cycles), 1);
      const end = num(v, 'end_learning_rate');
      return (rate - end) * left ** num(v, 'power') + end;
    },
  },
  inverse_time_decay: {
    title: 'Inverse time (Keras)',
    params: { decay_steps: allSteps, decay_rate: positive(0.5), staircase: no },
    at: (v, rate, s) => rate / (1 + num(v, 'decay_rate') * decayExponent(v, s)),
  },
  cosine_decay: {
    title: 'Cosine, with warm-up (Keras)',
    // as in Keras there is a warm-up, from the learning rate to its target, only where there is a target
    params: {
      decay_steps: allSteps,
      alpha: share,
      warmup_target: notNegative(0),
      warmup_steps: notNegative(0),
    },
    at: (v, rate, s) => {
      const target = num(v, 'warmup_target');
      const warm = target > 0 ? num(v, 'warmup_steps') : 0;
      if (s < warm) return rate + ((target - rate) * s) / warm;
      const top = target > 0 ? target : rate;
      return byCosine(top, num(v, 'alpha') * top, Math.min((s - warm) / num(v, 'decay_steps'), 1));
    },
  },
  cosine_decay_restarts: {
    title: 'Cosine, with restarts (Keras)',
    params: {
      first_decay_steps: steps(1000),
      t_mul: atLeastOne(2),
      m_mul: positive(1),
      alpha: share,
    },
    at: (v, rate, s) => {
      const { index, part } = cycleOf(s / num(v, 'first_decay_steps'), num(v, 't_mul'));
      const alpha = num(v, 'alpha');
      return rate * ((1 - alpha) * num(v, 'm_mul') ** index * byCosine(1, 0, part) + alpha);
    },
  },
  step_lr: {
    title: 'Steps (PyTorch)',
    params: { step_size: steps(1000), gamma: positive(0.1) },
    at: (v, rate, s) => rate * num(v, 'gamma') ** Math.floor(s / num(v, 'step_size')),
  },
  multi_step_lr: {
    title: 'Steps at milestones (PyTorch)',
    params: { milestones: { type: 'numbers', default: [1000, 2000] }, gamma: positive(0.1) },
    at: (v, rate, s) =>
      rate * num(v, 'gamma') ** numbers(v, 'milestones').filter((m) => m <= s).length,
  },
  exponential_lr: {
    title: 'Exponential (PyTorch)',
    params: { gamma: positive(0.999) },
    at: (v, rate, s) => rate * num(v, 'gamma') ** s,
  },
  cosine_annealing_lr: {
    title: 'Cosine (PyTorch)',
    params: { T_max: allSteps, eta_min: notNegative(0) },
    at: (v, rate, s) => byCosine(rate, num(v, 'eta_min'), s / num(v, 'T_max')),
  },
  cosine_annealing_warm_restarts: {
    title: 'Cosine, with restarts (PyTorch)',
    params: { T_0: steps(1000), T_mult: atLeastOne(1), eta_min: notNegative(0) },
    at: (v, rate, s) =>
      byCosine(rate, num(v, 'eta_min'), cycleOf(s / num(v, 'T_0'), num(v, 'T_mult')).part),
  },
  one_cycle_lr: {
    title: 'One cycle (PyTorch)',
    // the optimiser's learning rate is the largest of the cycle
    params: {
      total_steps: allSteps,
      pct_start: { type: 'number', default: 0.3, min: 0, max: 1 },
      anneal_strategy: { type: 'choice', default: 'cos', of: ['cos', 'linear'] },
      div_factor: positive(25),
      final_div_factor: positive(10_000),
      three_phase: no,
    },
    at: oneCycle,
  },
  polynomial_lr: {
    title: 'Polynomial (PyTorch)',
    params: { total_iters: steps(5), power: positive(1) },
    at: (v, rate, s) => rate * (1 - partOf(v, s)) ** num(v, 'power'),
  },
  linear_lr: {
    title: 'Linear (PyTorch)',
    params: {
      start_factor: { type: 'number', default: 1 / 3, above: 0, max: 1 },
      end_factor: { type: 'number', default: 1, min: 0, max: 1 },
      total_iters: steps(5),
    },
    at: (v, rate, s) => {
      const [from, to] = [num(v, 'start_factor'), num(v, 'end_factor')];
      return rate * (from + (to - from) * partOf(v, s));
    },
  },
  constant_lr: {
    title: 'Constant after a start (PyTorch)',
    params: { factor: { type: 'number', default: 1 / 3, min: 0, max: 1 }, total_iters: steps(5) },
    at: (v, rate, s) => (s < num(v, 'total_iters') ? rate * num(v, 'factor') : rate),
  },
} as const satisfies Record<string, Schedule>;

function atLeastOne(value: number) {
  return { type: 'number', default: value, min: 1 } as const;
}

function partOf(v: Values, s: number): number {
  return Math.min(s / num(v, 'total_iters'), 1);
}

/** Smith's cycle: up, down, and far down; the last two are one phase unless there are three. */
function oneCycle(v: Values, rate: number, s: number): number {
  const total = num(v, 'total_steps');
  const start = rate / num(v, 'div_factor');
  const end = start / num(v, 'final_div_factor');
  const up = num(v, 'pct_start') * total - 1;
  const phases = yes(v, 'three_phase')
    ? ([
        [up, start, rate],
        [2 * up, rate, start],
        [total - 1, start, end],
      ] as const)
    : ([
        [up, start, rate],
        [total - 1, rate, end],
      ] as const);
  let begin = 0;
  for (const [past, from, to] of phases) {
    if (s <= past && past > begin) {
      const part = (s - begin) / (past - begin);
      return v.anneal_strategy === 'cos' ? byCosine(from, to, part) : from + (to - from) * part;
    }
    begin = Math.max(begin, past);
  }
  return end;
}

/** The row of a schedule. */
export const scheduleRow = (name: string): Schedule =>
  (schedules as Readonly<Record<string, Schedule>>)[name];

/** The learning rate of the update after s others. @param rate the optimiser's own */
export const rateAt = (schedule: Choice, rate: number, s: number): number =>
  scheduleRow(schedule.name).at(schedule, rate, s);
