// What predicts at the start how a run ends: for each arm the rate by what was measured before training.
import { binText } from '../../analysis/predictors';
import { intervalCell } from '../../charts/cells';
import { facts } from '../../study/facts';
import { countText, rateText } from '../numbers';
import { heading, note, number, type Block, type Cell } from './blocks';
import { shareAxis, SHARES } from './rates';
import { colourOf, nameOf, type Source } from './source';

/** A table an arm that has any; those behind the first are folded. */
export function predictors(source: Source): Block[] {
  const arms = source.result.arms
    .map((arm, index) => ({ ...arm, index }))
    .filter((arm) => arm.predictors.length > 0);
  if (arms.length === 0) return [];
  return [
    heading('What predicts success at the start'),
    note(
      'Rate of the runs by what was measured before the first step, with 95 % intervals; definitions below.',
    ),
    ...arms.map((arm, i): Block => ({
      kind: 'table',
      caption: `Rates of ${nameOf(source, arm).name} by what was measured at the start`,
      folded: i > 0,
      columns: [
        { head: 'Measured', look: 'text' },
        shareAxis,
        number('Converged, %'),
        number('Runs'),
      ],
      rows: arm.predictors.flatMap(({ fact, bins }) =>
        bins.map((bin): Cell[] => {
          const rate = { ...bin, rate: bin.converged / bin.runs };
          const colour = colourOf(source, arm);
          return [
            `${facts[fact].title}: ${binText(fact, bin)}`,
            {
              svg: intervalCell({ value: rate.rate, low: bin.low, high: bin.high, colour }, SHARES),
            },
            rateText(rate, bin.runs).replace(' %', ''),
            countText(bin.runs),
          ];
        }),
      ),
    })),
  ];
}
