// Drawings for one cell of a table, on an axis that its column shares: an interval with its dot, a stack of shares, ticks.
// They stand beside their numbers, so that they are hidden from readers of the screen.
import { percent, tag } from './markup';
import { tickText, type Tick } from './plot';

const HEIGHT = 20;
/** A part narrower than this has no border. */
const SLIVER = 0.01;

const cell = (...children: readonly string[]): string =>
  tag('svg', { class: 'cell', height: HEIGHT, 'aria-hidden': 'true' }, ...children);

/** Where values stand on the axis, as shares of it. */
export interface DrawnInterval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly colour: string;
  /** A hollow dot: the difference may be none. */
  readonly unsure?: boolean;
}

/** A dot on its interval; lines at round shares behind it. */
export function intervalCell(
  { value, low, high, colour, unsure }: DrawnInterval,
  lines: readonly number[],
): string {
  const middle = HEIGHT / 2;
  const clipped = (at: number) => Math.min(1, Math.max(0, at));
  const from = clipped(low);
  return cell(
    ...lines.map((at) =>
      tag('line', { class: 'grid', x1: percent(at), x2: percent(at), y1: -6, y2: HEIGHT + 6 }),
    ),
    tag('rect', {
      class: 'interval',
      x: percent(from),
      width: percent(Math.max(0.002, clipped(high) - from)),
      y: middle - 3,
      height: 6,
      rx: 3,
      fill: colour,
    }),
    tag('circle', {
      class: unsure ? 'dot unsure' : 'dot',
      cx: percent(clipped(value)),
      cy: middle,
      r: unsure ? 3.5 : 4,
      style: `--mark:${colour}`,
    }),
  );
}

/** Nothing but the lines of the axis. */
export const emptyCell = (lines: readonly number[]): string =>
  cell(
    ...lines.map((at) =>
      tag('line', { class: 'grid', x1: percent(at), x2: percent(at), y1: -6, y2: HEIGHT + 6 }),
    ),
  );

/** Shares that add up to at most 1, side by side. */
export function stackCell(
  parts: readonly { readonly share: number; readonly colour: string }[],
): string {
  let from = 0;
  const rects = parts.map(({ share, colour }) => {
    const x = from;
    from += share;
    return tag('rect', {
      class: share > SLIVER ? 'part' : undefined,
      x: percent(x),
      width: percent(share),
      y: 1,
      height: HEIGHT - 2,
      fill: colour,
    });
  });
  return cell(...rects);
}

/** The ticks of a drawn column, for its head; those at its ends stay inside, every other of many is left out where it is narrow. */
export const ticksCell = (ticks: readonly Tick[]): string =>
  cell(
    ...ticks.map(({ at, text }, i) =>
      tag(
        'text',
        {
          class: ticks.length > 3 && i % 2 === 1 ? 'between' : undefined,
          x: percent(at),
          y: 15,
          'text-anchor': at <= 0 ? 'start' : at >= 1 ? 'end' : 'middle',
        },
        tickText(text),
      ),
    ),
  );
