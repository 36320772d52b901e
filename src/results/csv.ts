// A row a run, and a row a bin of the loss density. Chunks of text, so that 10^6 runs never stand in memory as one string.
import { causeNames, causesOf, NO_CAUSE } from '../analysis/causes';
import { BINS, binEdges, type LossHistogram } from '../analysis/histogram';
import { outcomeNames, outcomesOf, thresholdsOf } from '../analysis/outcomes';
import type { Runs } from '../analysis/runs';
import type { Study } from '../study/arms';

const ROWS_A_CHUNK = 2000;
const columns = [
  'arm',
  'seed',
  'outcome',
  'cause',
  'initial_loss',
  'earlier_loss',
  'final_loss',
  'dead_units',
];

/** RFC 4180: quoted where it must be. */
const field = (text: string): string =>
  /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

/** The shortest digits that give the same float32 again; NaN as "NaN". */
function float(value: number): string {
  for (const digits of [7, 8]) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return String(short);
  }
  return String(Number(value.toPrecision(9)));
}

const parametersOf = ({ parameters, finalLoss }: Runs): number =>
  parameters && finalLoss.length > 0 ? parameters.length / finalLoss.length : 0;

/**
 * The CSV of all runs, in the arms' order, then by seed: arm, seed, outcome, cause (empty for converged runs), losses,
 * dead hidden units, and the flat parameters `p0`, `p1`, .. where they were kept (empty cells behind a smaller model's).
 * @param runs one an arm
 */
export function* runsCsv(
  study: Study,
  runs: readonly Runs[],
  thresholds: readonly number[] = thresholdsOf(study, runs),
): Generator<string> {
  const width = Math.max(0, ...runs.map(parametersOf));
  const names = Array.from({ length: width }, (_, i) => `p${i}`);
  yield `${[...columns, ...names].join(',')}\n`;
  for (const [a, arm] of runs.entries())
    yield* armRows(field(study.arms[a].label), arm, thresholds[a], width);
}

function* armRows(label: string, runs: Runs, threshold: number, width: number): Generator<string> {
  const { seeds, initialLoss, earlierLoss, finalLoss, deadUnits, parameters } = runs;
  const outcomes = outcomesOf(runs, threshold);
  const { codes: causes } = causesOf(runs, outcomes);
  const count = parametersOf(runs);
  const empty = ','.repeat(width - count);
  const row = (i: number) => {
    const cause = causes[i] === NO_CAUSE ? '' : causeNames[causes[i]];
    const losses = [initialLoss[i], earlierLoss[i], finalLoss[i]].map(float);
    const kept = Array.from(parameters?.subarray(i * count, (i + 1) * count) ?? [], float);
    const cells = [
      label,
      seeds[i],
      outcomeNames[outcomes.codes[i]],
      cause,
      ...losses,
      deadUnits[i],
      ...kept,
    ];
    return `${cells.join(',')}${empty}\n`;
  };
  for (let from = 0; from < seeds.length; from += ROWS_A_CHUNK) {
    const to = Math.min(from + ROWS_A_CHUNK, seeds.length);
    yield Array.from({ length: to - from }, (_, i) => row(from + i)).join('');
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
