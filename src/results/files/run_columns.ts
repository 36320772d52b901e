// The table of runs, a row a run in the arms' order, then by seed: what stands in it, for every kind of file.
import { causeNames, causesOf, NO_CAUSE } from '../../analysis/causes';
import { outcomeNames, outcomesOf, thresholdsOf } from '../../analysis/outcomes';
import type { Runs } from '../../analysis/runs';
import type { Arm, Study } from '../../study/arm';
import { factNames, probeRows, startFactNames } from '../../study/facts';
import { parameterCount } from '../../study/layout';

export interface RunColumn {
  readonly name: string;
  readonly type: 'text' | 'seed' | 'count' | 'float';
  /** [arm] the value of run i, null where it has none; null for arms that have no such column. */
  readonly of: readonly (((run: number) => string | number | null) | null)[];
}

/** The column of each arm under its name, before arms are put side by side. */
interface ArmColumn extends Pick<RunColumn, 'type'> {
  readonly value: (run: number) => string | number | null;
}

/**
 * Arm, seed, outcome, cause (none for converged runs), losses, dead hidden units; then what was measured and kept: facts before
 * training and after it (src/study/facts.ts), for every hidden neuron the rows on which it is active, for those of the last
 * hidden layer how far the loss rises without it, for those that can die the step since which they are dead (none while
 * alive), and the flat parameters `p0`, `p1`, ..
 * @param runs one an arm
 */
export function runColumns(
  study: Study,
  runs: readonly Runs[],
  thresholds: readonly number[] = thresholdsOf(study, runs),
): RunColumn[] {
  const arms = runs.map((arm, a) => columnsOf(study.arms[a], arm, thresholds[a]));
  const groups = arms[0].map((_, g) => {
    const names = arms.flatMap((arm) => [...arm[g].keys()]);
    return [...new Set(names)].map((name) => {
      const { type } = arms.find((arm) => arm[g].has(name))![g].get(name)!;
      return { name, type, of: arms.map((arm) => arm[g].get(name)?.value ?? null) };
    });
  });
  return groups.flat();
}

/** Rows from .. to - 1 of an arm. */
interface Piece {
  readonly arm: number;
  readonly from: number;
  readonly to: number;
}

/** The table of runs in pieces of at most so many rows, each of one arm. */
export const piecesOf = (runs: readonly Runs[], size: number): Piece[] =>
  runs.flatMap(({ seeds }, arm) =>
    Array.from({ length: Math.ceil(seeds.length / size) }, (_, i) => ({
      arm,
      from: i * size,
      to: Math.min((i + 1) * size, seeds.length),
    })),
  );

/** The columns of one arm in groups, each of which has as many columns as the largest model needs. */
function columnsOf(arm: Arm, runs: Runs, threshold: number): Map<string, ArmColumn>[] {
  const { facts, neurons, deaths, parameters, finalLoss } = runs;
  const outcomes = outcomesOf(runs, threshold);
  const { codes: causes } = causesOf(arm, runs, outcomes);
  const mortal = finalLoss.length > 0 ? (deaths?.length ?? 0) / finalLoss.length : 0;
  const places = probeRows(arm) ?? { active: 0, rise: 0, end: 0 };
  const perNeuron = places.end - places.active;
  const hidden = places.rise - places.active;
  const size = parameterCount(arm.layers);
  const of = (type: RunColumn['type'], value: ArmColumn['value']) => ({ type, value });
  const float = (values: Float32Array, stride = 1, at = 0) =>
    of('float', (run) => values[run * stride + at]);
  const facing = <Name extends string>(
    prefix: string,
    names: readonly Name[],
    columns: Readonly<Record<Name, Float32Array>> | undefined,
  ) => new Map(columns && names.map((name) => [`${prefix}${name}`, float(columns[name])]));
  const numbered = (prefix: string, count: number, column: (i: number) => ArmColumn) =>
    new Map(Array.from({ length: count }, (_, i) => [`${prefix}${i}`, column(i)]));
  return [
    new Map<string, ArmColumn>([
      ['arm', of('text', () => arm.label)],
      ['seed', of('seed', (run) => runs.seeds[run])],
      ['outcome', of('text', (run) => outcomeNames[outcomes.codes[run]])],
      ['cause', of('text', (run) => (causes[run] === NO_CAUSE ? null : causeNames[causes[run]]))],
      ['initial_loss', float(runs.initialLoss)],
      ['earlier_loss', float(runs.earlierLoss)],
      ['final_loss', float(finalLoss)],
      ['dead_units', of('count', (run) => runs.deadUnits[run])],
    ]),
    facing('start_', startFactNames, facts?.start),
    facing('', factNames, facts?.end),
    numbered('active_', neurons ? hidden : 0, (i) => float(neurons!, perNeuron, i)),
    numbered('rise_', neurons ? perNeuron - hidden : 0, (i) =>
      float(neurons!, perNeuron, hidden + i),
    ),
    numbered('dead_since_', mortal, (i) =>
      of('count', (run) => {
        const since = deaths![run * mortal + i];
        return since > 0 ? since - 1 : null;
      }),
    ),
    numbered('p', parameters ? size : 0, (i) => float(parameters!, size, i)),
  ];
}
