// Where a falling function of one number crosses zero.

/** Natural logarithms beyond which no ratio of counts lies. */
const FAR = 50;

/** The t in -50 .. 50 at which a falling function changes its sign, by halving to the last bits. */
export function crossing(falling: (t: number) => number): number {
  let [low, high] = [-FAR, FAR];
  for (;;) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high || high - low < 1e-13) return middle;
    if (falling(middle) > 0) low = middle;
    else high = middle;
  }
}
