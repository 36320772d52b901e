// A row a run, and a row a bin of the loss density. Chunks of text, so that 10^6 runs never stand in memory as one string.
import { BINS, binEdges, type LossHistogram } from '../../analysis/histogram';
import type { Runs } from '../../analysis/runs';
import type { Study } from '../../study/arm';
import { piecesOf, runColumns } from './run_columns';

const ROWS_A_CHUNK = 2000;

/** RFC 4180: quoted where it must be. */
export const field = (text: string): string =>
  /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

/** Powers of ten that are exact in float64. */
const TENS = Array.from({ length: 23 }, (_, k) => Number(`1e${k}`));

/** A number at so many digits; where a power of ten is exact without `toPrecision`, twice as fast. */
function rounded(value: number, digits: number, exponent: number): number {
  const scale = TENS[digits - 1 - exponent];
  return scale ? Math.round(value * scale) / scale : Number(value.toPrecision(digits));
}

/** The shortest digits that give the same float32 again, from 7; NaN as "NaN". */
function float(value: number): string {
  const exponent = Math.floor(Math.log10(Math.abs(value)));
  for (const digits of [7, 8, 9]) {
    const short = rounded(value, digits, exponent);
    if (Math.fround(short) === value) return String(short);
  }
  return String(value);
}

/**
 * The CSV of all runs: run_columns.ts. What a run or its model does not have is empty.
 * @param runs one an arm
 */
export function* runsCsv(
  study: Study,
  runs: readonly Runs[],
  thresholds?: readonly number[],
): Generator<string> {
  const columns = runColumns(study, runs, thresholds);
  yield `${columns.map(({ name }) => name).join(',')}\n`;
  for (const { arm, from, to } of piecesOf(runs, ROWS_A_CHUNK)) {
    const cells = columns.map(({ type, of: { [arm]: value } }) => {
      if (!value) return () => '';
      if (type === 'float') return (run: number) => float(value(run) as number);
      return (run: number) => field(String(value(run) ?? ''));
    });
    const row = (i: number) => `${cells.map((cell) => cell(from + i)).join(',')}\n`;
    yield Array.from({ length: to - from }, (_, i) => row(i)).join('');
  }
}

/** Chunks of the CSV of all runs. */
export const csvChunks = (runs: readonly Runs[]): number => 1 + piecesOf(runs, ROWS_A_CHUNK).length;

/**
 * The CSV of the loss density: how many runs of an arm had a loss in [from, to) at each recorded step, empty bins left
 * out. Losses below the lowest edge count from 0, those above the highest to Infinity, those not finite as NaN.
 */
export function* densityCsv(study: Study, runs: readonly Runs[]): Generator<string> {
  yield 'arm,step,from,to,count\n';
  for (const [a, { density, checkpoints }] of runs.entries()) {
    for (const [c, histogram] of density.entries()) {
      const rows = densityBins(histogram).filter(([, , count]) => count > 0);
      const start = `${field(study.arms[a].label)},${checkpoints[c]},`;
      yield rows.map((row) => `${start}${row.join(',')}\n`).join('');
    }
  }
}

/** [from, to, count] of all bins, and of what lies outside. */
const densityBins = ({ counts, underflow, overflow, diverged }: LossHistogram) => [
  [0, binEdges[0], underflow],
  ...Array.from(counts, (count, i) => [binEdges[i], binEdges[i + 1], count]),
  [binEdges[BINS], Infinity, overflow],
  [NaN, NaN, diverged],
];
