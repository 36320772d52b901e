// What a report is written from, and what all of its sections say of an arm in the same way.
import type { ArmSummary } from '../../analysis/summary';
import { ARM_COLOURS, armColour } from '../../charts/colours';
import type { Study } from '../../study/arm';
import type { ResultDocument } from '../files/document';
import type { Density, Networks } from '../files/read_csv';
import type { Name } from './blocks';

export interface Source {
  readonly result: ResultDocument;
  readonly study: Study;
  readonly density: Density;
  readonly networks: Networks;
  /** Of the program that writes the report. */
  readonly version: string;
}

/** An arm and its place in the study, which its colour goes by. */
export interface Placed extends ArmSummary {
  readonly index: number;
}

/** The arms, the highest rate first; those without runs last. */
export const byRate = ({ result }: Source): Placed[] =>
  result.arms
    .map((arm, index) => ({ ...arm, index }))
    .sort((a, b) => (b.converged.rate ?? -1) - (a.converged.rate ?? -1));

/** The colour of an arm in this study, as CSS. */
export const colourOf = ({ result }: Source, { index }: Pick<Placed, 'index'>): string =>
  armColour(index, result.arms.length);

/** The name of an arm with its colour, where arms have colours. */
export const nameOf = (source: Source, { label, index }: Placed): Name => ({
  name: label,
  colour: source.result.arms.length > ARM_COLOURS ? undefined : colourOf(source, { index }),
});

/** Arms side by side in a table that fits a page. */
const ABREAST = 6;

/** Arms in groups of about the same size, each for one table. */
export function abreast<T>(arms: readonly T[]): (readonly T[])[] {
  const size = Math.ceil(arms.length / Math.ceil(arms.length / ABREAST));
  return Array.from({ length: Math.ceil(arms.length / size) }, (_, t) =>
    arms.slice(t * size, (t + 1) * size),
  );
}

/** Steps of a long table: 0, the powers of ten and the last, as far as they were recorded. */
export function fewSteps(steps: readonly number[]): number[] {
  const nearest = (wanted: number) =>
    steps.reduce((near, step) => (Math.abs(step - wanted) < Math.abs(near - wanted) ? step : near));
  const last = steps.at(-1)!;
  const powers = [0, 1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8].filter((power) => power < last);
  return [...new Set([...powers.map(nearest), last])].sort((a, b) => a - b);
}
