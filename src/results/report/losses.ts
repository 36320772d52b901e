// Where losses end, and how they got there: small multiples an arm, with their numbers.
import { BINS_A_DECADE, coarser, type LossHistogram } from '../../analysis/histogram';
import { FAN } from '../../analysis/incidence';
import { lossAxis } from '../../charts/bins';
import { densityExtent } from '../../charts/density';
import { lossDensity, lossHistogram } from '../../charts/multiples';
import { losses } from '../../study/catalogues/losses';
import { countText, lossText } from '../numbers';
import { heading, note, number, term, type Block, type Table } from './blocks';
import { abreast, byRate, colourOf, fewSteps, nameOf, type Placed, type Source } from './source';

export function finalLoss(source: Source): Block[] {
  const arms = byRate(source).filter(({ runs }) => runs > 0);
  if (arms.length === 0) return [];
  const ends = arms.map(({ index }) => source.density[index].at(-1)!);
  const axis = lossAxis(
    ends,
    arms.map(({ threshold }) => threshold ?? NaN),
  );
  const { loss } = source.study.arms[0];
  return [
    heading('Final loss'),
    note(`${losses[loss.name].title} of every run at the end of its training.`),
    {
      kind: 'figures',
      look: 'multiples',
      about: [
        'Height: ',
        term('squareRoot', 'square-root share'),
        ' of the runs. Full colour up to the ',
        term('threshold', 'threshold'),
        ' (dashed), faint above; the dotted line is the best loss of the arm.',
      ],
      figures: arms.map((arm, i) => ({
        title: nameOf(source, arm),
        note: `n = ${countText(arm.runs)}`,
        svg: lossHistogram({
          label: `Final losses of ${arm.label}: best ${lossText(arm.bestLoss)}, median ${lossText(arm.medianLoss)}`,
          histogram: ends[i],
          axis,
          threshold: arm.threshold ?? NaN,
          best: arm.bestLoss ?? NaN,
          colour: colourOf(source, arm),
        }),
      })),
    },
    ...binTables(arms, ends),
  ];
}

/** Bins of a row of the table: a quarter of a decade. */
const ROW = BINS_A_DECADE / 4;
function binTables(arms: readonly Placed[], ends: readonly LossHistogram[]): Table[] {
  const bins = ends.map((histogram) => coarser(histogram, ROW));
  const { edges } = bins[0];
  const used = [...bins[0].counts.keys()].filter((i) => bins.some(({ counts }) => counts[i] > 0));
  const outside = [
    ['below the bins', 'underflow'],
    ['above the bins', 'overflow'],
    ['not finite', 'diverged'],
  ] as const;
  return abreast([...arms.keys()]).map((at) => {
    const here = at.map((a) => arms[a]);
    const text = (count: number) => (count > 0 ? countText(count) : '');
    return {
      kind: 'table',
      caption: `Runs by final loss: ${here.map(({ label }) => label).join(', ')}`,
      folded: true,
      columns: [
        { head: 'Final loss', look: 'text' },
        ...here.map(({ label }) => number([{ code: label }])),
      ],
      rows: [
        ...used.map((i) => [
          `${lossText(edges[i])} to ${lossText(edges[i + 1] ?? edges[i] * 10 ** 0.25)}`,
          ...at.map((a) => text(bins[a].counts[i])),
        ]),
        ...outside
          .filter(([, slot]) => ends.some((histogram) => histogram[slot] > 0))
          .map(([title, slot]) => [title, ...at.map((a) => text(ends[a][slot]))]),
      ],
    } satisfies Table;
  });
}

export function lossOverTime(source: Source): Block[] {
  const arms = byRate(source).filter(({ runs, cost }) => runs > 0 && cost.checkpoints.length > 1);
  if (arms.length === 0) return [];
  const extent = densityExtent(arms.map(({ index }) => ({ density: source.density[index] })));
  return [
    heading('Loss over time'),
    note(
      'Where the losses of all runs are at each recorded step: the ',
      term('quantiles', 'quantiles'),
      ` ${FAN.map((share) => 100 * share).join(', ')} %.`,
    ),
    {
      kind: 'figures',
      look: 'multiples',
      about:
        'Loss over step, both logarithmic, with step 0 at the left edge; brighter for more runs. Lines are the quantiles, the thick one is the median; the dashed line is the threshold.',
      figures: arms.map((arm) => ({
        title: nameOf(source, arm),
        note: `n = ${countText(arm.runs)}`,
        svg: lossDensity({
          label: `Loss over time of ${arm.label}: median ${lossText(arm.lossFan.at(-1)![2])} at the end`,
          steps: arm.cost.checkpoints,
          density: source.density[arm.index],
          fan: arm.lossFan,
          extent,
          threshold: arm.threshold ?? NaN,
        }),
      })),
    },
    {
      kind: 'table',
      caption: 'Quantiles of the loss, at some of the recorded steps',
      folded: true,
      columns: [
        { head: 'Arm', look: 'text' },
        number('Step'),
        ...FAN.map((share) => number(`${100 * share} %`)),
      ],
      rows: arms.flatMap((arm) =>
        fewSteps(arm.cost.checkpoints).map((step) => [
          nameOf(source, arm),
          countText(step),
          ...arm.lossFan[arm.cost.checkpoints.indexOf(step)].map(lossText),
        ]),
      ),
    },
  ];
}
