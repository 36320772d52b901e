// When runs converge, and whether the answer hangs on the threshold: rates as lines over a logarithmic axis.
import { BINS, binEdges } from '../../analysis/histogram';
import { wilson, type Rate } from '../../analysis/statistics';
import { ratePlots, type RateLine, type RateLines } from '../../charts/rate_plot';
import { placeOfStep } from '../../charts/axes';
import { countText, lossText, percentText } from '../numbers';
import { heading, note, number, term, type Block } from './blocks';
import { byRate, colourOf, fewSteps, nameOf, type Placed, type Source } from './source';

const lineOf = (
  { index, label }: Placed,
  x: readonly number[],
  rates: readonly Rate[],
): RateLine => ({
  arm: index,
  label,
  x,
  rate: rates.map(({ rate }) => rate),
  low: rates.map(({ low }) => low),
  high: rates.map(({ high }) => high),
});

/** One plot with the arms' names, or a small multiple each. */
function figures(source: Source, lines: RateLines, about: string): Block[] {
  const arms = new Map(byRate(source).map((arm) => [arm.index, arm]));
  const plots = ratePlots(lines);
  const alone = plots.every(({ arm }) => arm === undefined);
  return [
    {
      kind: 'figures',
      look: alone ? 'wide' : 'multiples',
      about: alone ? about : `${about} The other arms are faint behind each.`,
      figures: plots.map(({ arm, svg }) =>
        arm === undefined ? { svg } : { title: nameOf(source, arms.get(arm)!), svg },
      ),
    },
    ...(alone
      ? [
          {
            kind: 'legend',
            names: lines.lines.map(({ arm, label }) => ({
              name: label,
              colour: colourOf(source, { index: arm }),
            })),
          } as const,
        ]
      : []),
  ];
}

const shares = ({ rate, low, high, n }: Rate): string =>
  `${percentText(rate, n)} [${percentText(low, n)}, ${percentText(high, n)}]`;

export function timeToConverge(source: Source): Block[] {
  const shown = byRate(source).flatMap((arm) =>
    arm.incidence && arm.runs > 0
      ? [{ arm, incidence: arm.incidence, steps: arm.cost.checkpoints }]
      : [],
  );
  const reached = shown.some(({ incidence }) => incidence.converged.some((count) => count > 0));
  if (!reached) return [];
  // the axis begins at the last step by which no run of any arm has converged
  const start = Math.min(
    ...shown.map(({ incidence, steps }) =>
      Math.max(0, ...steps.filter((_, c) => incidence.converged[c] === 0)),
    ),
  );
  const lines = shown.map(({ arm, incidence, steps }) => {
    const from = Math.max(
      0,
      steps.findIndex((step) => step >= start),
    );
    const x = steps.slice(from).map(placeOfStep);
    return lineOf(
      arm,
      x,
      incidence.converged.slice(from).map((count) => wilson(count, arm.runs)),
    );
  });
  const drawable = lines.filter(({ x }) => x.length > 1);
  return [
    heading('Time to converge'),
    note(
      term('incidence', 'Cumulative incidence'),
      `: share of all runs that have converged to stay, by step; n = ${countText(shown[0].arm.runs)} an arm.`,
    ),
    ...(drawable.length > 0
      ? figures(
          source,
          {
            lines: drawable,
            arms: source.result.arms.length,
            xAxis: 'Step',
            label: 'Share of runs converged by step',
          },
          'Converged, %, over steps, with pointwise 95 % intervals.',
        )
      : []),
    {
      kind: 'table',
      caption: 'Converged, stuck and diverged, at some of the recorded steps',
      folded: true,
      columns: [
        { head: 'Arm', look: 'text' },
        number('Step'),
        number('Converged, %'),
        number('Stuck, %'),
        number('Diverged, %'),
      ],
      rows: shown.flatMap(({ arm, incidence, steps }) =>
        fewSteps(steps).map((step) => {
          const c = steps.indexOf(step);
          const other = (count: number) => percentText(count / arm.runs, arm.runs);
          return [
            nameOf(source, arm),
            countText(step),
            shares(wilson(incidence.converged[c], arm.runs)),
            other(incidence.stuck[c]),
            other(incidence.diverged[c]),
          ];
        }),
      ),
    },
  ];
}

/** Of the thresholds around the arm's, those in the table, from the lowest to the highest. */
const COLUMNS = [0, 0.25, 0.5, 0.75, 1];

export function sensitivity(source: Source): Block[] {
  const arms = byRate(source).filter(({ runs }) => runs > 0);
  const ends = arms.map(({ index }) => source.density[index].at(-1)!);
  // the distribution function is exact at the edges of the bins
  const first = Math.min(
    ...ends.map(({ counts }) => counts.findIndex((n) => n > 0)).map((i) => (i < 0 ? BINS : i)),
  );
  const last = Math.max(...ends.map(({ counts }) => counts.findLastIndex((n) => n > 0) + 1));
  if (!(last > first)) return [];
  const x = Array.from(binEdges.subarray(first, last + 1), Math.log10);
  const lines = arms.map((arm, i) => {
    const { counts, underflow, total } = ends[i];
    let below = underflow + counts.subarray(0, first).reduce((a, b) => a + b, 0);
    const rates = x.map((_, k) => wilson((below += k === 0 ? 0 : counts[first + k - 1]), total));
    return lineOf(arm, x, rates);
  });
  const marks = [
    ...new Set(
      arms.flatMap(({ threshold }) => (threshold === null ? [] : [Math.log10(threshold)])),
    ),
  ];
  const tabled = arms.filter((arm) => arm.sensitivity.length > 0);
  const at = (arm: Placed, share: number) =>
    arm.sensitivity[Math.round(share * (arm.sensitivity.length - 1))];
  const factor = (share: number) => at(tabled[0], share).threshold / at(tabled[0], 0.5).threshold;
  return [
    heading('Rate by threshold'),
    note(
      term('sensitivity', 'Share of runs that end at or below each loss'),
      '. Where the order of the arms stays the same, the answer does not hang on the threshold.',
    ),
    ...figures(
      source,
      {
        lines,
        arms: source.result.arms.length,
        xAxis: 'Threshold (loss)',
        marks,
        label: 'Share of runs at or below each loss',
      },
      'Converged, %, over the threshold, with pointwise 95 % intervals; the dashed line is the threshold of the study.',
    ),
    ...(tabled.length > 0
      ? [
          {
            kind: 'table',
            caption: 'Rates at other thresholds, in %',
            folded: true,
            columns: [
              { head: 'Arm', look: 'text' },
              number('Threshold'),
              ...COLUMNS.map((share) => number(`× ${Number(factor(share).toPrecision(2))}`)),
            ],
            rows: tabled.map((arm) => [
              nameOf(source, arm),
              lossText(arm.threshold),
              ...COLUMNS.map((share) => shares(wilson(at(arm, share).count, arm.runs))),
            ]),
          } as const,
        ]
      : []),
  ];
}
