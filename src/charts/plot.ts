// A plot with axes, as SVG text. It fills the width of its place: what is drawn stands at shares of the width, letters keep
// their size, and lines are stretched without growing thicker.
import { escaped, percent, tag } from './markup';
import { raised } from './powers';

export interface Tick {
  /** Share of the axis, from the left or from below. */
  readonly at: number;
  /** Its text, or the exponent of a power of ten. */
  readonly text: string | number;
}

export interface Axis {
  readonly ticks: readonly Tick[];
  readonly title?: string;
}

export interface PlotParts {
  /** What a reader of the screen hears. */
  readonly label: string;
  /** Of the drawing without axes, in pixels. */
  readonly height: number;
  readonly x: Axis;
  readonly y: Axis;
  /** Whether lines cross the drawing at the ticks of y. */
  readonly grid?: boolean;
  /** Elements whose x are percents and whose y are pixels. */
  readonly drawn?: string;
  /** Paths in a box of 1,000 by 1,000, over the others. */
  readonly paths?: string;
}

/** The text of a tick: "50", or 10 with a raised exponent. */
export const tickText = (text: Tick['text']): string =>
  typeof text === 'string'
    ? escaped(text)
    : `10${tag('tspan', { dy: -4, 'font-size': 8.5 }, raised(text))}`;

/** A stretched box for paths whose strokes keep their width. */
export const stretched = (height: number, paths: string): string =>
  tag(
    'svg',
    { width: '100%', height, viewBox: '0 0 1000 1000', preserveAspectRatio: 'none' },
    paths,
  );

export function plot({ label, height, x, y, grid, drawn = '', paths }: PlotParts): string {
  const row = (at: number) => height * (1 - at);
  const left = y.title === undefined ? 38 : 48;
  const bottom = x.title === undefined ? 22 : 38;
  return tag(
    'svg',
    {
      class: 'plot',
      role: 'img',
      'aria-label': label,
      height,
      style: `width:calc(100% - ${left + 14}px);margin:6px 14px ${bottom}px ${left}px`,
    },
    ...(grid
      ? y.ticks.map(({ at }) =>
          tag('line', { class: 'grid', x1: 0, x2: '100%', y1: row(at), y2: row(at) }),
        )
      : []),
    drawn,
    paths === undefined ? '' : stretched(height, paths),
    ...y.ticks.map(({ at, text }) =>
      tag('text', { x: -6, y: row(at) + 4, 'text-anchor': 'end' }, tickText(text)),
    ),
    ...x.ticks.map(({ at, text }) =>
      tag('text', { x: percent(at), y: height + 16, 'text-anchor': 'middle' }, tickText(text)),
    ),
    x.title === undefined
      ? ''
      : tag('text', { x: '50%', y: height + 33, 'text-anchor': 'middle' }, escaped(x.title)),
    y.title === undefined
      ? ''
      : tag(
          'text',
          { transform: `translate(-38 ${height / 2}) rotate(-90)`, 'text-anchor': 'middle' },
          escaped(y.title),
        ),
  );
}
