// Binomial probabilities that keep their digits for any n: by deviances, not by differences of huge log gammas.
//
// Source: C. Loader (2000), "Fast and accurate computation of binomial probabilities": the density is Stirling's formula
// times exp(-deviances), and what Stirling leaves is a short series.

/** From here on seven terms of Stirling's series have all digits. */
const LARGE = 16;

/** Coefficients of 1/n, 1/n^3, ... in Stirling's series: B_2k / (2k (2k - 1)). */
const SERIES = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156];

/** ln Gamma(x + 1) minus Stirling's x ln x - x + ln(2 pi x) / 2, for real x > 0. */
export function stirlingRest(x: number): number {
  // below, by the recurrence rest(x) = rest(x + 1) + (x + 1/2) ln(1 + 1/x) - 1
  let [at, sum] = [x, 0];
  for (; at < LARGE; at++) sum += (at + 0.5) * Math.log1p(1 / at) - 1;
  const square = at * at;
  return sum + SERIES.reduceRight((rest, c) => c + rest / square, 0) / at;
}

/** The deviance x ln(x / mean) - x + mean, which is at least 0, without cancellation where x is near the mean. */
export function deviance(x: number, mean: number): number {
  const difference = x - mean;
  if (Math.abs(difference) >= 0.1 * (x + mean)) return x * Math.log(x / mean) - difference;
  // ln(x / mean) = 2 artanh(v)
  const v = difference / (x + mean);
  let sum = difference * v;
  let power = 2 * x * v;
  for (let j = 1; ; j++) {
    power *= v * v;
    const next = sum + power / (2 * j + 1);
    if (next === sum) return sum;
    sum = next;
  }
}

/**
 * ln of the binomial density Gamma(n + 1) / (Gamma(k + 1) Gamma(n - k + 1)) p^k (1 - p)^(n - k), for real 0 <= k <= n and
 * 0 < p < 1.
 * @param q 1 - p, where it is known to more digits
 */
export function lnBinomial(k: number, n: number, p: number, q = 1 - p): number {
  if (k === 0) return n * (p < 0.1 ? Math.log1p(-p) : Math.log(q));
  if (k === n) return n * (q < 0.1 ? Math.log1p(-q) : Math.log(p));
  const rest = stirlingRest(n) - stirlingRest(k) - stirlingRest(n - k);
  const away = deviance(k, n * p) + deviance(n - k, n * q);
  return rest - away + Math.log(n / (2 * Math.PI * k * (n - k))) / 2;
}
