// The beta law, which is the binomial law's tails: P(X >= k) of n trials at rate p is betaShare(p, k, n - k + 1).
import { lnBinomial } from './binomial';

const EPSILON = 2 ** -52;
/** Instead of a denominator of zero. */
const TINY = 1e-300;

/**
 * The regularised incomplete beta function I_x(a, b), a, b > 0, to about 1e-13 of itself, also where it is tiny.
 * By the continued fraction DLMF 8.17.22 (https://dlmf.nist.gov/8.17.E22), which converges fast below the law's mean; above it by
 * the mirror I_x(a, b) = 1 - I_{1-x}(b, a). Evaluated as Lentz does (Applied Optics 15, 668-671, 1976).
 */
export function betaShare(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  return x <= (a + 1) / (a + b + 2) ? lowerTail(x, 1 - x, a, b) : 1 - lowerTail(1 - x, x, b, a);
}

/** I_x(a, b) by its fraction; y = 1 - x. */
function lowerTail(x: number, y: number, a: number, b: number): number {
  // x^a y^b / (a B(a, b)) as a binomial density
  const factor = Math.exp(lnBinomial(a, a + b, x, y)) * (b / (a + b));
  const guarded = (value: number) => (Math.abs(value) < TINY ? TINY : value);
  let up = 1;
  let down = 1 / guarded(1 - ((a + b) * x) / (a + 1));
  let fraction = down;
  // about sqrt(max(a, b)) pairs of terms
  for (let m = 1; ; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    down = 1 / guarded(1 + even * down);
    up = guarded(1 + even / up);
    fraction *= down * up;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    down = 1 / guarded(1 + odd * down);
    up = guarded(1 + odd / up);
    const change = down * up;
    fraction *= change;
    if (!(Math.abs(change - 1) > 2 * EPSILON)) return factor * fraction;
  }
}

/**
 * The x at which I_x(a, b) is p, 0 < p < 1: Newton's method in the logarithm of both, held between bounds by bisection.
 */
export function betaQuantile(p: number, a: number, b: number): number {
  let [low, high] = [0, 1];
  let x = a / (a + b);
  for (;;) {
    const share = betaShare(x, a, b);
    if (share < p) low = x;
    else high = x;
    // d ln I / d ln x = x density / I
    const slope = (Math.exp(lnBinomial(a, a + b, x)) * a * b) / ((a + b) * (1 - x) * share);
    const step = x * Math.exp(Math.log(p / share) / slope);
    const next = step > low && step < high ? step : (low + high) / 2;
    if (Math.abs(next - x) <= EPSILON * x || next === low || next === high) return next;
    x = next;
  }
}
