// Every arm beside the first, seed by seed.
import { MOST_ARMS, type Comparison } from '../../analysis/comparison';
import { reachOf } from '../../charts/axes';
import { intervalCell, ticksCell } from '../../charts/cells';
import { countText, pointsText, probabilityText } from '../numbers';
import { comparisonOf } from './answer';
import { heading, note, number, term, type Block, type Cell, type Column } from './blocks';
import { byRate, colourOf, nameOf, type Source } from './source';

/** More pairs than these are left to summary.json. */
const MOST_PAIRS = 120;

export function comparison(source: Source): Block[] {
  const { arms, comparisons } = source.result;
  const [reference] = arms;
  const rows = byRate(source).flatMap((arm) => {
    const found =
      arm.index === 0 ? undefined : comparisonOf(comparisons, reference.label, arm.label);
    return found && found.pairs > 0 ? [{ arm, found }] : [];
  });
  if (rows.length === 0) return [];
  const reach = reachOf(rows.map(({ found }) => found.difference));
  const at = (difference: number) => 0.5 + difference / (2 * reach);
  const points = (side: number) => `${side < 0 ? '−' : '+'}${100 * reach}`;
  const axis: Column = {
    head: 'Difference, drawn',
    look: 'drawn',
    ticks: ticksCell([
      { at: 0, text: points(-1) },
      { at: 0.5, text: '0' },
      { at: 1, text: points(1) },
    ]),
  };
  return [
    heading('Comparison'),
    note(
      'Every arm beside ',
      { code: reference.label },
      ': ',
      term('pairedDifference', 'difference of the rates'),
      ' in percentage points with its 95 % interval, by ',
      term('pairs', 'pairs of seeds'),
      '; ',
      term('mcnemar', 'McNemar’s exact test'),
      ' with ',
      term('holm', 'Holm’s'),
      ` adjustment over ${arms.length > MOST_ARMS ? 'these comparisons' : 'all pairs of arms'}. A hollow dot: not told apart at 5 %.`,
    ),
    {
      kind: 'table',
      caption: `Arms beside ${reference.label}`,
      columns: [
        { head: 'Arm', look: 'text' },
        axis,
        number('Difference, points'),
        number('Only it'),
        number(['Only ', { code: reference.label }]),
        number('Both'),
        number('Neither'),
        number('p'),
        number('p, Holm'),
      ],
      rows: rows.map(({ arm, found }): Cell[] => [
        nameOf(source, arm),
        {
          svg: intervalCell(
            {
              value: at(found.difference.value!),
              low: at(found.difference.low),
              high: at(found.difference.high),
              colour: colourOf(source, arm),
              unsure: found.verdict === 'not told apart',
            },
            [0, 0.5, 1],
          ),
        },
        ...numbers(found),
      ]),
    },
    ...allPairs(comparisons, arms.length),
  ];
}

const numbers = (found: Comparison): string[] => [
  pointsText(found.difference),
  countText(found.onlyB),
  countText(found.onlyA),
  countText(found.both),
  countText(found.neither),
  probabilityText(found.p),
  probabilityText(found.pHolm),
];

function allPairs(comparisons: readonly Comparison[], arms: number): Block[] {
  const pairs = comparisons.filter(({ pairs: n }) => n > 0);
  if (arms < 3 || pairs.length > MOST_PAIRS) return [];
  return [
    {
      kind: 'table',
      caption: 'All pairs of arms',
      folded: true,
      columns: [
        { head: 'Arm', look: 'text' },
        { head: 'Beside', look: 'text' },
        number('Difference, points'),
        number('Only it'),
        number('Only the other'),
        number('Both'),
        number('Neither'),
        number('p'),
        number('p, Holm'),
      ],
      rows: pairs.map((found) => [{ name: found.b }, { name: found.a }, ...numbers(found)]),
    },
  ];
}
