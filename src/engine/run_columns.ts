// The columns of one arm's runs while waves come in: what is kept of every run as far as it fits, [run][word].
import type { Facts, Runs } from '../analysis/runs';
import type { Arm } from '../study/arm';
import { factNames, mortalUnits, probeRows, startFactNames, type FactName } from '../study/facts';
import { parameterCount } from '../study/layout';
import { checkpointsOf, earlierStep } from './checkpoints';
import type { WaveResult } from './trainer';

/** Loss curves, and parameters, are kept for all runs of a study together up to this many bytes each. */
const KEPT_BYTES = 2 ** 27;
/** Facts, of which the causes are made, up to this many. */
const FACT_BYTES = 2 ** 30;

export type Columns = Pick<
  Runs,
  | 'initialLoss'
  | 'earlierLoss'
  | 'finalLoss'
  | 'deadUnits'
  | 'curves'
  | 'parameters'
  | 'deaths'
  | 'facts'
  | 'neurons'
>;

/** Columns for `count` runs; `arms` is how many share the memory. */
export function emptyColumns(arm: Arm, count: number, arms: number): Columns {
  const fits = (words: number, bytes = KEPT_BYTES) => count * words * 4 <= bytes / arms;
  const column = (words = 1) => new Float32Array(count * words);
  const byName = <Name extends string>(names: readonly Name[]) =>
    Object.fromEntries(names.map((name) => [name, column()])) as Record<Name, Float32Array>;
  const checkpoints = checkpointsOf(arm.training).length;
  const size = parameterCount(arm.layers);
  const mortal = mortalUnits(arm);
  const places = probeRows(arm);
  const perNeuron = places ? places.end - places.active : 0;
  const facts = places && fits(factNames.length + startFactNames.length, FACT_BYTES);
  return {
    initialLoss: column(),
    earlierLoss: column(),
    finalLoss: column(),
    deadUnits: new Uint16Array(count),
    curves: fits(checkpoints) ? column(checkpoints) : null,
    parameters: fits(size) ? column(size) : null,
    deaths: fits(mortal) ? new Uint32Array(count * mortal) : null,
    facts: facts ? { start: byName(startFactNames), end: byName(factNames) } : null,
    neurons: places && fits(perNeuron) ? column(perNeuron) : null,
  };
}

/** Takes over a finished wave of `runs` runs; the first of them is run `at` of the columns. */
export function fillColumns(
  columns: Columns,
  arm: Arm,
  at: number,
  runs: number,
  { losses, deadUnits, parameters, deaths, probe }: WaveResult,
): void {
  const checkpoints = checkpointsOf(arm.training);
  const lossesAt = (checkpoint: number) => rowOf(losses, checkpoint, runs);
  columns.initialLoss.set(lossesAt(0), at);
  columns.earlierLoss.set(lossesAt(checkpoints.indexOf(earlierStep(checkpoints))), at);
  columns.finalLoss.set(lossesAt(checkpoints.length - 1), at);
  columns.deadUnits.set(deadUnits, at);
  columns.parameters?.set(parameters, at * parameterCount(arm.layers));
  if (columns.curves) setRows(columns.curves, losses, checkpoints.length, at, runs);
  if (columns.deaths) setRows(columns.deaths, deaths, mortalUnits(arm), at, runs);
  const places = probeRows(arm);
  if (!probe || !places) return;
  if (columns.facts) {
    setFacts(columns.facts.start, startFactNames, probe.start, at, runs);
    setFacts(columns.facts.end, factNames, probe.end, at, runs);
  }
  if (columns.neurons) {
    const { active, end } = places;
    setRows(columns.neurons, probe.end.subarray(active * runs), end - active, at, runs);
  }
}

/** The columns of these runs alone. @param count runs of the columns */
export function pickColumns(columns: Columns, count: number, kept: Uint32Array): Columns {
  const pick = <T extends Float32Array | Uint16Array | Uint32Array>(from: T): T => {
    const words = from.length / count;
    const to = new (from.constructor as new (length: number) => T)(kept.length * words);
    kept.forEach((run, i) => to.set(from.subarray(run * words, (run + 1) * words), i * words));
    return to;
  };
  const pickFacts = <T extends Facts['start']>(from: T) =>
    Object.fromEntries(Object.entries(from).map(([name, values]) => [name, pick(values)])) as T;
  const { facts, curves, parameters, deaths, neurons } = columns;
  return {
    initialLoss: pick(columns.initialLoss),
    earlierLoss: pick(columns.earlierLoss),
    finalLoss: pick(columns.finalLoss),
    deadUnits: pick(columns.deadUnits),
    curves: curves && pick(curves),
    parameters: parameters && pick(parameters),
    deaths: deaths && pick(deaths),
    facts: facts && { start: pickFacts(facts.start), end: pickFacts(facts.end) },
    neurons: neurons && pick(neurons),
  };
}

/** One row of what a wave says, [row][run]. */
export const rowOf = (rows: Float32Array, row: number, runs: number): Float32Array =>
  rows.subarray(row * runs, (row + 1) * runs);

/** Puts `words` rows of a wave, [row][run], in a column, [run][row], from run `at` on. */
function setRows<T extends Float32Array | Uint32Array>(
  to: T,
  from: T,
  words: number,
  at: number,
  runs: number,
): void {
  for (let row = 0; row < words; row++) {
    for (let run = 0; run < runs; run++) to[(at + run) * words + row] = from[row * runs + run];
  }
}

/** Puts the facts of a wave, [fact][run], in columns by name. */
function setFacts<Name extends FactName>(
  to: Readonly<Record<Name, Float32Array>>,
  names: readonly Name[],
  from: Float32Array,
  at: number,
  runs: number,
): void {
  for (const name of names) to[name].set(rowOf(from, factNames.indexOf(name), runs), at);
}
