// A matrix as a heat map with red for negative and blue for positive entries; the numbers are in a table beside it.
/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a drawing that has one name as a whole */
import { useEffect, useRef } from 'preact/hooks';
import { colourOf, type Scale } from '../../charts/colour_maps';

interface Props {
  /** [row][column] */
  readonly rows: readonly (readonly number[])[];
  readonly scale: Scale;
  readonly width: number;
  readonly label: string;
}

const cellOf = (columns: number, width: number) =>
  Math.max(1, Math.min(16, Math.floor(width / columns)));

/** How wide a matrix is drawn that has `width` pixels: its cells are whole pixels. */
export const matrixWidth = (columns: number, width: number): number =>
  columns * cellOf(columns, width);

export function Matrix({ rows, scale, width, label }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const columns = rows[0].length;
  const cell = cellOf(columns, width);
  useEffect(() => {
    const to = canvas.current!.getContext('2d')!;
    const image = new ImageData(columns, rows.length);
    rows.flat().forEach((value, i) => image.data.set([...colourOf(scale, value), 255], 4 * i));
    to.putImageData(image, 0, 0);
  }, [rows, scale]);
  return (
    <canvas
      ref={canvas}
      class="matrix"
      role="img"
      aria-label={label}
      width={columns}
      height={rows.length}
      style={{ width: `${columns * cell}px`, height: `${rows.length * cell}px` }}
    />
  );
}
