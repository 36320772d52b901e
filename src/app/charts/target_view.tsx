// The target of a task, drawn small: a surface, a curve, the taps of a filter, or a matrix.
import { useMemo } from 'preact/hooks';
import { spanning } from '../../charts/colour_maps';
import { roundLevels } from '../../charts/contours';
import { sampleSurface } from '../../charts/grid';
import { domainOf, linearTarget, targetOf } from '../../charts/target';
import type { Task } from '../../study/catalogues/tasks';
import { lazy } from '../parts/lazy';
import { Lines } from './lines';
import { Surface } from './surface';

const POINTS = 121;
const TargetMatrix = lazy(() => import('./target_matrix').then((m) => m.TargetMatrix));

export function TargetView({ task, size }: { task: Task; size: number }) {
  const drawing = useMemo(() => drawingOf(task), [JSON.stringify(task)]);
  switch (drawing?.kind) {
    case 'surface':
      return <Surface {...drawing} size={size} label="The target: a heat map over both inputs" />;
    case 'curve':
      return (
        <Lines
          lines={[drawing.line]}
          width={size}
          height={size}
          label="The target over its input"
          bare
        />
      );
    case 'matrix':
      return <TargetMatrix rows={drawing.rows} size={size} />;
    case undefined:
      return null;
    default:
      return drawing satisfies never;
  }
}

function drawingOf(task: Task) {
  const target = targetOf(task);
  const domain = domainOf(task);
  const outputs = task.kind === 'rows' ? task.y[0].length : task.targets.length;
  if (domain.length === 2 && outputs === 1) {
    if (target) {
      const values = sampleSurface((x) => target(x)[0], domain);
      const scale = spanning(values);
      return {
        kind: 'surface',
        values,
        scale,
        domain,
        levels: roundLevels(scale.low, scale.high),
      } as const;
    }
    const points = rowsOf(task).map(({ x, y }) => ({ x: x[0], y: x[1], value: y[0] }));
    return {
      kind: 'surface',
      values: undefined,
      scale: spanning(points.map(({ value }) => value)),
      domain,
      points,
    } as const;
  }
  if (domain.length === 1) {
    const xs = Array.from(
      { length: POINTS },
      (_, i) => domain[0].low + (i / (POINTS - 1)) * (domain[0].high - domain[0].low),
    );
    const rows = rowsOf(task);
    const line = target
      ? ({ kind: 'line', look: 'target', x: xs, y: xs.map((x) => target([x])[0]) } as const)
      : ({
          kind: 'dots',
          look: 'data',
          x: rows.map(({ x }) => x[0]),
          y: rows.map(({ y }) => y[0]),
        } as const);
    return { kind: 'curve', line } as const;
  }
  const kernel = linearTarget(task);
  if (!kernel) return undefined;
  if (outputs > 1) return { kind: 'matrix', rows: kernel } as const;
  const taps = kernel.map(([w]) => w);
  return {
    kind: 'curve',
    line: { kind: 'stems', look: 'fit', x: taps.map((_, i) => i + 1), y: taps },
  } as const;
}

const rowsOf = (task: Task) =>
  task.kind === 'rows' ? task.x.slice(0, 500).map((x, i) => ({ x, y: task.y[i] })) : [];
