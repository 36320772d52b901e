// A row a run, and a row a bin of the loss density. Chunks of text, so that 10^6 runs never stand in memory as one string.
import { causeNames, causesOf, NO_CAUSE } from '../../analysis/causes';
import { BINS, binEdges, type LossHistogram } from '../../analysis/histogram';
import { outcomeNames, outcomesOf, thresholdsOf } from '../../analysis/outcomes';
import type { Runs } from '../../analysis/runs';
import type { Arm, Study } from '../../study/arm';
import { factNames, probeRows, startFactNames } from '../../study/facts';
import { parameterCount } from '../../study/layout';

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

/** Cells of a run, by their number; as many a run in all arms, empty ones behind a smaller model's. */
interface Group {
  readonly name: (cell: number) => string;
  readonly width: number;
  readonly cell: (run: number, cell: number) => string;
}

const numbered = (prefix: string) => (cell: number) => `${prefix}${cell}`;

/** A group of columns that hold `width` numbers a run, from `first` of every `stride` on. */
const numbers = (
  name: Group['name'],
  values: Float32Array | null | undefined,
  stride: number,
  first = 0,
  width = stride - first,
): Group => ({
  name,
  width: values ? width : 0,
  cell: (run, cell) => float(values![run * stride + first + cell]),
});

/** The columns of an arm behind those that all have. */
function groupsOf({ layers, task }: Arm, runs: Runs): Group[] {
  const { facts, neurons, deaths, parameters, finalLoss } = runs;
  const mortal = finalLoss.length > 0 ? (deaths?.length ?? 0) / finalLoss.length : 0;
  const places = probeRows({ layers, task }) ?? { active: 0, rise: 0, end: 0 };
  const perNeuron = places.end - places.active;
  const hidden = places.rise - places.active;
  const each = <Name extends string>(
    prefix: string,
    names: readonly Name[],
    of: Readonly<Record<Name, Float32Array>> | undefined,
  ) => names.map((name) => numbers(() => `${prefix}${name}`, of?.[name], 1));
  return [
    ...each('start_', startFactNames, facts?.start),
    ...each('', factNames, facts?.end),
    numbers(numbered('active_'), neurons, perNeuron, 0, hidden),
    numbers(numbered('rise_'), neurons, perNeuron, hidden),
    {
      name: numbered('dead_since_'),
      width: mortal,
      cell: (run, cell) => {
        const since = deaths![run * mortal + cell];
        return since > 0 ? String(since - 1) : '';
      },
    },
    numbers(numbered('p'), parameters, parameterCount(layers)),
  ];
}

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
 * The CSV of all runs, in the arms' order, then by seed: arm, seed, outcome, cause (empty for converged runs), losses, dead
 * hidden units; then what was measured and kept: facts before training and after it (src/study/facts.ts), for every hidden
 * neuron the rows on which it is active, for those of the last hidden layer how far the loss rises without it, for those that
 * can die the step since which they are dead (empty while alive), and the flat parameters `p0`, `p1`, ..
 * @param runs one an arm
 */
export function* runsCsv(
  study: Study,
  runs: readonly Runs[],
  thresholds: readonly number[] = thresholdsOf(study, runs),
): Generator<string> {
  const groups = runs.map((columns, a) => groupsOf(study.arms[a], columns));
  const widths = groups[0].map((_, g) => Math.max(...groups.map((arm) => arm[g].width)));
  const names = widths.flatMap((width, g) =>
    Array.from({ length: width }, (_, cell) => groups[0][g].name(cell)),
  );
  yield `${[...columns, ...names].join(',')}\n`;
  for (const [a, arm] of runs.entries())
    yield* armRows(study.arms[a], arm, thresholds[a], groups[a], widths);
}

function* armRows(
  arm: Arm,
  runs: Runs,
  threshold: number,
  groups: readonly Group[],
  widths: readonly number[],
): Generator<string> {
  const { seeds, initialLoss, earlierLoss, finalLoss, deadUnits } = runs;
  const label = field(arm.label);
  const outcomes = outcomesOf(runs, threshold);
  const { codes: causes } = causesOf(arm, runs, outcomes);
  const row = (i: number) => {
    const cause = causes[i] === NO_CAUSE ? '' : causeNames[causes[i]];
    const cells = [
      label,
      seeds[i],
      outcomeNames[outcomes.codes[i]],
      cause,
      ...[initialLoss[i], earlierLoss[i], finalLoss[i]].map(float),
      deadUnits[i],
    ];
    groups.forEach(({ width, cell }, g) => {
      for (let c = 0; c < widths[g]; c++) cells.push(c < width ? cell(i, c) : '');
    });
    return `${cells.join(',')}\n`;
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
