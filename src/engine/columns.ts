// Between the GPU's layout, [row][run] with room for `stride` runs, and the one of results, [run][column].

/** Rows of numbers, one a run, as [column][stride]. */
export function byColumn(
  runs: readonly (readonly number[])[],
  stride: number,
): Float32Array<ArrayBuffer> {
  const to = new Float32Array(runs[0].length * stride);
  runs.forEach((row, run) => row.forEach((value, c) => (to[c * stride + run] = value)));
  return to;
}

/** [run][column] as [column][stride]. */
export function toColumns(
  rows: Float32Array,
  columns: number,
  stride: number,
): Float32Array<ArrayBuffer> {
  const to = new Float32Array(columns * stride);
  for (let i = 0; i < rows.length; i++)
    to[(i % columns) * stride + Math.floor(i / columns)] = rows[i];
  return to;
}

/** [row][stride] as [row][count]: without the room behind the runs. */
export function withoutRoom(
  rows: Float32Array<ArrayBuffer>,
  stride: number,
  count: number,
): Float32Array<ArrayBuffer> {
  if (stride === count) return rows;
  const to = new Float32Array((rows.length / stride) * count);
  for (let at = 0; at < to.length; at += count) {
    const from = (at / count) * stride;
    to.set(rows.subarray(from, from + count), at);
  }
  return to;
}
