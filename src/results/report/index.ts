// The report of a result: its sections in the order in which one asks, the terms they use, and how to make it again.
import { causeNames, causes } from '../../analysis/causes';
import { outcomeNames, outcomes } from '../../analysis/outcomes';
import { pointKinds } from '../../reference/polish';
import { factNames, facts } from '../../study/facts';
import { terms, type TermName } from '../terms';
import { answer, titleOf } from './answer';
import { heading, spans, type Block, type Definition, type Report, type Text } from './blocks';
import { comparison } from './comparison';
import { cost } from './cost';
import { crossCheck } from './cross_check';
import { endings } from './endings';
import { finalLoss, lossOverTime } from './losses';
import { predictors } from './predictors';
import { rates, whyNot } from './rates';
import type { Source } from './source';
import { sensitivity, timeToConverge } from './time';

export { titleOf } from './answer';
export { figure } from './figure';
export { html } from './html';
export { markdown } from './markdown';
export type { Source } from './source';

const sections = [
  answer,
  rates,
  whyNot,
  finalLoss,
  lossOverTime,
  endings,
  predictors,
  comparison,
  cost,
  timeToConverge,
  sensitivity,
  crossCheck,
];

/** The same source gives the same report: it holds no date. */
export function report(source: Source): Report {
  const blocks = sections.flatMap((section) => section(source));
  return {
    title: titleOf(source),
    blocks: [...blocks, ...definitions(blocks), ...again(source)],
  };
}

/** Outcomes, causes, kinds of point, and the terms that the blocks use. */
function definitions(blocks: readonly Block[]): Block[] {
  const used = new Map<TermName, string>();
  for (const span of blocks.flatMap(textsOf).flatMap(spans))
    if (typeof span === 'object' && 'term' in span && !used.has(span.term))
      used.set(span.term, span.text);
  const isOutcome = (name: string) => (outcomeNames as readonly string[]).includes(name);
  const listed = (title: string, entries: readonly Definition[]): Block[] =>
    entries.length > 0 ? [heading(title, 3), { kind: 'definitions', entries }] : [];
  return [
    heading('Definitions'),
    ...listed(
      'Outcomes: exactly one a run',
      outcomeNames.map((name) => ({
        id: `term-${name}`,
        title: { name: outcomes[name].title, mark: name },
        text: outcomes[name].rule,
      })),
    ),
    ...listed(
      'Causes: the first of these that holds, for runs that did not converge',
      causeNames.map((name) => ({
        id: `cause-${name}`,
        title: { name: causes[name].title },
        text: causes[name].rule,
      })),
    ),
    ...listed(
      'What is measured of a network on the table',
      factNames.map((name) => ({
        id: `fact-${name}`,
        title: { name: facts[name].title },
        text: facts[name].rule,
      })),
    ),
    ...listed(
      'Kinds of point at which a polished run rests',
      Object.entries(pointKinds).map(([name, { title, rule }]) => ({
        id: `point-${name}`,
        title: { name: capital(title) },
        text: rule,
      })),
    ),
    ...listed(
      'Terms',
      [...used]
        .filter(([name]) => !isOutcome(name))
        .map(([name, title]) => ({
          id: `term-${name}`,
          title: { name: capital(title) },
          text: terms[name],
        })),
    ),
  ];
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** The texts of a block in which terms may stand. */
function textsOf(block: Block): Text[] {
  if (block.kind === 'paragraph') return [block.text];
  if (block.kind === 'facts') return block.rows.map(([, text]) => text);
  if (block.kind === 'table') return block.columns.map(({ head }) => head);
  return block.kind === 'figures' && block.about !== undefined ? [block.about] : [];
}

/** The study, and the commands that train it and write this report. */
const again = ({ result }: Source): Block[] => [
  heading('Study'),
  {
    kind: 'paragraph',
    look: 'note',
    text: [
      'Saved as ',
      { code: 'study.json' },
      ', this gives the same numbers again, to the last bit on the same adapter:',
    ],
  },
  {
    kind: 'code',
    language: 'sh',
    text: [
      'npx unstuck run study.json --out results',
      'npx unstuck report results --html report.html',
    ].join('\n'),
  },
  { kind: 'code', language: 'json', text: studyText(result.study) },
];

/** JSON with short lists and objects on one line. */
function studyText(value: unknown, indent = ''): string {
  const line = JSON.stringify(value);
  if (typeof value !== 'object' || value === null || line.length + indent.length <= 100)
    return line.replaceAll(
      /("(?:[^"\\]|\\.)*")|([:,])/g,
      (_, text?: string, sign?: string) => text ?? `${sign} `,
    );
  const inner = `${indent}  `;
  const parts = Array.isArray(value)
    ? value.map((item) => `${inner}${studyText(item, inner)}`)
    : Object.entries(value)
        .filter(([, item]) => item !== undefined)
        .map(([key, item]) => `${inner}${JSON.stringify(key)}: ${studyText(item, inner)}`);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return `${open}\n${parts.join(',\n')}\n${indent}${close}`;
}
