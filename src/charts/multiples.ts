// Small multiples of an arm's losses as SVG text: a histogram of where they end, and a heat map of how they got there.
import { BINS, binEdges, type LossHistogram } from '../analysis/histogram';
import { barsOf, shareTicks, slotTexts, type Bar, type LossAxis, type SlotName } from './bins';
import { indexOf, spanning } from './colour_maps';
import { placeOfStep } from './axes';
import { brightness, type DensityExtent } from './density';
import { percent, tag, through } from './markup';
import { plot, type Tick } from './plot';
import { pngAddress } from './png';
import { decades, logTicks } from './powers';

const HEIGHT = 108;
export interface Ending {
  readonly label: string;
  readonly histogram: LossHistogram;
  readonly axis: LossAxis;
  /** NaN where there is none. */
  readonly threshold: number;
  /** The best loss of the arm's model, NaN where there is none. */
  readonly best: number;
  readonly colour: string;
}

/** Final losses: bars whose height is the root of their share, full up to the threshold and faint above. */
export function lossHistogram({ label, histogram, axis, threshold, best, colour }: Ending): string {
  const { from, to, low, high, slots, slotWidth, most } = axis;
  const x = (power: number) => (power - from) / (to - from);
  const top = 1.04 * Math.sqrt(most);
  const height = (share: number) => Math.max(1, (Math.sqrt(share) / top) * HEIGHT);
  const bars = barsOf(histogram, axis).flatMap((bar) =>
    partsOf(bar, Math.log10(threshold)).map(([left, right, look]) =>
      tag('rect', {
        class: look,
        x: percent(x(left)),
        width: percent(x(left + 0.88 * (right - left)) - x(left)),
        y: HEIGHT - height(bar.count / histogram.total),
        height: height(bar.count / histogram.total),
        fill: look === 'diverged' ? undefined : colour,
      }),
    ),
  );
  const upright = (loss: number, look: string) => {
    const at = x(Math.log10(loss));
    return at >= 0 && at <= 1
      ? tag('line', { class: look, x1: percent(at), x2: percent(at), y1: 0, y2: HEIGHT })
      : '';
  };
  const ticks: Tick[] = [
    ...decades(low, high).map((k) => ({ at: x(k), text: k })),
    ...Object.entries(slots).map(([slot, left]) => ({
      at: x(left + slotWidth / 2),
      text: slotTexts[slot as SlotName].tick,
    })),
  ];
  const base = tag('line', { class: 'base', x1: 0, x2: '100%', y1: HEIGHT, y2: HEIGHT });
  return plot({
    label,
    height: HEIGHT,
    x: { ticks },
    y: {
      ticks: shareTicks(most).map((share) => ({
        at: Math.sqrt(share) / top,
        text: `${Number((100 * share).toPrecision(2))} %`,
      })),
    },
    grid: true,
    drawn: [...bars, base, upright(best, 'best-line'), upright(threshold, 'threshold-line')].join(
      '',
    ),
  });
}

/** A bar's parts at or below the threshold and above it, each with its look. */
function partsOf({ left, right, slot }: Bar, threshold: number): [number, number, string][] {
  if (slot === 'diverged') return [[left, right, 'diverged']];
  if (slot === 'overflow') return [[left, right, 'above']];
  const split = slot === 'underflow' ? right : Math.min(right, Math.max(left, threshold));
  if (!(split > left)) return [[left, right, 'above']];
  return split < right
    ? [
        [left, split, 'below'],
        [split, right, 'above'],
      ]
    : [[left, right, 'below']];
}

export interface Falling {
  readonly label: string;
  readonly steps: readonly number[];
  /** [step] */
  readonly density: readonly LossHistogram[];
  /** [step][share] losses; null is drawn beyond the upper edge. */
  readonly fan: readonly (readonly (number | null)[])[];
  readonly extent: DensityExtent;
  readonly threshold: number;
}

const TALL = 144;
const COLUMNS = 160;
const scale = spanning([0, 1]);

/** Losses over steps, both logarithmic: a heat map of the runs with quantile lines. The steps are ascending, two at least. */
export function lossDensity({ label, steps, density, fan, extent, threshold }: Falling): string {
  const { low, high } = extent;
  const [start, end] = [placeOfStep(steps[0]), placeOfStep(steps.at(-1)!)];
  const x = (step: number) => (placeOfStep(step) - start) / (end - start);
  const y = (power: number) => (power - low) / (high - low);
  const lines = fan[0].map((_, q) => {
    const points = fan.map((losses, c) => {
      const loss = losses[q] ?? Infinity;
      return [x(steps[c]), Math.min(1.05, Math.max(-0.05, y(Math.log10(loss))))] as const;
    });
    const median = q === (fan[0].length - 1) / 2;
    return tag('path', { class: median ? 'median' : 'quantile', d: `M${through(points)}` });
  });
  const at = y(Math.log10(threshold));
  const mark =
    at >= 0 && at <= 1
      ? tag('path', {
          class: 'mark',
          d: `M${through([
            [0, at],
            [1, at],
          ])}`,
        })
      : '';
  return plot({
    label,
    height: TALL,
    x: { ticks: logTicks(0, end).map(({ at: power, text }) => ({ at: x(10 ** power), text })) },
    y: { ticks: logTicks(low, high).map(({ at: power, text }) => ({ at: y(power), text })) },
    drawn: heatImage(density, steps.map(x), extent),
    paths: [...lines, mark].join(''),
  });
}

/** The heat map as a stretched picture, its columns evenly spaced in log step. @param at where each step stands, 0 .. 1 */
function heatImage(
  density: readonly LossHistogram[],
  at: readonly number[],
  { low, high }: DensityExtent,
): string {
  const powers = Array.from(binEdges, (edge) => Math.log10(edge));
  const first = Math.max(0, powers.findIndex((power) => power > low + 1e-9) - 1);
  const last = Math.min(BINS, powers.findLastIndex((power) => power < high - 1e-9) + 1);
  const rows = last - first;
  const pixels = new Uint8Array(COLUMNS * rows);
  const shades = density.map(brightness);
  let c = 0;
  for (let column = 0; column < COLUMNS; column++) {
    const here = (column + 0.5) / COLUMNS;
    while (c + 1 < at.length && here > (at[c] + at[c + 1]) / 2) c++;
    for (let row = 0; row < rows; row++)
      pixels[row * COLUMNS + column] = indexOf(scale, shades[c][last - 1 - row]);
  }
  return tag('image', {
    href: pngAddress(pixels, COLUMNS, rows, scale.map),
    width: '100%',
    height: TALL,
    preserveAspectRatio: 'none',
  });
}
