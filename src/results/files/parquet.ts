// A row a run as Apache Parquet, with the study beside it: the same columns as runs.csv, numbers as they are in memory.
import { parquetWriteBuffer } from 'hyparquet-writer';
import type { Runs } from '../../analysis/runs';
import type { Study } from '../../study/arm';
import { runColumns, type RunColumn } from './run_columns';

/** Under this key the file has its study as JSON. */
export const STUDY_KEY = 'unstuck.study';

const types = { text: 'STRING', seed: 'INT64', count: 'INT32', float: 'FLOAT' } as const;

/** The values of all arms, one after the other. */
function valuesOf({ type, of }: RunColumn, counts: readonly number[]) {
  const whole = of.every(Boolean);
  const rows = counts.reduce((a, b) => a + b, 0);
  const data = whole && type === 'float' ? new Float32Array(rows) : Array<unknown>(rows).fill(null);
  let at = 0;
  counts.forEach((count, a) => {
    for (let run = 0; run < count; run++, at++) {
      const value = of[a]?.(run) ?? null;
      data[at] = (type === 'seed' ? BigInt(value as number) : value) as never;
    }
  });
  return data;
}

/** @param runs one an arm */
export function runsParquet(
  study: Study,
  runs: readonly Runs[],
  thresholds?: readonly number[],
): ArrayBuffer {
  const counts = runs.map(({ seeds }) => seeds.length);
  return parquetWriteBuffer({
    columnData: runColumns(study, runs, thresholds).map((column) => ({
      name: column.name,
      type: types[column.type],
      data: valuesOf(column, counts),
    })),
    kvMetadata: [{ key: STUDY_KEY, value: JSON.stringify(study.document) }],
  });
}
