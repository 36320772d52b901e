// Chooses the steps of the next dispatch, or of several in a row, from how long the last took. Together they take about
// 50 ms: shorter wastes time between them, longer freezes the screen and meets watchdogs.

const DISPATCH_SECONDS = 0.05;
/** Share of a dispatch's expected time that the host sleeps before it asks whether the work is done. */
const ASLEEP = 0.9;
/** Milliseconds that a system may take to tell that work is done; wgpu in Deno looks every 10 ms. */
const SLOWEST_ANSWER = 20;
/** The most that a step may seem slower than in the dispatch before: a hiccup is no new speed. */
const MOST_SLOWDOWN = 4;
/** An answer this many milliseconds after the quickest one tells that the work had ended before it was asked for. */
const AT_ONCE = 1;
const NEWS_MILLISECONDS = 150;

/**
 * A pacer for one wave. It asks for the end of a dispatch only shortly before: in Node, Dawn polls for as long as
 * anybody waits, which takes a whole core from a software adapter. The answer's own delay is part of the sleep: otherwise a
 * slow answer looks like slow work, and dispatches shrink without end. Where the work had ended before it was asked for,
 * its time is unknown but shorter: half is tried next, so that a hiccup is forgotten within a few dispatches. The first dispatch
 * tells nothing: drivers may still compile.
 * @param most steps of one dispatch
 */
export function pacer(most: number) {
  let secondsPerStep = Infinity;
  let longest = 1;
  let finished = 0;
  let answer = SLOWEST_ANSWER; // the quickest so far, in milliseconds
  let lastDone = performance.now();
  let lastNews = lastDone;
  let before: Promise<void> = Promise.resolve();
  return {
    steps: () =>
      Math.max(1, Math.min(most, longest, Math.floor(DISPATCH_SECONDS / secondsPerStep))),
    /** To be awaited after a dispatch was submitted: returns when it is about to end, so that the next can be queued. */
    async submitted(steps: number, done: () => Promise<unknown>) {
      await before;
      const sleep = ASLEEP * steps * secondsPerStep * 1000 - answer;
      const sleeps = sleep > 2 && Number.isFinite(sleep);
      if (sleeps) await new Promise((wake) => setTimeout(wake, sleep));
      const asked = performance.now();
      before = done().then(() => {
        const now = performance.now();
        answer = Math.min(answer, now - asked);
        const tooLate = sleeps && now - asked <= answer + AT_ONCE;
        if (finished++ > 0) {
          const measured = ((now - lastDone) / 1000 / steps) * (tooLate ? 0.5 : 1);
          secondsPerStep = Math.max(1e-9, Math.min(measured, MOST_SLOWDOWN * secondsPerStep));
        }
        lastDone = now;
        longest = Math.max(longest, steps * 4);
      });
      before.catch(() => {}); // a lost device is reported by settle()
    },
    /** Whether losses should be shown now, which costs a read-back. */
    newsDue() {
      const due = performance.now() - lastNews > NEWS_MILLISECONDS;
      if (due) lastNews = performance.now();
      return due;
    },
  };
}
