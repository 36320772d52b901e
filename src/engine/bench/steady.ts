// How fast work goes once it goes: units a second between two reports, the first of them after a moment to warm up.

const WARM_UP = 300; // milliseconds
/** The pacer needs some reports to find its length, unless single steps are long. */
const WARM_UP_REPORTS = 16;
const LONG = 1500; // milliseconds
const MEASURED = 500; // milliseconds

/** Work without end: tells how many units it has done so far, and throws the signal's reason when aborted. */
export type Work = (report: (done: number) => void, signal: AbortSignal) => Promise<unknown>;

/**
 * Units a second of some work, which is then aborted.
 * @throws whatever the work throws of its own, and the signal's reason when that aborts first
 */
export async function steadyRate(work: Work, signal?: AbortSignal): Promise<number> {
  const enough = new AbortController();
  const begun = performance.now();
  let reports = 0;
  let first: { at: number; done: number } | undefined;
  let rate = 0;
  const report = (done: number) => {
    const at = performance.now();
    if (enough.signal.aborted) return;
    if (!first) {
      const passed = at - begun;
      if (++reports >= (passed < LONG ? WARM_UP_REPORTS : 2) && passed >= WARM_UP)
        first = { at, done };
      return;
    }
    rate = (1000 * (done - first.done)) / (at - first.at);
    if (at - first.at >= MEASURED) enough.abort();
  };
  const either = signal ? AbortSignal.any([signal, enough.signal]) : enough.signal;
  try {
    await work(report, either);
  } catch (error) {
    if (!enough.signal.aborted) throw error;
  }
  return rate;
}
