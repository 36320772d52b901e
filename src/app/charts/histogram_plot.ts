// One small multiple of final losses: uPlot gives scales, axes and sharp pixels, the bars are drawn here. It is updated in
// place, ten times a second while training.
import './locale';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { drawTicks } from './powers';
import { shareTicks, slotTexts, type Bar, type LossAxis, type SlotName } from '../../charts/bins';
import { token } from './theme';

export interface Shown {
  readonly axis: LossAxis;
  readonly bars: readonly Bar[];
  readonly total: number;
  readonly threshold: number;
  readonly colour: string;
  /** Of bars above the threshold. */
  readonly above: string;
  readonly chosen: Bar | undefined;
}

export interface HistogramPlot {
  show(shown: Shown): void;
  /** The bar at a position in the plotting area, or undefined. */
  barAt(x: number): Bar | undefined;
  readonly over: HTMLElement;
  resize(width: number): void;
  destroy(): void;
}

export const PLOT_HEIGHT = 132;
const decades = ({ low, high, slots, slotWidth }: LossAxis, width: number): number[] => {
  const every = Math.ceil(((high - low) * 36) / Math.max(80, width));
  const ticks = Array.from({ length: high - low + 1 }, (_, i) => low + i).filter(
    (k) => (k - high) % every === 0,
  );
  return [...ticks, ...Object.values(slots).map((left) => left + slotWidth / 2)];
};

const tickText = ({ slots, slotWidth }: LossAxis, at: number): string => {
  const slot = (Object.entries(slots) as [SlotName, number][]).find(
    ([, left]) => Math.abs(left + slotWidth / 2 - at) < 1e-9,
  );
  return slot ? slotTexts[slot[0]].tick : '';
};

export function histogramPlot(host: HTMLElement, first: Shown): HistogramPlot {
  let now = first;
  const axisLook = {
    stroke: () => token('--quiet'),
    font: '11px system-ui, sans-serif',
    ticks: { stroke: () => token('--strong-rule'), size: 4, width: 1 },
  };
  const options: uPlot.Options = {
    width: host.clientWidth || 280,
    height: PLOT_HEIGHT,
    padding: [6, 10, 0, 0],
    legend: { show: false },
    cursor: { show: false },
    scales: {
      x: { time: false, range: () => [now.axis.from, now.axis.to] },
      y: { range: () => [0, 1.04 * Math.sqrt(now.axis.most)] },
    },
    axes: [
      {
        ...axisLook,
        size: 24,
        gap: 3,
        grid: { show: false },
        splits: (u) => decades(now.axis, u.over.clientWidth),
        values: (_, splits) => splits.map((at) => tickText(now.axis, at)),
      },
      {
        ...axisLook,
        size: 40,
        gap: 3,
        ticks: { show: false },
        grid: { stroke: () => token('--grid'), width: 1 },
        splits: () => shareTicks(now.axis.most).map(Math.sqrt),
        values: (_, splits) =>
          splits.map((root) => `${Number((100 * root * root).toPrecision(2))} %`),
      },
    ],
    series: [{}, { paths: () => null, points: { show: false } }],
    hooks: {
      draw: [
        (u) => drawBars(u, now),
        (u) => {
          const powers = decades(now.axis, u.over.clientWidth).filter(Number.isInteger);
          drawTicks(
            u,
            'x',
            powers.map((k) => ({ at: k, text: k })),
          );
        },
      ],
    },
  };
  const plot = new uPlot(
    options,
    [
      [first.axis.from, first.axis.to],
      [0, 1],
    ],
    host,
  );
  return {
    over: plot.over,
    show(shown) {
      now = shown;
      plot.setData([
        [now.axis.from, now.axis.to],
        [0, 1],
      ]);
    },
    barAt(x) {
      const position = plot.posToVal(x, 'x');
      const slack = plot.posToVal(3, 'x') - plot.posToVal(0, 'x');
      const near = (bar: Bar) => Math.max(bar.left - position, position - bar.right, 0);
      const [nearest] = [...now.bars].sort((a, b) => near(a) - near(b));
      return nearest && near(nearest) <= slack ? nearest : undefined;
    },
    resize: (width) => plot.setSize({ width, height: PLOT_HEIGHT }),
    destroy: () => plot.destroy(),
  };
}

/** Above the threshold bars are this faint. */
const FAINT = 0.6;

/** Bars at or below the threshold in full colour, those above it faint; diverged runs in their own colour. */
function drawBars(u: uPlot, { bars, total, threshold, colour, above, chosen, axis }: Shown): void {
  const { ctx } = u;
  const px = devicePixelRatio;
  const x = (v: number) => u.valToPos(v, 'x', true);
  const base = u.valToPos(0, 'y', true);
  const at = Math.log10(threshold);
  ctx.save();
  for (const bar of bars) {
    const top = u.valToPos(Math.sqrt(bar.count / total), 'y', true);
    const height = Math.max(px, base - top);
    const gap = Math.min(px, 0.15 * (x(bar.right) - x(bar.left)));
    const fill = (from: number, to: number, style: string, alpha: number) => {
      if (to <= from) return;
      ctx.globalAlpha = alpha;
      ctx.fillStyle = style;
      ctx.fillRect(x(from), base - height, Math.max(1, x(to) - x(from) - gap), height);
    };
    const split =
      bar.slot === 'underflow' ? bar.right : Math.min(bar.right, Math.max(bar.left, at));
    if (bar.slot === 'diverged') fill(bar.left, bar.right, token('--diverged'), 1);
    else if (bar.slot === 'overflow' || !(split > bar.left))
      fill(bar.left, bar.right, above, FAINT);
    else {
      fill(bar.left, split, colour, 1);
      fill(split, bar.right, above, FAINT);
    }
    if (chosen?.left === bar.left) {
      ctx.globalAlpha = 1;
      ctx.strokeStyle = token('--ink');
      ctx.lineWidth = 1.5 * px;
      ctx.strokeRect(x(bar.left), base - height, x(bar.right) - x(bar.left) - gap, height);
    }
  }
  ctx.globalAlpha = 1;
  ctx.fillStyle = token('--strong-rule');
  ctx.fillRect(x(axis.from), base, x(axis.to) - x(axis.from), px);
  ctx.restore();
}
