// Ticks of logarithmic axes.

/** The whole exponents in a range, thinned to about six. */
export function decades(low: number, high: number): number[] {
  const all = Array.from(
    { length: Math.max(0, Math.floor(high) - Math.ceil(low) + 1) },
    (_, i) => Math.ceil(low) + i,
  );
  const every = Math.ceil(all.length / 6);
  return all.filter((k) => k % every === 0);
}

export interface LogTick {
  /** log10 of the value. */
  readonly at: number;
  /** Its text, or the exponent where it is a power of ten. */
  readonly text: string | number;
}

/** What the digits between two powers of ten are thinned to, the coarsest first. */
const MANTISSAS = [
  [1, 2, 5],
  [1, 2, 3, 4, 5, 6, 7, 8, 9],
  Array.from({ length: 90 }, (_, i) => (10 + i) / 10),
] as const;
const MOST = 6;

/** Ticks from 10^low to 10^high: powers of ten, or where there are not two of them numbers between, as few as make two. */
export function logTicks(low: number, high: number): LogTick[] {
  const powers = decades(low, high);
  if (powers.length > 1) return powers.map((k) => ({ at: k, text: k }));
  const range = Array.from(
    { length: Math.floor(high) - Math.floor(low) + 1 },
    (_, i) => Math.floor(low) + i,
  );
  const fine = MANTISSAS.map((digits) =>
    range
      .flatMap((k) => digits.map((m) => Number(`${m}e${k}`)))
      .map((value) => ({ at: Math.log10(value), text: plain(value) }))
      .filter(({ at }) => at >= low && at <= high),
  );
  const ticks = fine.find(({ length }) => length > 1) ?? fine.at(-1)!;
  const every = Math.ceil(ticks.length / MOST);
  return ticks.filter((_, i) => i % every === 0);
}

const plain = (value: number): string =>
  value >= 1e-4 && value < 1e5
    ? value.toLocaleString('en-US', { maximumSignificantDigits: 2 })
    : value.toExponential().replace('+', '');

/** An exponent as it is raised, with a true minus sign. */
export const raised = (k: number): string => String(k).replace('-', '−');
