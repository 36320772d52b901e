// Contour lines of a grid by marching squares: one straight piece a cell edge pair. Positions are in cells.

export type Segment = readonly [x0: number, y0: number, x1: number, y1: number];

/** The pieces of the line at `level` on values [row][column] of a square grid. */
export function contour(values: Float32Array, size: number, level: number): Segment[] {
  const found: Segment[] = [];
  for (let row = 0; row + 1 < size; row++) {
    for (let column = 0; column + 1 < size; column++) {
      const at = row * size + column;
      const a = values[at] - level;
      const b = values[at + 1] - level;
      const c = values[at + size + 1] - level;
      const d = values[at + size] - level;
      const points: [number, number][] = [];
      if (a > 0 !== b > 0) points.push([column + a / (a - b), row]);
      if (b > 0 !== c > 0) points.push([column + 1, row + b / (b - c)]);
      if (c > 0 !== d > 0) points.push([column + d / (d - c), row + 1]);
      if (d > 0 !== a > 0) points.push([column, row + a / (a - d)]);
      for (let i = 0; i + 1 < points.length; i += 2) {
        found.push([...points[i], ...points[i + 1]] as unknown as Segment);
      }
    }
  }
  return found;
}

/** About `count` round levels strictly inside a range: 1, 2 or 5 times a power of ten apart. */
export function roundLevels(low: number, high: number, count = 6): number[] {
  const rough = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((m) => m * power >= rough) ?? 10) * power;
  const levels: number[] = [];
  for (let k = Math.floor(low / step) + 1; k * step < high; k++)
    levels.push(Number((k * step).toPrecision(12)));
  return levels;
}
