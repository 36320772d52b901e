// Rates over a logarithmic axis, a line and its interval an arm, in SVG. Names are beside it: an arm's line stands out while the
// pointer or the keyboard is on its name.
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Swatch } from '../swatch';
import { decades, raised } from '../../charts/powers';
import type { RateLine } from '../../charts/rate_plot';
import { armColour } from '../../charts/colours';

interface Props {
  readonly lines: readonly RateLine[];
  readonly arms: number;
  readonly xAxis: string;
  readonly yAxis: string;
  /** log10 of what is marked with a dashed line. */
  readonly marks?: readonly number[];
  readonly label: string;
}

const HEIGHT = 208;
const EDGE = { left: 44, right: 10, top: 8, bottom: 40 } as const;
const SHARES = [0, 0.25, 0.5, 0.75, 1];

export function RateLines({ lines, arms, xAxis, yAxis, marks = [], label }: Props) {
  const host = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(560);
  const [active, setActive] = useState<number>();
  useLayoutEffect(() => {
    const watcher = new ResizeObserver(([{ contentRect }]) => setWidth(contentRect.width));
    watcher.observe(host.current!);
    return () => watcher.disconnect();
  }, []);
  const low = Math.min(...lines.map(({ x }) => x[0]));
  const high = Math.max(low + 1e-6, ...lines.map(({ x }) => x.at(-1)!));
  const px = (x: number) =>
    EDGE.left + ((x - low) / (high - low)) * (width - EDGE.left - EDGE.right);
  const py = (share: number) => HEIGHT - EDGE.bottom - share * (HEIGHT - EDGE.top - EDGE.bottom);
  return (
    <div ref={host} class={`rate-lines ${active === undefined ? '' : 'one-active'}`}>
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a drawing that has one name as a whole */}
      <svg width={width} height={HEIGHT} role="img" aria-label={label}>
        <g class="axes">
          {SHARES.map((share) => (
            <g key={share}>
              <line x1={EDGE.left} x2={width - EDGE.right} y1={py(share)} y2={py(share)} />
              <text x={EDGE.left - 6} y={py(share) + 4} text-anchor="end">
                {100 * share}
              </text>
            </g>
          ))}
          {decades(low, high).map((k) => (
            <text key={k} x={px(k)} y={HEIGHT - EDGE.bottom + 16} text-anchor="middle">
              10
              <tspan dy="-4" font-size="8.5">
                {raised(k)}
              </tspan>
            </text>
          ))}
          <text x={(EDGE.left + width - EDGE.right) / 2} y={HEIGHT - 4} text-anchor="middle">
            {xAxis}
          </text>
          <text transform={`translate(10 ${py(0.5)}) rotate(-90)`} text-anchor="middle">
            {yAxis}
          </text>
        </g>
        {marks
          .filter((x) => x >= low && x <= high)
          .map((x) => (
            <line key={x} class="mark-line" x1={px(x)} x2={px(x)} y1={py(0)} y2={py(1)} />
          ))}
        {lines.map((line) => (
          <Drawn
            key={line.arm}
            line={line}
            colour={armColour(line.arm, arms)}
            active={active === line.arm}
            px={px}
            py={py}
          />
        ))}
      </svg>
      <ul class="line-names">
        {lines.map(({ arm, label: name }) => (
          <li key={arm}>
            <button
              type="button"
              class="arm-name"
              onMouseEnter={() => setActive(arm)}
              onFocus={() => setActive(arm)}
              onMouseLeave={() => setActive(undefined)}
              onBlur={() => setActive(undefined)}
            >
              <Swatch arm={arm} arms={arms} /> {name}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

interface DrawnProps {
  readonly line: RateLine;
  readonly colour: string;
  readonly active: boolean;
  readonly px: (x: number) => number;
  readonly py: (share: number) => number;
}

function Drawn({ line: { x, rate, low, high }, colour, active, px, py }: DrawnProps) {
  const path = (shares: readonly number[]) =>
    shares.map((share, i) => `${px(x[i]).toFixed(1)} ${py(share).toFixed(1)}`);
  return (
    <g class={active ? 'active' : ''} style={{ '--arm': colour }}>
      <path class="band" d={`M${[...path(high), ...path(low).toReversed()].join('L')}Z`} />
      <path class="line" d={`M${path(rate).join('L')}`} />
    </g>
  );
}
