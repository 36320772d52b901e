// What one network computes, small, as SVG text: a surface over two inputs, a curve over one beside its target.
import { sampleSurface, targetScale } from '../charts/grid';
import { domainOf, targetOf } from '../charts/target';
import { curveThumbnail, surfaceThumbnail } from '../charts/thumbnail';
import { forward, network, predict } from '../reference/network';
import type { Arm } from '../study/arm';
import { inputsOf, outputsOf } from '../study/catalogues/tasks';

const POINTS = 97;

/**
 * The drawing of a network.
 * @param parameters flat
 * @param label what a reader of the screen hears
 * @returns null where it cannot be drawn: it has more inputs, or several outputs
 */
export function thumbnail(
  { task, layers }: Arm,
  parameters: Float32Array,
  label: string,
): string | null {
  const domain = domainOf(task);
  const scale = targetScale(task);
  if (scale) {
    const net = network(layers);
    const values = sampleSurface((x) => {
      net.h[0].set(x);
      return forward(net, parameters)[0];
    }, domain);
    return surfaceThumbnail(values, scale, label);
  }
  if (inputsOf(task) !== 1 || outputsOf(task) !== 1) return null;
  const [{ low, high }] = domain;
  const x = Array.from({ length: POINTS }, (_, i) => low + (i / (POINTS - 1)) * (high - low));
  const of = targetOf(task);
  const rows = task.kind === 'rows' ? task : { x: [], y: [] };
  const target = of
    ? { x, y: x.map((v) => of([v])[0]) }
    : { x: rows.x.map(([v]) => v), y: rows.y.map(([v]) => v) };
  return curveThumbnail(
    { x, fit: predict(layers, parameters, x), target, joined: of !== undefined },
    label,
  );
}
