// Learning rates of every schedule against values worked out by hand from the libraries' documented formulas.
import { describe, expect, it } from 'vitest';
import { rateAt, schedules, type Schedule } from '../../src/study/catalogues/schedules';
import { readStudy } from '../../src/study/read';

/** Learning rates of the updates after `at` others, of a training of 100 steps at rate 0.1. */
function rates(schedule: object | string, at: readonly number[]): number[] {
  const [arm] = readStudy({
    task: { name: 'relu' },
    training: { steps: 100 },
    optimizer: { name: 'sgd', learning_rate: 0.1, schedule },
  }).arms;
  return at.map((s) => rateAt(arm.optimizer.schedule, 0.1, s));
}

const half = Math.SQRT1_2 / 2;
const cases: Record<keyof typeof schedules, readonly [object, Record<number, number>][]> = {
  constant: [[{}, { 0: 0.1, 99: 0.1 }]],
  exponential_decay: [
    [{ decay_rate: 0.25 }, { 0: 0.1, 50: 0.05, 100: 0.025 }],
    [
      { decay_steps: 10, decay_rate: 0.5, staircase: true },
      { 9: 0.1, 10: 0.05, 25: 0.025 },
    ],
  ],
  // a boundary itself still has the value before it
  piecewise_constant_decay: [
    [
      { boundaries: [10, 20], values: [1, 0.5, 0.1] },
      { 0: 1, 10: 1, 11: 0.5, 20: 0.5, 21: 0.1 },
    ],
  ],
  polynomial_decay: [
    [
      { end_learning_rate: 0.02, power: 2 },
      { 0: 0.1, 50: 0.04, 100: 0.02, 200: 0.02 },
    ],
    [
      { decay_steps: 10, end_learning_rate: 0, cycle: true },
      { 5: 0.05, 10: 0, 15: 0.025, 20: 0 },
    ],
  ],
  inverse_time_decay: [
    [
      { decay_steps: 10, decay_rate: 0.5 },
      { 0: 0.1, 10: 0.1 / 1.5, 20: 0.05 },
    ],
    [
      { decay_steps: 10, decay_rate: 1, staircase: true },
      { 9: 0.1, 19: 0.05 },
    ],
  ],
  cosine_decay: [
    [
      { alpha: 0.1 },
      { 0: 0.1, 25: 0.1 * (0.9 * (0.5 + half) + 0.1), 50: 0.055, 100: 0.01, 150: 0.01 },
    ],
    [
      { decay_steps: 50, warmup_target: 0.3, warmup_steps: 10 },
      { 0: 0.1, 5: 0.2, 10: 0.3, 35: 0.15, 60: 0 },
    ],
    [{ decay_steps: 50, warmup_steps: 10 }, { 25: 0.05 }], // no target: no warm-up
  ],
  cosine_decay_restarts: [
    [
      { first_decay_steps: 10, m_mul: 0.5 },
      { 0: 0.1, 5: 0.05, 10: 0.05, 20: 0.025, 30: 0.025, 50: 0.0125 },
    ],
    [
      { first_decay_steps: 10, t_mul: 1, alpha: 0.2 },
      { 5: 0.06, 10: 0.1, 15: 0.06 },
    ],
  ],
  step_lr: [
    [
      { step_size: 10, gamma: 0.5 },
      { 9: 0.1, 10: 0.05, 29: 0.025 },
    ],
  ],
  multi_step_lr: [[{ milestones: [10, 30] }, { 9: 0.1, 10: 0.01, 29: 0.01, 30: 0.001 }]],
  exponential_lr: [[{ gamma: 0.9 }, { 0: 0.1, 2: 0.081 }]],
  cosine_annealing_lr: [[{ eta_min: 0.02 }, { 0: 0.1, 50: 0.06, 100: 0.02 }]],
  cosine_annealing_warm_restarts: [
    [
      { T_0: 10, T_mult: 2 },
      { 0: 0.1, 5: 0.05, 10: 0.1, 20: 0.05, 30: 0.1 },
    ],
    [{ T_0: 10 }, { 5: 0.05, 10: 0.1, 25: 0.05 }],
  ],
  // up to the optimiser's rate at 0.3 x 100 - 1, then down to a 250,000th at the last step
  one_cycle_lr: [
    [{}, { 0: 0.004, 14.5: 0.052, 29: 0.1, 64: (0.1 + 4e-7) / 2, 99: 4e-7 }],
    [
      { anneal_strategy: 'linear', pct_start: 0.5 },
      { 0: 0.004, 49: 0.1, 74: 0.05 + 2e-7 },
    ],
    [{ three_phase: true }, { 0: 0.004, 29: 0.1, 58: 0.004, 99: 4e-7 }],
  ],
  polynomial_lr: [
    [
      { total_iters: 4, power: 2 },
      { 0: 0.1, 2: 0.025, 4: 0, 9: 0 },
    ],
  ],
  linear_lr: [
    [{}, { 0: 0.1 / 3, 5: 0.1, 9: 0.1 }],
    [{ start_factor: 1, end_factor: 0, total_iters: 10 }, { 5: 0.05 }],
  ],
  constant_lr: [[{}, { 0: 0.1 / 3, 4: 0.1 / 3, 5: 0.1 }]],
};

describe.each(Object.entries(cases))('%s', (name, list) => {
  it.each(list)('%j', (values, expected) => {
    const found = rates({ name, ...values }, Object.keys(expected).map(Number));
    Object.values(expected).forEach((rate, i) => expect(found[i]).toBeCloseTo(rate, 12));
  });
});

it('every schedule with its defaults gives a learning rate at every step', () => {
  for (const name of Object.keys(schedules)) {
    const found = rates(name, [0, 1, 50, 99]);
    expect(found.every((rate) => Number.isFinite(rate) && rate >= 0)).toBe(true);
  }
});

it('defaults of the libraries', () => {
  const defaults = (name: keyof typeof schedules) =>
    Object.fromEntries(
      Object.entries((schedules[name] as Schedule).params).map(([key, p]) => [key, p.default]),
    );
  expect(defaults('polynomial_decay')).toMatchObject({ end_learning_rate: 1e-4, power: 1 });
  expect(defaults('cosine_decay_restarts')).toMatchObject({ t_mul: 2, m_mul: 1, alpha: 0 });
  expect(defaults('step_lr')).toMatchObject({ gamma: 0.1 });
  expect(defaults('one_cycle_lr')).toMatchObject({
    pct_start: 0.3,
    div_factor: 25,
    final_div_factor: 1e4,
  });
  expect(defaults('polynomial_lr')).toEqual({ total_iters: 5, power: 1 });
  expect(defaults('linear_lr')).toEqual({ start_factor: 1 / 3, end_factor: 1, total_iters: 5 });
});
