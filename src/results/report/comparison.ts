// Every arm beside the first, seed by seed, and what one success costs.
import { byCost, costIn, costUnits, type CostUnit } from '../../analysis/cost';
import { MOST_ARMS, type Comparison } from '../../analysis/comparison';
import { emptyCell, intervalCell, ticksCell } from '../../charts/cells';
import { countText, estimateText, pointsText, probabilityText, quantityText } from '../numbers';
import { comparisonOf } from './answer';
import { heading, note, number, term, type Block, type Cell, type Column } from './blocks';
import { byRate, colourOf, nameOf, type Source } from './source';

/** Half widths that the axis of differences may have. */
const REACHES = [0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 0.75, 1];
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
  const most = Math.max(
    ...rows.flatMap(({ found: { difference } }) => [-difference.low, difference.high]),
  );
  const reach = REACHES.find((at) => at >= most) ?? 1;
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

const units = Object.keys(costUnits) as CostUnit[];

/** Arms by the expected cost of one success, on a logarithmic axis. */
export function cost(source: Source): Block[] {
  const { arms } = source.result;
  const costs = arms.map((arm) => arm.cost);
  const steps = costs.map((one) => costIn(one, 'steps'));
  const ends = steps
    .flatMap((one) => [one?.value ?? 0, one?.low ?? 0, one?.high ?? 0])
    .filter((end) => end > 0);
  if (ends.length === 0) return [];
  const low = Math.floor(Math.log10(Math.min(...ends)));
  const high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(...ends))));
  const at = (value: number | null, otherwise: number) =>
    value === null ? otherwise : value > 0 ? (Math.log10(value) - low) / (high - low) : 0;
  const ticks = Array.from({ length: high - low + 1 }, (_, k) => ({
    at: k / (high - low),
    text: quantityText(10 ** (low + k)),
  }));
  const lines = ticks.map((tick) => tick.at);
  const places = units.map((unit) => byCost(costs, unit));
  const rank = (unit: number, arm: number) => places[unit].indexOf(arm) + 1;
  const ranked = places.some((order) => order.join() !== places[0].join());
  return [
    heading('Cost of one success'),
    note(
      term('expectedCost', 'Expected cost'),
      ' of one network that reaches the threshold, when those that have not by the ',
      term('cutOff', 'best cut-off'),
      ' start again, with its 95 % bootstrap interval; the cheapest in steps first.',
      ranked ? ' In brackets behind it: the place of the arm in that unit.' : '',
    ),
    {
      kind: 'table',
      caption: 'Cost of one success by arm',
      columns: [
        { head: 'Arm', look: 'text' },
        { head: 'Steps, drawn', look: 'drawn', ticks: ticksCell(ticks) },
        number('Steps, 95 %'),
        number(costUnits.sampleUpdates),
        number(costUnits.flop),
        number('Restart at'),
        number([term('ert', 'ERT, steps')]),
        number([term('tries', 'Tries for 99 %')]),
        number([term('rebound', 'Left again')]),
      ],
      rows: places[0].map((a): Cell[] => {
        const arm = { ...arms[a], index: a };
        const target = costs[a].targets?.[0];
        const { tries } = costs[a];
        const expected = steps[a];
        return [
          nameOf(source, arm),
          {
            svg: expected
              ? intervalCell(
                  {
                    value: at(expected.value, 0),
                    low: at(expected.low, 0),
                    high: at(expected.high, 1),
                    colour: colourOf(source, arm),
                  },
                  lines,
                )
              : emptyCell(lines),
          },
          expected ? estimateText(expected, quantityText) : '–',
          ...units.slice(1).map((unit, u) => {
            const value = costIn(costs[a], unit)?.value;
            if (value === undefined) return '–';
            return ranked ? `${quantityText(value)} (${rank(u + 1, a)})` : quantityText(value);
          }),
          target?.cutOff ? countText(target.cutOff.step) : '–',
          target?.ert ? estimateText(target.ert, quantityText) : '–',
          tries ? estimateText(tries, countText) : '–',
          target ? countText(target.left) : '–',
        ];
      }),
    },
  ];
}
