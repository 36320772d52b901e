// The loss of one run over its training, both axes logarithmic, at the recorded steps. Step 0 has a place of its own.
import { useEffect, useRef } from 'preact/hooks';
import './locale';
import uPlot from 'uplot';
import { countText } from '../../results/numbers';
import { decades, logTicks } from '../../charts/powers';
import { drawTicks } from './powers';
import { scheme, token } from './theme';

interface Props {
  readonly steps: readonly number[];
  readonly losses: ArrayLike<number>;
  readonly threshold: number;
  readonly width: number;
}

const HEIGHT = 176;
/** Where step 0 is drawn: a third of a decade left of step 1. */
const START = -0.35;

export function LossCurve({ steps, losses, threshold, width }: Props) {
  const host = useRef<HTMLDivElement>(null);
  const look = scheme.value;
  useEffect(() => {
    const x = steps.map((step) => (step === 0 ? START : Math.log10(step)));
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
          x: { time: false, range: [START - 0.05, x.at(-1)! + 0.05] },
          y: { range: [low, high] },
        },
        axes: [
          {
            ...look,
            grid,
            ticks,
            size: 26,
            splits: () => [START, ...decades(0, x.at(-1)!)],
            values: (_, splits) => splits.map((at) => (at === START ? '0' : countText(10 ** at))),
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
              if (!(threshold > 0)) return;
              const at = u.valToPos(Math.log10(threshold), 'y', true);
              u.ctx.save();
              u.ctx.setLineDash([4 * devicePixelRatio, 3 * devicePixelRatio]);
              u.ctx.strokeStyle = token('--quiet');
              u.ctx.lineWidth = devicePixelRatio;
              u.ctx.beginPath();
              u.ctx.moveTo(u.bbox.left, at);
              u.ctx.lineTo(u.bbox.left + u.bbox.width, at);
              u.ctx.stroke();
              u.ctx.restore();
            },
          ],
        },
      },
      [x, y],
      host.current!,
    );
    return () => plot.destroy();
  }, [steps, losses, threshold, width, look]);
  return <div ref={host} class="loss-curve" style={{ height: `${HEIGHT}px` }} aria-hidden="true" />;
}
