// A row a run. Chunks of text, so that 10^6 runs never stand in memory as one string.
import { causeNames, causesOf, NO_CAUSE } from '../analysis/causes';
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
