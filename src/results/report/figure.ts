// The answer as one picture, an SVG file that stands alone: for each arm what share converged, with its 95 % interval, and why the
// others did not.
import { outcomes } from '../../analysis/outcomes';
import type { ArmSummary } from '../../analysis/summary';
import { escaped, tag } from '../../charts/markup';
import { countText, percentText } from '../numbers';
import { partsOf } from './rates';
import { schemes } from './schemes';

const WIDTH = 880;
const MARGIN = 16;
const ROW = 18;
const BAR = 12;
/** Letters of a label, and pixels that one takes at most, on average. */
const LONGEST = 40;
const LETTER = 6.4;
const SWATCH = 12;
const NUMBERS = 148;
const TOP = 56;

const style = `text{font:12px var(--sans);fill:var(--ink);font-variant-numeric:tabular-nums}
.quiet{fill:var(--quiet)}.title{font-weight:600;font-size:15px}.number{text-anchor:end}.middle{text-anchor:middle}`;

/** An arm as the picture shows it. */
export type FigureArm = Pick<ArmSummary, 'label' | 'runs' | 'converged' | 'causes'>;

/** The file. The same arms give the same bytes. */
export function figure(title: string, all: readonly FigureArm[]): string {
  const arms = all
    .filter(({ runs }) => runs > 0)
    .toSorted((a, b) => b.converged.rate! - a.converged.rate!);
  const parts = partsOf(arms);
  const longest = Math.min(LONGEST, Math.max(0, ...arms.map(({ label }) => label.length)));
  const left = MARGIN + longest * LETTER + 8;
  const right = WIDTH - MARGIN - NUMBERS;
  const legend = legendOf(parts);
  const first = TOP + legend.height + 20;
  const at = (share: number) => left + share * (right - left);
  const height = first + arms.length * ROW + MARGIN;
  const runs = [...new Set(arms.map((arm) => countText(arm.runs)))];
  const about = `Share of runs that converged, with its 95 % interval, and why the others did not; n = ${runs.join(' or ')} an arm`;
  return tag(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${WIDTH} ${height}`,
      width: WIDTH,
      height,
      role: 'img',
      'aria-label': `${title} ${about}`,
    },
    tag('style', {}, `${schemes}\n${style}`),
    tag('rect', { width: WIDTH, height, fill: 'var(--paper)' }),
    text(MARGIN, 28, title, 'title'),
    text(MARGIN, 48, about, 'quiet'),
    legend.markup,
    ...[0, 0.25, 0.5, 0.75, 1].map((share) =>
      text(at(share), first - 4, `${100 * share}${share === 1 ? ' %' : ''}`, 'quiet middle'),
    ),
    ...arms.map((arm, i) => row(arm, first + i * ROW, parts, at)),
  );
}

type Parts = ReturnType<typeof partsOf>;

const text = (x: number, y: number, content: string, look?: string): string =>
  tag('text', { class: look, x, y }, escaped(content));

/** Names beside their colours, as many a line as fit. */
function legendOf(parts: Parts): { markup: string; height: number } {
  let [x, y] = [MARGIN, TOP + 14];
  const names = parts.map(({ title, colour }) => {
    const width = SWATCH + 6 + title.length * LETTER + 14;
    if (x + width > WIDTH - MARGIN) [x, y] = [MARGIN, y + 20];
    const name = [
      tag('rect', { x, y: y - 10, width: SWATCH, height: SWATCH, rx: 2, fill: colour }),
      text(x + SWATCH + 6, y, title),
    ].join('');
    x += width;
    return name;
  });
  return { markup: names.join(''), height: y + 8 - TOP };
}

function row(arm: FigureArm, y: number, parts: Parts, at: (share: number) => number): string {
  const { rate, low, high } = arm.converged;
  const middle = y + ROW / 2;
  let from = 0;
  const bars = parts.map(({ count, colour }) => {
    const x = at(from);
    from += count(arm) / arm.runs;
    if (count(arm) === 0) return '';
    return tag('rect', { x, y: middle - BAR / 2, width: at(from) - x, height: BAR, fill: colour });
  });
  const label = arm.label.length > LONGEST ? `${arm.label.slice(0, LONGEST - 1)}…` : arm.label;
  const percent = (share: number) => percentText(share, arm.runs);
  return tag(
    'g',
    {},
    tag('title', {}, escaped(`${arm.label}: ${outcomes.converged.title} ${percent(rate!)} %`)),
    text(MARGIN, middle + 4, label),
    ...bars,
    tag('path', {
      d: `M${at(low).toFixed(2)} ${middle}H${at(high).toFixed(2)}`,
      stroke: 'var(--ink)',
      'stroke-width': 2,
    }),
    text(
      WIDTH - MARGIN,
      middle + 4,
      `${percent(rate!)} [${percent(low)}, ${percent(high)}]`,
      'number',
    ),
  );
}
