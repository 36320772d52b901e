// Kinds of ending: what one network of each level computes, and what is known of each level as a table.
import { signatureText } from '../../analysis/signature';
import { parameterCount } from '../../study/layout';
import { runKey } from '../files/read_csv';
import {
  curvatureText,
  doubt,
  pointTitle,
  type EndingSummary,
  type LandscapeSummary,
} from '../landscape';
import { countText, lossText, percentText, rateText, scientificText } from '../numbers';
import { thumbnail } from '../thumbnail';
import { heading, note, number, term, type Block, type Figure } from './blocks';
import { abreast, type Source } from './source';

export function endings(source: Source): Block[] {
  const shown = source.result.landscapes.filter((one) => one.endings.length > 0);
  if (shown.length === 0) return [];
  return [
    heading('Kinds of ending'),
    note(
      'Losses at which many runs ended. Each ',
      term('level', 'level'),
      ' is a kind of minimum, or a place on the way to one.',
    ),
    ...shown.flatMap((landscape) => [
      ...(shown.length > 1 ? [heading(landscape.arms.join(', '), 3)] : []),
      ...landscapeBlocks(source, landscape),
    ]),
  ];
}

function landscapeBlocks(source: Source, landscape: LandscapeSummary): Block[] {
  const { runs, unseen } = landscape;
  const warning = doubt(landscape);
  const figures = landscape.endings.flatMap((ending) => cardOf(source, ending, runs) ?? []);
  return [
    ...(warning ? [{ kind: 'paragraph', look: 'warning', text: `${warning}.` } as const] : []),
    ...(figures.length > 0
      ? [
          {
            kind: 'figures',
            look: 'gallery',
            about: 'What the best run of each level computes, in the colours of the target.',
            figures,
          } as const,
        ]
      : []),
    levelTable(landscape),
    ...(unseen === null
      ? []
      : [
          note(
            term('unseen', 'Chance that the next run ends where none has'),
            `: ${percentText(unseen, runs)} %. n = ${countText(runs)}.`,
          ),
        ]),
    ...armTables(landscape),
  ];
}

function cardOf({ study, networks }: Source, ending: EndingSummary, runs: number): Figure | null {
  const [{ arm: label, seed }] = ending.best;
  const arm = study.arms.find((one) => one.label === label);
  const parameters = networks.get(runKey(label, seed));
  if (!arm || parameters?.length !== parameterCount(arm.layers)) return null;
  const svg = thumbnail(
    arm,
    parameters,
    `Output of run ${seed} of ${label}, at the level of ${lossText(ending.loss)}`,
  );
  if (svg === null) return null;
  return {
    svg,
    lines: [
      `${lossText(ending.loss)}, ${percentText(ending.share, runs)} %`,
      ...(ending.signature ? [signatureText(ending.signature)] : []),
      ...(pointTitle(ending) ? [pointTitle(ending)] : []),
    ],
  };
}

const levelTable = ({ endings: levels, runs }: LandscapeSummary): Block => ({
  kind: 'table',
  caption: 'Levels',
  columns: [
    { head: 'Loss', look: 'text' },
    number('Share, 95 %'),
    { head: [term('pointKind', 'Kind of point')], look: 'text' },
    { head: 'Best run', look: 'text' },
    number([term('polished', 'Polished')]),
    number('Gradient'),
    number([term('smallestEigenvalue', 'Smallest eigenvalue')]),
    number([term('functions', 'Functions')]),
  ],
  rows: levels.map((ending) => {
    const { polished, functions, signature, compared } = ending;
    return [
      lossText(ending.loss),
      rateText({ rate: ending.share, low: ending.low, high: ending.high }, runs),
      pointTitle(ending),
      signature ? signatureText(signature) : '',
      polished ? lossText(polished.loss) : '',
      polished ? scientificText(polished.gradientNorm) : '',
      polished ? curvatureText(polished) : '',
      functions === null ? '' : `${functions} of ${compared}`,
    ];
  }),
});

/** The runs of each arm at each level. */
function armTables({ arms, endings: levels }: LandscapeSummary): Block[] {
  return abreast([...arms.keys()]).map((at) => {
    const here = at.map((a) => arms[a]);
    return {
      kind: 'table',
      caption: `Runs at each level: ${here.join(', ')}`,
      folded: true,
      columns: [{ head: 'Loss', look: 'text' }, ...here.map((label) => number([{ code: label }]))],
      rows: levels.map(({ loss, counts }) => [
        lossText(loss),
        ...at.map((a) => (counts[a] > 0 ? countText(counts[a]) : '')),
      ]),
    };
  });
}
