// Between the GPU's layout, [row][run] with room for `stride` runs, and the one of results, [run][column].

/** `rows` x `runs` of [row][stride], as [row][run] without the room behind the last run. */
export function withoutPadding(
  from: Float32Array<ArrayBuffer>,
  rows: number,
  runs: number,
  stride: number,
): Float32Array<ArrayBuffer> {
  if (runs === stride) return from;
  const to = new Float32Array(rows * runs);
  for (let r = 0; r < rows; r++) to.set(from.subarray(r * stride, r * stride + runs), r * runs);
  return to;
}

/** [row][stride] as [run][row], for the first `runs` runs. */
export function byRun(
  from: Float32Array,
  rows: number,
  runs: number,
  stride: number,
): Float32Array<ArrayBuffer> {
  const to = new Float32Array(rows * runs);
  for (let r = 0; r < rows; r++) {
    for (let run = 0; run < runs; run++) to[run * rows + r] = from[r * stride + run];
  }
  return to;
}

/** Rows of numbers, one a run, as [column][stride]. */
export function byColumn(
  runs: readonly (readonly number[])[],
  stride: number,
): Float32Array<ArrayBuffer> {
  const to = new Float32Array(runs[0].length * stride);
  runs.forEach((row, run) => row.forEach((value, c) => (to[c * stride + run] = value)));
  return to;
}
