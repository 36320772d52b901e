// Convergence rate, where losses end, how they got there, and why runs did not converge.
import { causeNames, causes } from '../../analysis/causes';
import { outcomeNames, outcomes } from '../../analysis/outcomes';
import { placeText, ranksOf } from '../../analysis/ranks';
import { intervalCell, emptyCell, stackCell, ticksCell } from '../../charts/cells';
import { causeColour } from '../../charts/colours';
import { countText, lossText, percentText, rateText } from '../numbers';
import { heading, note, number, term, type Block, type Cell, type Column } from './blocks';
import { byRate, colourOf, nameOf, type Source } from './source';

export const SHARES = [0, 0.25, 0.5, 0.75, 1];
export const shareAxis: Column = {
  head: 'Drawn, from 0 to 100 %',
  look: 'drawn',
  ticks: ticksCell(SHARES.map((at) => ({ at, text: String(100 * at) }))),
};

/** Rates with their intervals, the best first, and all counts as a table. */
export function rates(source: Source): Block[] {
  const arms = byRate(source);
  const ranks = ranksOf(
    arms.map(({ runs, converged: { count, rate, low, high } }) => ({
      n: runs,
      count,
      rate: rate ?? NaN,
      low,
      high,
    })),
  );
  return [
    heading('Convergence rate'),
    note(
      'Share of runs that end at or below the threshold, with its ',
      term('interval', '95 % interval'),
      '. ',
      term('rank', 'Places'),
      ' whose intervals overlap are shared.',
    ),
    {
      kind: 'table',
      caption: 'Convergence rates',
      columns: [
        { head: 'Arm', look: 'text' },
        shareAxis,
        number('Converged, %'),
        number('Runs'),
        number('Place'),
      ],
      rows: arms.map((arm, i) => {
        const { rate, low, high } = arm.converged;
        return [
          nameOf(source, arm),
          {
            svg:
              rate === null
                ? emptyCell(SHARES)
                : intervalCell({ value: rate, low, high, colour: colourOf(source, arm) }, SHARES),
          },
          rateText(arm.converged, arm.runs).replace(' %', ''),
          countText(arm.runs),
          rate === null ? '–' : placeText(ranks[i]),
        ];
      }),
    },
    {
      kind: 'table',
      caption: 'Outcomes and losses of every arm',
      folded: true,
      columns: [
        { head: 'Arm', look: 'text' },
        number('Runs'),
        ...outcomeNames.map((name) => number([term(name, outcomes[name].title)])),
        number('Best loss'),
        number('Median loss'),
        number('Threshold'),
      ],
      rows: arms.map((arm) => [
        nameOf(source, arm),
        countText(arm.runs),
        countText(arm.converged.count),
        ...(['stuck', 'unfinished', 'diverged'] as const).map((name) => countText(arm[name])),
        lossText(arm.bestLoss),
        lossText(arm.medianLoss),
        lossText(arm.threshold),
      ]),
    },
  ];
}

type Counted = Pick<Arm, 'converged' | 'causes'>;

/** What became of runs: they converged, or for one of these causes did not. The counts of an arm add up to its runs. */
export function partsOf(arms: readonly Counted[]) {
  const found = causeNames.filter((name) => arms.some((arm) => arm.causes[name] > 0));
  return [
    {
      title: outcomes.converged.title,
      colour: 'var(--converged)',
      count: (arm: Counted) => arm.converged.count,
    },
    ...found.map((name) => ({
      title: causes[name].title,
      colour: causeColour(name),
      count: (arm: Counted) => arm.causes[name],
    })),
  ];
}

/** Stacked shares of converged runs and of the causes of the others. */
export function whyNot(source: Source): Block[] {
  const arms = byRate(source).filter(({ runs }) => runs > 0);
  const parts = partsOf(arms);
  if (parts.length === 1) return [];
  return [
    heading('Why not'),
    note(
      'What became of all runs: those that converged, and the primary cause of each that did not, by the definitions below.',
    ),
    { kind: 'legend', names: parts.map(({ title, colour }) => ({ name: title, colour })) },
    {
      kind: 'table',
      caption: 'Converged runs and causes',
      columns: [{ head: 'Arm', look: 'text' }, shareAxis, { head: 'Most often', look: 'text' }],
      rows: arms.map((arm): Cell[] => [
        nameOf(source, arm),
        {
          svg: stackCell(
            parts.map(({ count, colour }) => ({ share: count(arm) / arm.runs, colour })),
          ),
        },
        mostOften(arm),
      ]),
    },
    {
      kind: 'table',
      caption: 'Causes, in runs',
      folded: true,
      columns: [
        { head: 'Arm', look: 'text' },
        number('Runs'),
        ...parts.map(({ title }) => number(title)),
      ],
      rows: arms.map((arm) => [
        nameOf(source, arm),
        countText(arm.runs),
        ...parts.map(({ count }) => countText(count(arm))),
      ]),
    },
    ...deaths(source, arms),
  ];
}

/** The cause of most of an arm's failures, with its share of all runs. */
function mostOften({ causes: counts, runs }: Arm): string {
  const [first] = causeNames.toSorted((a, b) => counts[b] - counts[a]);
  if (counts[first] === 0) return '–';
  return `${causes[first].title} ${percentText(counts[first] / runs, runs)} %`;
}

/** Of the neurons that can die, the shares that were born dead and that died, and when. */
function deaths(source: Source, arms: readonly Arm[]): Block[] {
  const mortal = arms.filter((arm) => arm.deaths !== null && arm.deaths.neurons > 0);
  if (mortal.length === 0) return [];
  return [
    {
      kind: 'table',
      caption: 'When neurons died',
      folded: true,
      columns: [
        { head: 'Arm', look: 'text' },
        number('Neurons'),
        number([term('bornDead', 'Born dead, %')]),
        number([term('died', 'Died, %')]),
        number('Median step'),
      ],
      rows: mortal.map((arm) => {
        const { neurons, born, died, medianStep } = arm.deaths!;
        const share = (count: number) => percentText(count / neurons, neurons);
        return [
          nameOf(source, arm),
          countText(neurons),
          share(born),
          share(died),
          medianStep === null ? '–' : countText(medianStep),
        ];
      }),
    },
  ];
}

type Arm = ReturnType<typeof byRate>[number];
