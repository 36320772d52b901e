// The table for the terminal: arms by rate, with intervals, outcomes and losses. Text only; the caller knows the terminal.
import type { ArmSummary } from '../analysis/summary';
import type { ResultDocument } from './document';
import { countText, lossText, rateText } from './numbers';

export interface Look {
  /** Characters a line may have. */
  readonly width: number;
  /** Whether escape sequences may be written. */
  readonly colour: boolean;
  /** Whether block characters can be shown. */
  readonly blocks: boolean;
}

interface Column {
  readonly head: string;
  readonly text: (arm: ArmSummary) => string;
  readonly align: 'left' | 'right';
  /** Columns are left out, the highest number first, until the line fits. */
  readonly spare?: number;
}

const BAR = 12;
const EIGHTHS = ' ▏▎▍▌▋▊▉█';
/** Labels are cut to this length where the line would be too long. */
const SHORTEST_LABEL = 28;

const count = (key: 'stuck' | 'unfinished' | 'diverged', spare?: number): Column => ({
  head: key,
  text: (arm) => countText(arm[key]),
  align: 'right',
  spare,
});

const columns: readonly Column[] = [
  { head: 'arm', text: ({ label }) => label, align: 'left' },
  { head: '', text: ({ converged }) => bar(converged.rate ?? 0), align: 'left', spare: 5 },
  {
    head: 'converged, 95 %',
    text: ({ converged, runs }) => rateText(converged, runs),
    align: 'right',
  },
  count('stuck'),
  count('unfinished', 2),
  count('diverged', 1),
  { head: 'best loss', text: ({ bestLoss }) => lossText(bestLoss), align: 'right', spare: 3 },
  { head: 'median', text: ({ medianLoss }) => lossText(medianLoss), align: 'right', spare: 4 },
  { head: 'runs', text: ({ runs }) => countText(runs), align: 'right', spare: 6 },
];

/** A share as a bar of BAR characters, in eighths. */
export function bar(share: number): string {
  const eighths = Math.round(share * BAR * 8);
  const part = eighths % 8 ? EIGHTHS[eighths % 8] : '';
  return ('█'.repeat(Math.floor(eighths / 8)) + part).padEnd(BAR);
}

const length = (text: string) => Array.from(text).length;

/** Lines of the arms' table, the best rate first, ending with a newline. */
export function resultTable({ arms, adapter, seconds, study }: ResultDocument, look: Look): string {
  const sorted = [...arms].sort((a, b) => (b.converged.rate ?? -1) - (a.converged.rate ?? -1));
  const [head, ...body] = aligned(fitting(sorted, look), sorted, look.width);
  const { dim, bold, plain } = look.colour ? escapes : noEscapes;
  const total = arms.reduce((sum, { runs }) => sum + runs, 0);
  const asked = arms.length * study.seeds.count;
  const share = total < asked ? `${countText(total)} of ` : '';
  const finished = `${share}${countText(asked)} run${asked === 1 ? '' : 's'}`;
  const footer = `${finished} in ${seconds.toPrecision(3)} s on ${adapter.name}; ${thresholdText(arms)}`;
  const title = study.title ? [`${bold}${study.title}${plain}`, ''] : [];
  return [...title, `${dim}${head}${plain}`, ...body, '', `${dim}${footer}${plain}`, ''].join('\n');
}

const escapes = { dim: '\u001b[2m', bold: '\u001b[1m', plain: '\u001b[22m' };
const noEscapes = { dim: '', bold: '', plain: '' };

/** Where converged begins, in one phrase for all arms. */
function thresholdText(arms: readonly ArmSummary[]): string {
  const known = arms.flatMap(({ threshold }) => (threshold === null ? [] : [threshold]));
  if (known.length === 0) return 'no run has a finite loss';
  const [low, high] = [Math.min(...known), Math.max(...known)].map(lossText);
  return `converged: loss at most ${low === high ? low : `${low} to ${high}, by model`}`;
}

/** The columns that fit beside labels at their shortest. */
function fitting(arms: readonly ArmSummary[], look: Look): Column[] {
  let kept = columns.filter(({ head }) => head !== '' || look.blocks);
  const label = Math.min(SHORTEST_LABEL, widthOf(columns[0], arms));
  for (;;) {
    const spare = Math.max(...kept.map((column) => column.spare ?? 0));
    const shortest = kept.slice(1).reduce((sum, column) => sum + 2 + widthOf(column, arms), label);
    if (shortest <= look.width || spare === 0) return kept;
    kept = kept.filter((column) => column.spare !== spare);
  }
}

const widthOf = ({ head, text }: Column, arms: readonly ArmSummary[]) =>
  Math.max(length(head), ...arms.map((arm) => length(text(arm))));

function aligned(kept: readonly Column[], arms: readonly ArmSummary[], width: number): string[] {
  const widths = kept.map((column) => widthOf(column, arms));
  const others = widths.slice(1).reduce((sum, w) => sum + 2 + w, 0);
  widths[0] = Math.min(widths[0], Math.max(SHORTEST_LABEL, width - others));
  const line = (texts: readonly string[]) =>
    texts
      .map((text, i) => cell(text, widths[i], kept[i].align))
      .join('  ')
      .trimEnd();
  return [
    line(kept.map(({ head }) => head)),
    ...arms.map((arm) => line(kept.map(({ text }) => text(arm)))),
  ];
}

function cell(text: string, width: number, align: Column['align']): string {
  const letters = Array.from(text);
  const cut = letters.length > width ? `${letters.slice(0, width - 1).join('')}…` : text;
  const space = ' '.repeat(width - length(cut));
  return align === 'left' ? cut + space : space + cut;
}
