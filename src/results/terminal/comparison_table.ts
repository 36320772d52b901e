// The terminal's second table: every arm beside the first, seed by seed, and what a converged network costs with restarts.
import type { Comparison } from '../../analysis/comparison';
import { costIn, costOfThreshold, type CostUnit } from '../../analysis/cost';
import type { ArmSummary } from '../../analysis/summary';
import type { ResultDocument } from '../files/document';
import { countText, pointsText, probabilityText, quantityText } from '../numbers';
import { aligned, fitting, type Column } from './columns';

interface Row {
  readonly arm: ArmSummary;
  /** undefined for the reference itself. */
  readonly beside: Comparison | undefined;
}

function costText({ cost }: ArmSummary, unit: CostUnit): string {
  const expected = costIn(cost, unit);
  return expected ? quantityText(expected.value) : '–';
}

function cutOffText({ cost }: ArmSummary): string {
  const cutOff = costOfThreshold(cost)?.cutOff;
  return cutOff ? countText(cutOff.step) : '–';
}

const columns: readonly Column<Row>[] = [
  { head: 'arm', text: ({ arm }) => arm.label, align: 'left' },
  {
    head: 'difference, 95 %',
    text: ({ beside }) => (beside ? pointsText(beside.difference) : 'reference'),
    align: 'right',
  },
  {
    head: 'p, Holm',
    text: ({ beside }) => (beside ? probabilityText(beside.pHolm) : ''),
    align: 'right',
  },
  {
    head: 'only here/there',
    text: ({ beside }) => (beside ? `${countText(beside.onlyB)}/${countText(beside.onlyA)}` : ''),
    align: 'right',
    spare: 3,
  },
  { head: 'steps a success', text: ({ arm }) => costText(arm, 'steps'), align: 'right', spare: 2 },
  { head: 'FLOP', text: ({ arm }) => costText(arm, 'flop'), align: 'right', spare: 4 },
  { head: 'restart at', text: ({ arm }) => cutOffText(arm), align: 'right', spare: 1 },
];

const steps = ({ arm }: Row) => costIn(arm.cost, 'steps')?.value ?? Infinity;

/**
 * Lines of the comparison, the cheapest arm first, or none where a study has one arm or nothing to compare: no table where
 * it says nothing.
 */
export function comparisonLines(
  { arms, comparisons }: Pick<ResultDocument, 'arms' | 'comparisons'>,
  width: number,
): string[] {
  const [reference] = arms;
  const beside = new Map(
    comparisons.filter(({ a, pairs }) => a === reference?.label && pairs > 0).map((c) => [c.b, c]),
  );
  if (beside.size === 0) return [];
  const rows = arms
    .filter((arm) => arm === reference || beside.has(arm.label))
    .map((arm) => ({ arm, beside: beside.get(arm.label) }))
    .sort((x, y) => steps(x) - steps(y) || 0);
  const costs = rows.some(({ arm }) => costIn(arm.cost, 'steps') !== null);
  const shown = costs ? columns : columns.slice(0, 4);
  return aligned(fitting(shown, rows, width), rows, width);
}
