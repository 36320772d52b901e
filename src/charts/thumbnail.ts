// What one network computes, small, as SVG text: a surface with contour lines, or a curve beside its target.
import { indexOf, type Scale } from './colour_maps';
import { contour, roundLevels } from './contours';
import { GRID } from './grid';
import { tag } from './markup';
import { pngAddress } from './png';

/** A surface over two inputs. @param values of the grid, as `sampleSurface` gives them */
export function surfaceThumbnail(values: Float32Array, scale: Scale, label: string): string {
  const pixels = Uint8Array.from(values, (value) => indexOf(scale, value));
  const lines = roundLevels(scale.low, scale.high).flatMap((level) =>
    contour(values, GRID, level).map(
      ([x0, y0, x1, y1]) => `M${place(x0)} ${place(y0)}L${place(x1)} ${place(y1)}`,
    ),
  );
  return tag(
    'svg',
    { class: 'thumbnail', role: 'img', 'aria-label': label, viewBox: `0 0 ${GRID} ${GRID}` },
    tag('image', {
      href: pngAddress(pixels, GRID, GRID, scale.map),
      width: GRID,
      height: GRID,
    }),
    tag('path', { class: 'contour', d: lines.join('') }),
  );
}

const place = (cell: number) => Number((cell + 0.5).toFixed(1));

export interface Curve {
  readonly x: readonly number[];
  readonly fit: ArrayLike<number>;
  /** The target's line or points, where it is known. */
  readonly target: { readonly x: readonly number[]; readonly y: readonly number[] };
  /** Whether the target is a line. */
  readonly joined: boolean;
}

/** A curve over one input, in a frame that the target sets. */
export function curveThumbnail({ x, fit, target, joined }: Curve, label: string): string {
  const [left, right] = [x[0], x.at(-1)!];
  const [low, high] = [Math.min(...target.y), Math.max(...target.y)];
  const margin = 0.15 * (high - low) || 1;
  const px = (v: number) => ((v - left) / (right - left)) * GRID;
  const py = (v: number) => {
    const at = (high + margin - v) / (high - low + 2 * margin);
    return Math.min(2, Math.max(-1, Number.isFinite(at) ? at : 2)) * GRID;
  };
  const path = (xs: readonly number[], ys: ArrayLike<number>) =>
    `M${xs.map((v, i) => `${px(v).toFixed(1)} ${py(ys[i]).toFixed(1)}`).join('L')}`;
  const wanted = joined
    ? [tag('path', { class: 'target', d: path(target.x, target.y) })]
    : target.x.map((v, i) =>
        tag('circle', { class: 'target', cx: px(v), cy: py(target.y[i]), r: 1.5 }),
      );
  return tag(
    'svg',
    { class: 'thumbnail framed', role: 'img', 'aria-label': label, viewBox: `0 0 ${GRID} ${GRID}` },
    ...wanted,
    tag('path', { class: 'fit', d: path(x, fit) }),
  );
}
