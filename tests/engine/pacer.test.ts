// The pacer against a device of invented speed, on an invented clock.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { pacer } from '../../src/engine/gpu/pacer';

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance', 'setTimeout'] }));
afterEach(() => void vi.useRealTimers());

interface Rounds {
  /** Milliseconds of each round, and of the longest dispatch of each. */
  readonly lengths: number[];
  readonly dispatches: number[];
  /** The device's idle share of the time. */
  readonly idle: number;
}

/** Runs rounds one after the other; `cost(round)` is milliseconds a step, an answer comes `delay` ms late. */
async function drive(cost: (round: number) => number, rounds: number, delay: number) {
  const pace = pacer(1 << 20);
  let free = performance.now(); // when the device has done all it was given
  let busy = 0;
  const found = { lengths: [] as number[], dispatches: [] as number[] };
  const all = (async () => {
    for (let round = 0; round < rounds; round++) {
      const steps = pace.next();
      const length = steps * cost(round);
      free = Math.max(free, performance.now()) + length;
      busy += length;
      found.lengths.push(length);
      found.dispatches.push(Math.min(steps, pace.atOnce()) * cost(round));
      const end = free;
      const reached = () =>
        new Promise<void>((resolve) =>
          setTimeout(resolve, Math.max(0, end - performance.now()) + delay),
        );
      await pace.submitted(steps, { reached, drop: () => {} });
    }
  })();
  await vi.runAllTimersAsync();
  await all;
  return { ...found, idle: 1 - busy / free } satisfies Rounds;
}

test.each([
  { delay: 0, most: 60, idle: 0.02 },
  { delay: 10, most: 220, idle: 0.1 },
])('rounds are long enough for answers $delay ms late', async ({ delay, most, idle }) => {
  const found = await drive(() => 0.02, 60, delay);
  for (const length of found.lengths.slice(20)) {
    expect(length).toBeGreaterThan(40);
    expect(length).toBeLessThan(most);
  }
  for (const length of found.dispatches.slice(20)) expect(length).toBeLessThan(60);
  expect(found.idle).toBeLessThan(idle);
});

test('reading back is asked for shortly before it can be answered, and tells the speed, too', async () => {
  const pace = pacer(1 << 20);
  const asked: number[] = [];
  const all = (async () => {
    for (let look = 0; look < 20; look++) {
      const steps = pace.next();
      await pace.submitted(steps);
      const end = performance.now() + 0.02 * steps;
      await pace.readBack(async () => {
        asked.push(end - performance.now());
        await new Promise((resolve) => setTimeout(resolve, Math.max(0, end - performance.now())));
      });
    }
    return 0.02 * pace.next();
  })();
  await vi.runAllTimersAsync();
  expect(await all).toBeGreaterThan(40);
  for (const early of asked.slice(10)) expect(early).toBeLessThan(10);
});

test('reading back drops the ends that nobody asks for any more', async () => {
  const pace = pacer(1 << 20);
  const ends = { set: 0, reached: 0, dropped: 0 };
  const round = async (steps: number) => {
    const end = performance.now() + 0.02 * steps;
    ends.set++;
    await pace.submitted(steps, {
      reached: async () => {
        ends.reached++;
        await new Promise((resolve) => setTimeout(resolve, Math.max(0, end - performance.now())));
      },
      drop: () => ends.dropped++,
    });
  };
  const all = (async () => {
    for (let i = 0; i < 30; i++) await round(pace.next());
    await pace.readBack(() => Promise.resolve());
  })();
  await vi.runAllTimersAsync();
  await all;
  expect(ends).toEqual({ set: 30, reached: 29, dropped: 1 });
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
