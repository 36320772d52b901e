// A small multiple: the plot, the draggable threshold on it, and what the pointer is over.
import { Swatch } from '../parts/swatch';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { LossHistogram } from '../../analysis/histogram';
import { barsOf, slotTexts, type Bar, type LossAxis } from '../../charts/bins';
import { countText, lossText, percentText } from '../../results/numbers';
import { histogramPlot, PLOT_HEIGHT, type HistogramPlot } from './histogram_plot';
import { aboveToken, armToken, scheme } from './theme';
import { Threshold } from './threshold';

interface Props {
  readonly arm: number;
  readonly arms: number;
  readonly label: string;
  readonly histogram: LossHistogram | undefined;
  readonly axis: LossAxis;
  readonly threshold: number;
  /** Moves the threshold; undefined where it cannot be moved now. */
  readonly onThreshold: ((loss: number) => void) | undefined;
  /** Only one of the thresholds is in the order of tabs: they move together. */
  readonly tabbable: boolean;
  readonly onBar: ((bar: Bar) => void) | undefined;
  readonly chosen: { readonly from: number; readonly to: number } | undefined;
}

export const barText = ({
  slot,
  lossFrom,
  lossTo,
}: Pick<Bar, 'slot' | 'lossFrom' | 'lossTo'>): string =>
  slot ? slotTexts[slot].about : `${lossText(lossFrom)} to ${lossText(lossTo)}`;

export function Histogram(props: Props) {
  const { arm, arms, label, histogram, axis, threshold, onThreshold, tabbable, onBar } = props;
  const host = useRef<HTMLDivElement>(null);
  const plot = useRef<HistogramPlot>(undefined);
  const [over, setOver] = useState<Bar>();
  const [, setWidth] = useState(0);
  const look = scheme.value;
  const bars = histogram ? barsOf(histogram, axis) : [];
  const total = histogram?.total ?? 0;
  const chosen =
    props.chosen &&
    bars.find(
      ({ lossFrom, lossTo }) =>
        Object.is(lossFrom, props.chosen!.from) && Object.is(lossTo, props.chosen!.to),
    );
  const shown = {
    axis,
    bars,
    total: total || 1,
    threshold,
    colour: armToken(arm, arms),
    above: aboveToken(arm, arms),
    chosen,
  };

  useEffect(() => {
    plot.current = histogramPlot(host.current!, shown);
    const watcher = new ResizeObserver(([{ contentRect }]) => {
      plot.current?.resize(Math.floor(contentRect.width));
      setWidth(contentRect.width);
    });
    watcher.observe(host.current!);
    return () => {
      watcher.disconnect();
      plot.current?.destroy();
    };
  }, []);
  useEffect(
    () => plot.current?.show(shown),
    [histogram, axis, threshold, look, chosen, shown.colour],
  );

  const barUnder = (event: MouseEvent) =>
    plot.current?.barAt(event.clientX - plot.current.over.getBoundingClientRect().left);
  return (
    <figure class="multiple">
      <figcaption>
        <Swatch arm={arm} arms={arms} />
        <span class="arm-name" title={label}>
          {label}
        </span>
        <span class="hover-text" aria-hidden="true">
          {over && total > 0
            ? `${barText(over)}: ${countText(over.count)} (${percentText(over.count / total, total)} %)`
            : total > 0
              ? `n = ${countText(total)}`
              : ''}
        </span>
      </figcaption>
      <div
        ref={host}
        class={`histogram-plot ${over && onBar ? 'clickable' : ''}`}
        style={{ height: `${PLOT_HEIGHT}px` }}
        aria-hidden="true"
        onMouseMove={(event) => setOver(barUnder(event))}
        onMouseLeave={() => setOver(undefined)}
        onClick={(event) => {
          const bar = barUnder(event);
          if (bar) onBar?.(bar);
        }}
      />
      {plot.current && threshold > 0 && (
        <Threshold
          plot={plot.current}
          axis={axis}
          loss={threshold}
          onMove={onThreshold}
          tabbable={tabbable}
          label={`Threshold of ${label}`}
        />
      )}
    </figure>
  );
}
