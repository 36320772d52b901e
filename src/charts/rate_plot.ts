// Rates over a logarithmic axis as SVG text: a line and its interval an arm. Where a study has more arms than colours, one
// small multiple an arm, with the others faint behind it.
import { ARM_COLOURS, armColour } from './colours';
import { tag, through } from './markup';
import { plot, type Axis } from './plot';
import { logTicks } from './powers';

export interface RateLine {
  readonly arm: number;
  readonly label: string;
  /** log10, ascending. */
  readonly x: readonly number[];
  readonly rate: readonly number[];
  readonly low: readonly number[];
  readonly high: readonly number[];
}

export interface RateLines {
  readonly lines: readonly RateLine[];
  /** Of the study, which decides on the colours. */
  readonly arms: number;
  readonly xAxis: string;
  /** log10 of what is marked with a dashed line. */
  readonly marks?: readonly number[];
  /** What is drawn, such as "Share of runs converged by step". */
  readonly label: string;
}

export interface RatePlot {
  /** The arm that stands out; undefined where all are in one. */
  readonly arm: number | undefined;
  readonly svg: string;
}

const SHARES = [0, 0.25, 0.5, 0.75, 1];

/** All arms in one plot, or a plot each. */
export function ratePlots({ lines, arms, xAxis, marks = [], label }: RateLines): RatePlot[] {
  const low = Math.min(...lines.map(({ x }) => x[0]));
  const high = Math.max(low + 1e-6, ...lines.map(({ x }) => x.at(-1)!));
  const at = (x: number) => (x - low) / (high - low);
  const ticks = logTicks(low, high).map((tick) => ({ ...tick, at: at(tick.at) }));
  const dashed = marks
    .filter((mark) => mark >= low && mark <= high)
    .map((mark) =>
      tag('path', {
        class: 'mark ink',
        d: `M${through([
          [at(mark), 0],
          [at(mark), 1],
        ])}`,
      }),
    )
    .join('');
  const points = (x: readonly number[], shares: readonly number[]) =>
    shares.map((share, i) => [at(x[i]), share] as const);
  const line = ({ x, rate }: RateLine, look: string, colour?: string) =>
    tag('path', { class: look, stroke: colour, d: `M${through(points(x, rate))}` });
  const full = (one: RateLine) => {
    const colour = armColour(one.arm, arms);
    const edge = [...points(one.x, one.high), ...points(one.x, one.low).toReversed()];
    return tag(
      'g',
      { 'data-arm': String(one.arm) },
      tag('path', { class: 'rate-band', fill: colour, d: `M${through(edge)}Z` }),
      line(one, 'rate-line', colour),
    );
  };
  const drawn = (height: number, x: Axis, y: string | undefined, paths: string, about: string) =>
    plot({
      label: about,
      height,
      x,
      y: {
        ticks: SHARES.map((share) => ({ at: share, text: String(100 * share) })),
        ...(y === undefined ? {} : { title: y }),
      },
      grid: true,
      paths,
    });
  if (arms <= ARM_COLOURS) {
    const paths = dashed + lines.map(full).join('');
    return [
      { arm: undefined, svg: drawn(208, { ticks, title: xAxis }, 'Converged, %', paths, label) },
    ];
  }
  // the lines of all arms stand in the first plot, which the others show again: as many lines as arms, not their square
  const id = `behind-${label.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`;
  const all = tag('g', { id }, ...lines.map((one) => line(one, 'rate-behind')));
  const again = tag('use', { href: `#${id}` });
  return lines.map((one, i) => ({
    arm: one.arm,
    svg: drawn(
      96,
      { ticks },
      undefined,
      dashed + (i === 0 ? all : again) + full(one),
      `${label}: ${one.label}`,
    ),
  }));
}
