// What the drawings of a fit share: what is given to them, colour legends, the key of lines, the table's rows as points.
import type { Neuron } from '../../../analysis/neurons';
import { gradient, type Scale } from '../../../charts/colour_maps';
import type { Table } from '../../../reference/table';
import type { Arm } from '../../../study/arm';
import type { Point } from '../../charts/surface';

export interface FitProps {
  readonly arm: Arm;
  readonly parameters: Float32Array;
  readonly table: Table;
  readonly neurons: readonly Neuron[];
  readonly width: number;
}

export interface Shown extends FitProps {
  readonly predict: (x: readonly number[]) => ArrayLike<number>;
  /** Which output is drawn. */
  readonly output: number;
}

/** Between drawings side by side. */
export const GAP = 8;

/** The colours of a scale with its ends. */
export function Legend({ scale, width }: { scale: Scale; width: number }) {
  const text = (value: number) => Number(value.toPrecision(3)).toString().replaceAll('-', '−');
  return (
    <div class="colour-legend numbers" style={{ width: `${width}px` }}>
      <div style={{ background: gradient(scale) }} />
      <span>{text(scale.low)}</span>
      <span>{text(scale.high)}</span>
    </div>
  );
}

/** The rows of the table as points over the first two inputs. */
export function pointsOf(
  { values, inputs, outputs, rows }: Table,
  output: number,
  value: (x: readonly number[], y: number) => number,
): Point[] {
  return Array.from({ length: Math.min(rows, 2000) }, (_, row) => {
    const at = row * (inputs + outputs);
    const x = Array.from(values.subarray(at, at + inputs));
    return { x: x[0], y: x[1], value: value(x, values[at + inputs + output]) };
  });
}

export const Key = () => (
  <p class="key">
    <span class="key-fit" /> fit <span class="key-target" /> target
  </p>
);
