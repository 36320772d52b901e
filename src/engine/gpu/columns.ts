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
