// The one comparer of numbers. NaN-safe: NaN and infinities pass only where exactly the same is expected.
// Scale-aware: |a - b| <= atol + rtol |b|, and never written the other way round, which lets NaN through.

/** How close is close. Both default to 0: say what you allow. */
export interface Tolerance {
  rtol?: number;
  atol?: number;
  /** Turns an index into words for the message, such as "run 3, layer 1, unit 2". */
  where?: (index: number) => string;
}

type Numbers = ArrayLike<number>;

/** @returns whether `actual` is within the tolerance of `expected`; NaN equals NaN, infinity itself. */
export function isClose(actual: number, expected: number, { rtol = 0, atol = 0 }: Tolerance = {}) {
  if (Object.is(actual, expected)) return true;
  if (!Number.isFinite(expected)) return false; // rtol * infinity would allow anything
  return Math.abs(actual - expected) <= atol + rtol * Math.abs(expected);
}

/**
 * Compares numbers or arrays of numbers, entry by entry.
 * @throws Error that names the first bad entry, both values, how many are bad, and the worst
 */
export function expectClose(
  actual: number | Numbers,
  expected: number | Numbers,
  tolerance: Tolerance = {},
): void {
  const a = typeof actual === 'number' ? [actual] : actual;
  const b = typeof expected === 'number' ? [expected] : expected;
  if (a.length !== b.length) throw new Error(`${a.length} numbers, expected ${b.length}`);
  let first = -1;
  let bad = 0;
  let worst = 0;
  for (let i = 0; i < a.length; i++) {
    if (isClose(a[i], b[i], tolerance)) continue;
    if (first < 0) first = i;
    bad++;
    const error = Math.abs(a[i] - b[i]) / Math.abs(b[i]);
    worst = Math.max(worst, Number.isNaN(error) ? Infinity : error);
  }
  if (first < 0) return;
  const { rtol = 0, atol = 0, where = (index) => `index ${index}` } = tolerance;
  throw new Error(
    `${where(first)}: ${a[first]}, expected ${b[first]} ` +
      `(allowed: rtol ${rtol}, atol ${atol}); ${bad} of ${a.length} differ, ` +
      `the worst by a relative ${worst.toPrecision(3)}`,
  );
}
