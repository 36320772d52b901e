// The loss of one run over its training, both axes logarithmic, at the recorded steps. Step 0 has a place of its own.
import { useEffect, useRef } from 'preact/hooks';
import './locale';
import uPlot from 'uplot';
import { countText } from '../../results/numbers';
import { placeOfStep } from '../../charts/axes';
import { decades, logTicks } from '../../charts/powers';
import { drawTicks } from './powers';
import { scheme, token } from './theme';

interface Props {
  readonly steps: readonly number[];
  readonly losses: ArrayLike<number>;
  readonly threshold: number;
  readonly width: number;
  /** A step to point at. */
  readonly mark: number | undefined;
}

const HEIGHT = 176;
/** A quiet line from (x, y) to (x, y), in pixels of the canvas. */
function rule(
  ctx: CanvasRenderingContext2D,
  [fromX, fromY, toX, toY]: readonly number[],
  dash: readonly number[],
): void {
  ctx.save();
  ctx.setLineDash(dash.map((length) => length * devicePixelRatio));
  ctx.strokeStyle = token('--quiet');
  ctx.lineWidth = devicePixelRatio;
  ctx.beginPath();
  ctx.moveTo(fromX, fromY);
  ctx.lineTo(toX, toY);
  ctx.stroke();
  ctx.restore();
}

export function LossCurve({ steps, losses, threshold, width, mark }: Props) {
  const host = useRef<HTMLDivElement>(null);
  const look = scheme.value;
  useEffect(() => {
    const start = placeOfStep(0);
    const x = steps.map(placeOfStep);
    const y = Array.from(losses, (loss) => (loss > 0 ? Math.log10(loss) : null));
    const known = [
      ...y.filter((v) => v !== null),
      ...(threshold > 0 ? [Math.log10(threshold)] : []),
    ];
    const [low, high] =
      known.length > 0 ? [Math.min(...known) - 0.15, Math.max(...known) + 0.15] : [-1, 1];
    const look = { stroke: token('--quiet'), font: '11px system-ui, sans-serif', gap: 3 };
    const grid = { stroke: token('--grid'), width: 1 };
    const ticks = { stroke: token('--strong-rule'), size: 4, width: 1 };
    const yTicks = logTicks(low, high);
    const plot = new uPlot(
      {
        width,
        height: HEIGHT,
        padding: [8, 12, 0, 0],
        legend: { show: false },
        cursor: { show: false },
        scales: {
          x: { time: false, range: [start - 0.05, x.at(-1)! + 0.05] },
          y: { range: [low, high] },
        },
        axes: [
          {
            ...look,
            grid,
            ticks,
            size: 26,
            splits: () => [start, ...decades(0, x.at(-1)!)],
            values: (_, splits) => splits.map((at) => (at === start ? '0' : countText(10 ** at))),
          },
          {
            ...look,
            grid,
            ticks: { show: false },
            size: 48,
            splits: () => yTicks.map(({ at }) => at),
            values: (_, splits) => splits.map(() => ''),
          },
        ],
        series: [
          {},
          {
            stroke: token('--ink'),
            width: 1.5,
            points: { show: true, size: 4, fill: token('--ink'), stroke: token('--ink') },
          },
        ],
        hooks: {
          draw: [
            (u) => drawTicks(u, 'y', yTicks),
            (u) => {
              const { left, top, width: wide, height: high } = u.bbox;
              if (threshold > 0) {
                const at = u.valToPos(Math.log10(threshold), 'y', true);
                rule(u.ctx, [left, at, left + wide, at], [4, 3]);
              }
              if (mark !== undefined) {
                const at = u.valToPos(placeOfStep(mark), 'x', true);
                rule(u.ctx, [at, top, at, top + high], []);
              }
            },
          ],
        },
      },
      [x, y],
      host.current!,
    );
    return () => plot.destroy();
  }, [steps, losses, threshold, width, mark, look]);
  return <div ref={host} class="loss-curve" style={{ height: `${HEIGHT}px` }} aria-hidden="true" />;
}
