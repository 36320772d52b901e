// Chooses how many steps the device is given at a time: dispatches short enough for the screen and for watchdogs, in rounds
// that are long enough to be worth the wait for their end.
import type { Fence } from '../../gpu/fence';

/** Milliseconds of a dispatch, and of a round whose answer comes quickly. */
const DISPATCH = 50;
/** A round takes so many times as long as its answer: on lavapipe none comes while anything is queued, and all is idle. */
const ANSWERS = 20;
/** Milliseconds: whoever presses Stop waits for two rounds. */
const LONGEST_ROUND = 200;
/** A round may be so many times longer than the longest so far. */
const MOST_GROWTH = 4;
/** Rounds whose time and steps together tell the speed, once they are long enough to tell it. */
const MEASURED = 4;
/** A round that takes less time than this, or so many times the answer's own, tells too little. */
const SHORT = { milliseconds: 5, answers: 2 };
/** Rounds queued behind the one that is waited for. */
const BEHIND = 1;
/** Share of a round's expected time that the host sleeps before it asks whether the work is done. */
const ASLEEP = 0.9;
/** Milliseconds that a system may take to tell that work is done; wgpu in Deno looks every 10 ms. */
const SLOWEST_ANSWER = 20;
/** An answer this many milliseconds after the quickest one tells that the work had ended before it was asked for. */
const AT_ONCE = 1;
const NEWS_MILLISECONDS = 150;

type RoundEnd = Pick<Fence, 'reached' | 'drop'>;

interface Round {
  steps: number;
  /** When its first steps were submitted, in milliseconds. */
  at: number;
}

/**
 * A pacer for one wave. The first rounds grow, each waited for on its own, until one is long enough to measure; the very first
 * tells nothing, since drivers may still compile. From then on another round is queued behind the one that is waited for, so
 * that the device never waits for the host. A round's end is asked for only shortly before: in Node, Dawn polls for as long
 * as anybody waits, which takes a whole core from a software adapter. Where it had ended before, the next is asked for
 * earlier: otherwise time asleep would pass for the device's.
 * @param most steps of one dispatch, and of one round
 */
export function pacer(most: number) {
  let secondsPerStep = Infinity;
  let asleep = ASLEEP;
  let longest = 1;
  let answer = SLOWEST_ANSWER; // the quickest so far, in milliseconds
  let lastDone = -Infinity;
  let lastNews = -Infinity; // the first losses are shown at once
  let open: Round = { steps: 0, at: 0 }; // what is submitted of the round that goes on
  let queued: (Round & { end: RoundEnd })[] = [];
  let warm = false;
  let measured: { steps: number; milliseconds: number }[] = [];

  const within = (milliseconds: number) => {
    const steps = Math.floor(milliseconds / 1000 / secondsPerStep);
    return Math.max(1, Math.min(most, MOST_GROWTH * longest, steps));
  };
  const wanted = () => within(Math.min(LONGEST_ROUND, Math.max(DISPATCH, ANSWERS * answer)));

  /** Whether the last round tells too little. */
  const isShort = () =>
    (measured.at(-1)?.milliseconds ?? 0) < Math.max(SHORT.milliseconds, SHORT.answers * answer);

  /** Asks, shortly before a round is expected to end, what answers when it has. */
  async function waitFor<T>({ steps, at }: Round, ask: () => Promise<T>): Promise<T> {
    const start = Math.max(at, lastDone - answer);
    const sleep = start + asleep * 1000 * steps * secondsPerStep - answer - performance.now();
    const sleeps = sleep > 2 && Number.isFinite(sleep);
    if (sleeps) await new Promise((wake) => setTimeout(wake, sleep));
    const asked = performance.now();
    const answered = await ask();
    lastDone = performance.now();
    answer = Math.min(answer, lastDone - asked);
    const tooLate = sleeps && lastDone - asked <= answer + AT_ONCE;
    asleep = tooLate ? asleep / 2 : Math.min(ASLEEP, 1.5 * asleep);
    longest = Math.max(longest, steps);
    if (warm) measured.push({ steps, milliseconds: lastDone - answer - start });
    warm = true;
    measured = measured.slice(isShort() ? -1 : -MEASURED);
    const sum = (key: 'steps' | 'milliseconds') =>
      measured.reduce((total, round) => total + round[key], 0);
    if (measured.length > 0)
      secondsPerStep = Math.max(1e-9, sum('milliseconds') / 1000 / sum('steps'));
    return answered;
  }

  return {
    /** Begins a round or goes on with one. @returns the steps to its end */
    next() {
      if (open.steps === 0) open.at = performance.now();
      return Math.max(1, wanted() - open.steps);
    },
    /** The most steps of one dispatch. */
    atOnce: () => within(DISPATCH),
    /**
     * To be awaited after steps were submitted: returns when more may be.
     * @param end of the round, where these were its last steps
     */
    async submitted(steps: number, end?: RoundEnd) {
      open.steps += steps;
      if (!end) return;
      queued.push({ ...open, end });
      open.steps = 0;
      const behind = isShort() ? 0 : BEHIND;
      while (queued.length > behind) {
        const round = queued.shift()!;
        await waitFor(round, () => round.end.reached());
      }
    },
    /** Reads something back, which ends the round: there is an answer when the device has done all that was submitted. */
    async readBack<T>(read: () => Promise<T>): Promise<T> {
      const rounds = [...queued, open];
      const steps = rounds.reduce((sum, round) => sum + round.steps, 0);
      const { at } = rounds[0];
      for (const { end } of queued) end.drop();
      queued = [];
      open = { steps: 0, at: 0 };
      return steps > 0 ? waitFor({ steps, at }, read) : read();
    },
    /** Whether losses should be shown now, which costs a read-back. */
    newsDue() {
      const due = performance.now() - lastNews > NEWS_MILLISECONDS;
      if (due) lastNews = performance.now();
      return due;
    },
  };
}
