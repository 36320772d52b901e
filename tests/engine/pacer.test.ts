// The pacer against a device of invented speed, on an invented clock.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { pacer } from '../../src/engine/gpu/pacer';

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance', 'setTimeout'] }));
afterEach(() => void vi.useRealTimers());

/** Runs dispatches one after the other; `cost(step)` is milliseconds a step, an answer comes `delay` ms late. */
async function drive(cost: (dispatch: number) => number, dispatches: number, delay: number) {
  const pace = pacer(1 << 20);
  let free = performance.now(); // when the device has done all it was given
  let busy = 0;
  const lengths: number[] = [];
  const all = (async () => {
    for (let dispatch = 0; dispatch < dispatches; dispatch++) {
      const steps = pace.steps();
      const length = steps * cost(dispatch);
      free = Math.max(free, performance.now()) + length;
      busy += length;
      lengths.push(length);
      const end = free;
      const done = () =>
        new Promise((resolve) => setTimeout(resolve, Math.max(0, end - performance.now()) + delay));
      await pace.submitted(steps, done);
    }
  })();
  await vi.runAllTimersAsync();
  await all;
  return { lengths, idle: 1 - busy / free };
}

test.each([0, 10])('dispatches come to about 50 ms, with answers %i ms late', async (delay) => {
  const { lengths, idle } = await drive(() => 0.02, 60, delay);
  for (const length of lengths.slice(20)) {
    expect(length).toBeGreaterThan(25);
    expect(length).toBeLessThan(110);
  }
  expect(idle).toBeLessThan(0.35);
});

test('a driver that compiles in the first dispatch does not slow the next', async () => {
  const { lengths } = await drive((dispatch) => (dispatch === 0 ? 2000 : 0.02), 30, 10);
  for (const length of lengths.slice(16)) expect(length).toBeGreaterThan(25);
});

test('a hiccup is forgotten within a few dispatches', async () => {
  const { lengths } = await drive((dispatch) => (dispatch === 30 ? 2 : 0.02), 60, 0);
  for (const length of lengths.slice(42)) expect(length).toBeGreaterThan(25);
});

test('a device that becomes slow gets short dispatches again', async () => {
  const { lengths } = await drive((dispatch) => (dispatch < 30 ? 0.02 : 0.5), 60, 0);
  for (const length of lengths.slice(35)) expect(length).toBeLessThan(110);
});
