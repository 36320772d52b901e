// What one success costs, the cheapest arm first.
import { byCost, costIn, costOfThreshold, costUnits, type CostUnit } from '../../analysis/cost';
import { emptyCell, intervalCell, ticksCell } from '../../charts/cells';
import { countText, estimateText, quantityText } from '../numbers';
import { heading, note, number, term, type Block, type Cell } from './blocks';
import { colourOf, nameOf, type Source } from './source';

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
        const target = costOfThreshold(costs[a]);
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
