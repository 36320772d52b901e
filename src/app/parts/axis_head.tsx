// The head of a table's column that is drawn: the ticks of the axis that its rows share.

interface Tick {
  /** From the column's left edge, as CSS. */
  readonly at: string;
  readonly text: string | number;
}

/** @param drawn what the column shows, for readers of the screen, who have its numbers beside it */
export const AxisHead = ({ drawn, ticks }: { drawn: string; ticks: readonly Tick[] }) => (
  <th scope="col" class="axis">
    <span class="hidden">{drawn}, drawn</span>
    {ticks.map(({ at, text }) => (
      <span key={at} class="tick" aria-hidden="true" style={{ left: at }}>
        {text}
      </span>
    ))}
  </th>
);

/** Ticks of an axis from 0 to 100 %. */
export const percentTicks = (percents: readonly number[]): Tick[] =>
  percents.map((percent) => ({
    at: `${percent}%`,
    text: percent === 100 ? '100 %' : percent,
  }));
