// Rates over a logarithmic axis: all arms in one plot, where an arm's line stands out while the pointer or the keyboard is on
// its name; or, of a study with more arms than colours, a small multiple an arm with the others faint behind it.
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { ratePlots, type RateLines as Lines } from '../../charts/rate_plot';
import { percentText } from '../../results/numbers';
import { inTheirOrder, Multiples } from '../parts/multiples';
import { Svg } from '../parts/svg';
import { Swatch } from '../parts/swatch';
import { view } from '../state/view';

export function RateLines(props: Lines) {
  const { arms } = props;
  const order = inTheirOrder(props.lines.map(({ arm }) => arm));
  const lines = order.map((arm) => props.lines.find((line) => line.arm === arm)!);
  const plots = ratePlots({ ...props, lines });
  const labels = new Map(lines.map(({ arm, label }) => [arm, label]));
  const [{ arm, svg }] = plots;
  if (arm === undefined) return <OnePlot svg={svg} lines={lines} arms={arms} />;
  return (
    <>
      <p class="note">The other arms are faint behind each.</p>
      <Multiples arms={order}>
        {(of) => (
          <figure class="multiple">
            <figcaption>
              <span class="arm-name">{labels.get(of)}</span>
              <Rate arm={of} />
            </figcaption>
            <Svg text={plots.find((plot) => plot.arm === of)!.svg} />
          </figure>
        )}
      </Multiples>
    </>
  );
}

/** An arm's rate at its threshold. */
function Rate({ arm }: { arm: number }) {
  const { rate, n } = view.value.arms[arm].rate;
  return <span class="hover-text">{percentText(rate, n)}&nbsp;%</span>;
}

function OnePlot({ svg, lines, arms }: Pick<Lines, 'lines' | 'arms'> & { svg: string }) {
  const host = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState<number>();
  useLayoutEffect(() => {
    for (const drawn of host.current!.querySelectorAll<SVGElement>('[data-arm]'))
      drawn.classList.toggle('active', drawn.dataset.arm === String(active));
  }, [active, svg]);
  return (
    <div ref={host} class={`rate-lines ${active === undefined ? '' : 'one-active'}`}>
      <Svg text={svg} />
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
