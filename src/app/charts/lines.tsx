// Small line, stem and scatter charts in SVG: a function of one input, the taps of a filter, learned against target.
/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a drawing that has one name as a whole */
import { roundLevels } from '../../charts/contours';
import type { Extent } from '../../charts/target';

export interface Line {
  readonly kind: 'line' | 'dots' | 'stems';
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  readonly look: 'target' | 'fit' | 'data';
}

interface Props {
  readonly lines: readonly Line[];
  readonly width: number;
  readonly height: number;
  readonly label: string;
  readonly xAxis?: string;
  readonly yAxis?: string;
  /** Leaves out ticks and names, for a thumbnail. */
  readonly bare?: boolean;
}

const minus = (value: number) => String(value).replaceAll('-', '−');

const extent = (values: readonly number[]): Extent => {
  const known = values.filter(Number.isFinite);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const margin = 0.06 * (high - low) || 1;
  return { low: low - margin, high: high + margin };
};

export function Lines({ lines, width, height, label, xAxis, yAxis, bare = false }: Props) {
  const edge = bare
    ? { left: 4, right: 4, top: 4, bottom: 4 }
    : { left: 44, right: 8, top: 8, bottom: 34 };
  const ex = extent(lines.flatMap(({ x }) => Array.from(x)));
  const ey = extent(
    lines.flatMap(({ kind, y }) => [...Array.from(y), ...(kind === 'stems' ? [0] : [])]),
  );
  const px = (x: number) =>
    edge.left + ((x - ex.low) / (ex.high - ex.low)) * (width - edge.left - edge.right);
  const py = (y: number) =>
    height - edge.bottom - ((y - ey.low) / (ey.high - ey.low)) * (height - edge.top - edge.bottom);
  return (
    <svg
      class="lines"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-label={label}
    >
      {!bare && (
        <g class="axes">
          {roundLevels(ey.low, ey.high, 4).map((y) => (
            <g key={y}>
              <line x1={edge.left} x2={width - edge.right} y1={py(y)} y2={py(y)} />
              <text x={edge.left - 6} y={py(y) + 4} text-anchor="end">
                {minus(y)}
              </text>
            </g>
          ))}
          {roundLevels(ex.low, ex.high, 5).map((x) => (
            <text key={x} x={px(x)} y={height - edge.bottom + 14} text-anchor="middle">
              {minus(x)}
            </text>
          ))}
          <text class="name" x={(width + edge.left) / 2} y={height - 4} text-anchor="middle">
            {xAxis}
          </text>
          <text
            class="name"
            transform={`translate(10 ${(height - edge.bottom) / 2}) rotate(-90)`}
            text-anchor="middle"
          >
            {yAxis}
          </text>
        </g>
      )}
      {bare && <line class="zero" x1={0} x2={width} y1={py(0)} y2={py(0)} />}
      {lines.map((line, i) => (
        <Drawn key={i} line={line} px={px} py={py} />
      ))}
    </svg>
  );
}

type Position = (v: number) => number;

function Drawn({ line: { kind, x, y, look }, px, py }: { line: Line; px: Position; py: Position }) {
  const points = Array.from(x, (value, i) => [px(value), py(y[i])] as const).filter(([, v]) =>
    Number.isFinite(v),
  );
  if (kind === 'line')
    return (
      <path
        class={look}
        d={`M${points.map(([a, b]) => `${a.toFixed(1)} ${b.toFixed(1)}`).join('L')}`}
      />
    );
  const r = look === 'target' ? 4 : points.length > 200 ? 1.5 : 2.5;
  return (
    <g class={look}>
      {kind === 'stems' && look === 'fit' && (
        <path
          d={points
            .map(([a, b]) => `M${a.toFixed(1)} ${py(0).toFixed(1)}V${b.toFixed(1)}`)
            .join('')}
        />
      )}
      {points.map(([a, b], i) => (
        <circle key={i} cx={a.toFixed(1)} cy={b.toFixed(1)} r={r} />
      ))}
    </g>
  );
}
