// A fit over one input as curves; over many as points, what the network says against what it should say.
import { domainOf, targetOf } from '../../../charts/target';
import { Lines } from '../../charts/lines';
import { Key, pointsOf, type Shown } from './fit_parts';

const CURVE_POINTS = 241;

export function Curve({ arm, predict, output, table, width }: Shown) {
  const [{ low, high }] = domainOf(arm.task);
  const target = targetOf(arm.task);
  const x = Array.from(
    { length: CURVE_POINTS },
    (_, i) => low + (i / (CURVE_POINTS - 1)) * (high - low),
  );
  const data = pointsOf(table, output, (_, y) => y);
  const lines = [
    target
      ? ({ kind: 'line', look: 'target', x, y: x.map((v) => target([v])[output]) } as const)
      : ({
          kind: 'dots',
          look: 'data',
          x: data.map((p) => p.x),
          y: data.map((p) => p.value),
        } as const),
    { kind: 'line', look: 'fit', x, y: x.map((v) => predict([v])[output]) } as const,
  ];
  return (
    <>
      <h3>Fit and target</h3>
      <Lines
        lines={lines}
        width={width}
        height={220}
        label="The network's output and the target over the input"
        xAxis="x"
        yAxis="output"
      />
      <Key />
    </>
  );
}

/** For many inputs: what the network says of each row against what it should say. */
export function Scatter({ predict, output, table, width }: Shown) {
  const { values, inputs, outputs, rows } = table;
  const points = Array.from({ length: Math.min(rows, 1000) }, (_, row) => {
    const at = row * (inputs + outputs);
    return {
      x: values[at + inputs + output],
      y: predict(Array.from(values.subarray(at, at + inputs)))[output],
    };
  });
  const x = points.map((p) => p.x);
  const ends = [Math.min(...x), Math.max(...x)];
  return (
    <>
      <h3>Fit against target, each row</h3>
      <Lines
        lines={[
          { kind: 'line', look: 'target', x: ends, y: ends },
          { kind: 'dots', look: 'fit', x, y: points.map((p) => p.y) },
        ]}
        width={width}
        height={260}
        label="The network's output against the target for each row of the table"
        xAxis="target"
        yAxis="fit"
      />
    </>
  );
}
