// A row a run as Apache Parquet, with the study beside it: the same columns as runs.csv, numbers as they are in memory.
import { ByteWriter, ParquetWriter, schemaFromColumnData } from 'hyparquet-writer';
import type { Runs } from '../../analysis/runs';
import type { Study } from '../../study/arm';
import { piecesOf, runColumns, type RunColumn } from './run_columns';

/** Under this key the file has its study as JSON. */
export const STUDY_KEY = 'unstuck.study';

const types = { text: 'STRING', seed: 'INT64', count: 'INT32', float: 'FLOAT' } as const;

/** Rows of a row group, all of one arm: whoever writes them is busy for a tenth of a second at a time. */
const ROWS_A_GROUP = 8192;

/** The values of runs from .. to - 1 of an arm. */
function valuesOf({ type, of }: RunColumn, arm: number, from: number, to: number) {
  const count = to - from;
  const value = of[arm];
  if (!value) return Array<null>(count).fill(null);
  const data = type === 'float' ? new Float32Array(count) : Array<unknown>(count);
  for (let i = 0; i < count; i++) {
    const found = value(from + i);
    data[i] = (type === 'seed' ? BigInt(found as number) : found) as never;
  }
  return data;
}

/**
 * The parts of the file, one after the other: a row group each, then its footer.
 * @param runs one an arm
 */
export function* runsParquet(
  study: Study,
  runs: readonly Runs[],
  thresholds?: readonly number[],
): Generator<Uint8Array<ArrayBuffer>> {
  const columns = runColumns(study, runs, thresholds);
  const written = new ByteWriter();
  const file = new ParquetWriter({
    writer: written,
    schema: schemaFromColumnData({
      columnData: columns.map(({ name, type }) => ({ name, type: types[type], data: [] })),
    }),
    kvMetadata: [{ key: STUDY_KEY, value: JSON.stringify(study.document) }],
  });
  const taken = () => {
    const part = new Uint8Array(written.getBuffer());
    written.index = 0;
    return part;
  };
  for (const { arm, from, to } of piecesOf(runs, ROWS_A_GROUP)) {
    const columnData = columns.map((column) => ({
      name: column.name,
      data: valuesOf(column, arm, from, to),
    }));
    void file.write({ columnData, rowGroupSize: ROWS_A_GROUP });
    yield taken();
  }
  void file.finish();
  yield taken();
}

/** Parts of the Parquet file of all runs. */
export const parquetParts = (runs: readonly Runs[]): number =>
  1 + piecesOf(runs, ROWS_A_GROUP).length;
