// Numbers as people read them: 4 significant digits, thousands separated, a dash where nothing is known.

/** 0.003516, 12.35, 1.234e-7; an en dash for null or NaN. */
export function lossText(loss: number | null): string {
  if (loss === null || !Number.isFinite(loss)) return '–';
  if (loss === 0) return '0';
  const size = Math.abs(loss);
  return size < 1e-4 || size >= 1e5 ? loss.toExponential(3) : loss.toPrecision(4);
}

/** 12,345 */
export const countText = (count: number): string => Math.round(count).toLocaleString('en-US');

/** "3,000", or "50 to 9,000" where they differ. */
export const rangeText = (counts: readonly number[]): string =>
  [...new Set([Math.min(...counts), Math.max(...counts)])].map(countText).join(' to ');

/** 12.3 k, 3.5 M, 1.2 G, in 3 significant digits. */
export function quantityText(value: number): string {
  const rows = [
    [1e9, ' G'],
    [1e6, ' M'],
    [1e3, ' k'],
  ] as const;
  const [unit, name] = rows.find(([size]) => value >= 0.9995 * size) ?? [1, ''];
  return `${Number((value / unit).toPrecision(3))}${name}`;
}

/** A share in percent, with 2 decimals where there are enough runs for them to mean something. */
export const percentText = (share: number, runs: number): string =>
  (100 * share).toFixed(runs >= 1e5 ? 2 : 1);

/** "83.5 % [80.8, 85.9]" */
export function rateText(
  rate: { rate: number | null; low: number; high: number },
  runs: number,
): string {
  if (rate.rate === null) return '–';
  const [share, low, high] = [rate.rate, rate.low, rate.high].map((value) =>
    percentText(value, runs),
  );
  return `${share} % [${low}, ${high}]`;
}

const signed = (points: number) =>
  `${points < 0 ? '−' : '+'}${Math.abs(points).toFixed(1)}`.replace(/^[−+](?=0\.0$)/, '');

/** A difference of rates in percentage points: "+45.2 [41.9, 48.5]", "−3.0 [−5.1, −0.9]"; an en dash for null. */
export function pointsText(difference: {
  readonly value: number | null;
  readonly low: number;
  readonly high: number;
}): string {
  if (difference.value === null) return '–';
  const [value, low, high] = [difference.value, difference.low, difference.high].map((d) =>
    signed(100 * d),
  );
  return `${value} [${low}, ${high}]`;
}

/** "1.57 k [1.37 k, 1.85 k]", each by `text`; an end that is not bounded is infinite, or not known below. */
export const estimateText = (
  estimate: { readonly value: number; readonly low: number | null; readonly high: number | null },
  text: (value: number) => string,
): string =>
  `${text(estimate.value)} [${estimate.low === null ? '–' : text(estimate.low)}, ${estimate.high === null ? '∞' : text(estimate.high)}]`;

/** 3.9e−16, in two digits. */
export const scientificText = (value: number): string =>
  value === 0 ? '0' : value.toExponential(1).replace('-', '−').replace('e-', 'e−');

/** A p-value in two digits: 0.042, 3.1e-7, "< 1e-300". */
export function probabilityText(p: number): string {
  if (p < 1e-300) return '< 1e-300';
  return p < 1e-3 ? p.toExponential(1) : String(Number(p.toPrecision(2)));
}

/** 0:07, 12:34, 1:02:03 */
export function durationText(seconds: number): string {
  const whole = Math.round(seconds);
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (n: number) => String(n).padStart(2, '0');
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** A change of a loss with its sign: "+0.5920", "−1.200e-5", "0". */
export function changeText(change: number): string {
  if (change === 0 || Number.isNaN(change)) return lossText(change);
  return `${change < 0 ? '−' : '+'}${lossText(Math.abs(change))}`;
}
