// The threshold on a plot of losses: a dashed line that pointer and keyboard can move.
/* oxlint-disable jsx-a11y/prefer-tag-over-role -- an input cannot be laid over a plot as a line */
import { useRef } from 'preact/hooks';
import { lossText } from '../../results/numbers';
import type { LossAxis } from '../../charts/bins';
import type { HistogramPlot } from './histogram_plot';

interface Props {
  readonly plot: HistogramPlot;
  readonly axis: LossAxis;
  readonly loss: number;
  readonly onMove: ((loss: number) => void) | undefined;
  readonly tabbable: boolean;
  readonly label: string;
}

/** Decades a key moves it. */
const KEYS: Readonly<Record<string, number>> = {
  ArrowLeft: -0.01,
  ArrowDown: -0.01,
  ArrowRight: 0.01,
  ArrowUp: 0.01,
  PageDown: -0.1,
  PageUp: 0.1,
};

export function Threshold({ plot, axis, loss, onMove, tabbable, label }: Props) {
  const dragging = useRef(false);
  const at = Math.min(axis.high, Math.max(axis.low, Math.log10(loss)));
  const across = plot.over.offsetWidth;
  const left = plot.over.offsetLeft + (across * (at - axis.from)) / (axis.to - axis.from);
  const move = (position: number) => {
    const kept = Math.min(axis.high, Math.max(axis.low, position));
    onMove?.(Number((10 ** kept).toPrecision(4)));
  };
  const follow = (event: PointerEvent) => {
    if (!dragging.current) return;
    const share = (event.clientX - plot.over.getBoundingClientRect().left) / across;
    move(axis.from + share * (axis.to - axis.from));
  };
  const place = {
    left: `${left}px`,
    top: `${plot.over.offsetTop}px`,
    height: `${plot.over.offsetHeight}px`,
  };
  if (!onMove) return <div class="threshold fixed" style={place} aria-hidden="true" />;
  const drag = {
    onPointerDown: (event: PointerEvent & { currentTarget: HTMLElement }) => {
      dragging.current = true;
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove: follow,
    onPointerUp: () => (dragging.current = false),
    onPointerCancel: () => (dragging.current = false),
  };
  if (!tabbable) return <div class="threshold" style={place} {...drag} aria-hidden="true" />;
  return (
    <div
      class="threshold"
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-orientation="horizontal"
      aria-valuemin={axis.low}
      aria-valuemax={axis.high}
      aria-valuenow={Number(at.toFixed(3))}
      aria-valuetext={`loss ${lossText(loss)}`}
      style={place}
      {...drag}
      onKeyDown={(event) => {
        const by = KEYS[event.key];
        const to =
          event.key === 'Home'
            ? axis.low
            : event.key === 'End'
              ? axis.high
              : by && Math.log10(loss) + by;
        if (to === undefined) return;
        event.preventDefault();
        move(to);
      }}
    />
  );
}
