// The table for the terminal: arms by rate, with intervals, outcomes and losses. Text only; the caller knows the terminal.
import type { ArmSummary } from '../../analysis/summary';
import type { ResultDocument } from '../files/document';
import { countText, lossText, rateText } from '../numbers';
import { aligned, fitting, type Column } from './columns';
import { comparisonLines } from './comparison_table';

export interface Look {
  /** Characters a line may have. */
  readonly width: number;
  /** Whether escape sequences may be written. */
  readonly colour: boolean;
  /** Whether block characters can be shown. */
  readonly blocks: boolean;
}

const BAR = 12;
const EIGHTHS = ' ▏▎▍▌▋▊▉█';

const count = (key: 'stuck' | 'unfinished' | 'diverged', spare?: number): Column<ArmSummary> => ({
  head: key,
  text: (arm) => countText(arm[key]),
  align: 'right',
  spare,
});

const columns: readonly Column<ArmSummary>[] = [
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

/** Lines of the arms' table, the best rate first, then of their comparison; ending with a newline. */
export function resultTable(result: ResultDocument, look: Look): string {
  const { arms, adapter, seconds, study } = result;
  const sorted = [...arms].sort((a, b) => (b.converged.rate ?? -1) - (a.converged.rate ?? -1));
  const usable = columns.filter(({ head }) => head !== '' || look.blocks);
  const [head, ...body] = aligned(fitting(usable, sorted, look.width), sorted, look.width);
  const { dim, bold, plain } = look.colour ? escapes : noEscapes;
  const total = arms.reduce((sum, { runs }) => sum + runs, 0);
  const asked = arms.length * study.seeds.count;
  const share = total < asked ? `${countText(total)} of ` : '';
  const finished = `${share}${countText(asked)} run${asked === 1 ? '' : 's'}`;
  const footer = `${finished} in ${seconds.toPrecision(3)} s on ${adapter.name}; ${thresholdText(arms)}`;
  const title = study.title ? [`${bold}${study.title}${plain}`, ''] : [];
  const [second, ...compared] = comparisonLines(result, look.width);
  const comparison = second === undefined ? [] : [`${dim}${second}${plain}`, ...compared, ''];
  return [
    ...title,
    `${dim}${head}${plain}`,
    ...body,
    '',
    ...comparison,
    `${dim}${footer}${plain}`,
    '',
  ].join('\n');
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
