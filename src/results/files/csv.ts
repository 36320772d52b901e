// A row a run, and a row a bin of the loss density. Chunks of text, so that 10^6 runs never stand in memory as one string.
import { BINS, binEdges, type LossHistogram } from '../../analysis/histogram';
import type { Runs } from '../../analysis/runs';
import type { Study } from '../../study/arm';
import { runColumns } from './run_columns';

const ROWS_A_CHUNK = 2000;

/** RFC 4180: quoted where it must be. */
export const field = (text: string): string =>
  /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

/** The shortest digits that give the same float32 again; NaN as "NaN". */
function float(value: number): string {
  for (const digits of [7, 8]) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return String(short);
  }
  return String(Number(value.toPrecision(9)));
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
  for (const [a, { seeds }] of runs.entries()) {
    const cells = columns.map(({ type, of: { [a]: value } }) => {
      if (!value) return () => '';
      if (type === 'float') return (run: number) => float(value(run) as number);
      return (run: number) => field(String(value(run) ?? ''));
    });
    for (let from = 0; from < seeds.length; from += ROWS_A_CHUNK) {
      const to = Math.min(from + ROWS_A_CHUNK, seeds.length);
      const row = (i: number) => `${cells.map((cell) => cell(from + i)).join(',')}\n`;
      yield Array.from({ length: to - from }, (_, i) => row(i)).join('');
    }
  }
}

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
