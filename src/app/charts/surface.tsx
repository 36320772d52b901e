// A function of two inputs as a heat map with contour lines, and the lines on which first-layer neurons switch drawn over.
/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a drawing that has one name as a whole */
import { useEffect, useRef } from 'preact/hooks';
import { colourOf, type Scale } from '../../charts/colour_maps';
import { contour } from '../../charts/contours';
import { GRID } from '../../charts/grid';
import { scheme } from './theme';
import type { Extent } from '../../charts/target';

/** A line a x + b y + c = 0 of the input plane. */
export interface Fold {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly name: string;
  readonly faint: boolean;
}

export interface Point {
  readonly x: number;
  readonly y: number;
  readonly value: number;
}

interface Props {
  readonly values: Float32Array | undefined;
  readonly scale: Scale;
  readonly domain: readonly Extent[];
  readonly size: number;
  readonly label: string;
  readonly levels?: readonly number[];
  readonly folds?: readonly Fold[];
  readonly points?: readonly Point[];
}

export function Surface(props: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { size, label } = props;
  const look = scheme.value;
  useEffect(
    () => draw(canvas.current!, props),
    [props.values, props.scale, props.folds, props.points, size, look],
  );
  return (
    <canvas
      ref={canvas}
      class="surface"
      role="img"
      aria-label={label}
      style={{ width: `${size}px`, height: `${size}px` }}
    />
  );
}

function draw(
  canvas: HTMLCanvasElement,
  { values, scale, domain, size, levels = [], folds = [], points = [] }: Props,
): void {
  const ratio = Math.max(2, devicePixelRatio);
  canvas.width = canvas.height = size * ratio;
  const to = canvas.getContext('2d')!;
  to.scale(ratio, ratio);
  if (values) {
    paint(to, values, scale, size);
    const cell = size / GRID;
    to.lineWidth = 0.75;
    to.strokeStyle = 'rgb(255 255 255 / 0.55)';
    to.beginPath();
    for (const level of levels) {
      for (const [x0, y0, x1, y1] of contour(values, GRID, level)) {
        to.moveTo((x0 + 0.5) * cell, (y0 + 0.5) * cell);
        to.lineTo((x1 + 0.5) * cell, (y1 + 0.5) * cell);
      }
    }
    to.stroke();
  }
  const [ex, ey] = domain;
  const px = (x: number) => ((x - ex.low) / (ex.high - ex.low)) * size;
  const py = (y: number) => ((ey.high - y) / (ey.high - ey.low)) * size;
  for (const point of points) {
    to.beginPath();
    to.arc(px(point.x), py(point.y), points.length > 400 ? 1.5 : 3, 0, 7);
    to.fillStyle = `rgb(${colourOf(scale, point.value).join(' ')})`;
    to.fill();
    to.lineWidth = 0.5;
    to.strokeStyle = 'rgb(128 128 128 / 0.8)';
    to.stroke();
  }
  for (const fold of folds) drawFold(to, fold, domain, size, px, py);
}

function paint(
  to: CanvasRenderingContext2D,
  values: Float32Array,
  scale: Scale,
  size: number,
): void {
  const image = new ImageData(GRID, GRID);
  values.forEach((value, i) => image.data.set([...colourOf(scale, value), 255], 4 * i));
  const small = document.createElement('canvas');
  small.width = small.height = GRID;
  small.getContext('2d')!.putImageData(image, 0, 0);
  to.imageSmoothingQuality = 'high';
  to.drawImage(small, 0, 0, size, size);
}

type Position = (v: number) => number;

function drawFold(
  to: CanvasRenderingContext2D,
  { a, b, c, name, faint }: Fold,
  [ex, ey]: readonly Extent[],
  size: number,
  px: Position,
  py: Position,
): void {
  const ends: [number, number][] = [];
  const inside = (v: number, e: Extent) => v >= e.low && v <= e.high;
  for (const x of [ex.low, ex.high])
    if (b !== 0 && inside(-(a * x + c) / b, ey)) ends.push([x, -(a * x + c) / b]);
  for (const y of [ey.low, ey.high])
    if (a !== 0 && inside(-(b * y + c) / a, ex)) ends.push([-(b * y + c) / a, y]);
  if (ends.length < 2) return;
  const [[x0, y0], [x1, y1]] = [ends[0], ends.at(-1)!];
  to.setLineDash(faint ? [2, 4] : []);
  for (const [width, colour] of [
    [3, 'rgb(0 0 0 / 0.45)'],
    [1.25, '#fff'],
  ] as const) {
    to.lineWidth = width;
    to.strokeStyle = colour;
    to.beginPath();
    to.moveTo(px(x0), py(y0));
    to.lineTo(px(x1), py(y1));
    to.stroke();
  }
  to.setLineDash([]);
  const along = 0.1 + 0.04 * (Number(name) % 3);
  const clamp = (v: number) => Math.min(size - 9, Math.max(9, v));
  const [tx, ty] = [clamp(px(x0 + along * (x1 - x0))), clamp(py(y0 + along * (y1 - y0)))];
  to.beginPath();
  to.arc(tx, ty, 7, 0, 7);
  to.fillStyle = 'rgb(0 0 0 / 0.7)';
  to.fill();
  to.fillStyle = '#fff';
  to.font = '600 10px system-ui, sans-serif';
  to.textAlign = 'center';
  to.textBaseline = 'middle';
  to.fillText(name, tx, ty + 0.5);
}
