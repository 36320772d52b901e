// What is in the Parquet file is what is in memory, to the bit; read back by another reader.
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { expect, it } from 'vitest';
import { sweep } from '../../src/engine/sweep';
import { runsCsv } from '../../src/results/files/csv';
import { parquetParts, runsParquet, STUDY_KEY } from '../../src/results/files/parquet';
import { readStudy } from '../../src/study/read';
import { inProcessCpu } from '../support/cpu';

const study = readStudy({
  task: { name: 'magnitude', samples: 32 },
  training: { steps: 200 },
  optimizer: { name: 'adam', learning_rate: 0.02 },
  seeds: { first: 4294967200, count: 20 },
  converged: { below: 0.5 },
  arms: [{ label: 'three, "quoted"' }, { label: 'five', model: { hidden: [5] } }],
});

it('holds the columns of the CSV, numbers to the bit, and the study', async () => {
  const { runs } = await sweep(inProcessCpu(), study);
  const parts = [...runsParquet(study, runs)];
  expect(parts).toHaveLength(parquetParts(runs));
  const file = await new Blob(parts).arrayBuffer();
  const rows = await parquetReadObjects({ file });
  const [header, ...lines] = [...runsCsv(study, runs)].join('').trimEnd().split('\n');
  expect(Object.keys(rows[0])).toEqual(header.split(','));
  expect(rows).toHaveLength(lines.length);
  rows.forEach((row, i) => {
    const [arm, run] = [Math.floor(i / 20), i % 20];
    expect(row['arm']).toBe(study.arms[arm].label);
    expect(row['seed']).toBe(BigInt(4294967200 + run));
    expect(row['final_loss']).toBe(runs[arm].finalLoss[run]);
    const size = runs[arm].parameters!.length / 20;
    for (const p of [0, 12, 20]) {
      const kept = p < size ? runs[arm].parameters![run * size + p] : undefined;
      expect(row[`p${p}`] ?? undefined).toBe(kept);
    }
    expect(row['cause'] === null || row['cause'] === undefined).toBe(
      row['outcome'] === 'converged',
    );
  });
  const { key_value_metadata: kept } = parquetMetadata(file);
  const document = kept!.find(({ key }) => key === STUDY_KEY)!.value!;
  expect(JSON.parse(document)).toEqual(JSON.parse(JSON.stringify(study.document)));
});

it('takes more runs than a row group has', async () => {
  const many = readStudy({ ...study.document, training: { steps: 0 }, seeds: { count: 9000 } });
  const { runs } = await sweep(inProcessCpu(), many);
  const file = await new Blob([...runsParquet(many, runs)]).arrayBuffer();
  expect(parquetMetadata(file).row_groups.map(({ num_rows }) => Number(num_rows))).toEqual([
    8192, 808, 8192, 808,
  ]);
  const rows = await parquetReadObjects({ file, columns: ['seed', 'final_loss'] });
  for (const at of [0, 8191, 8192, 9000, 17_999]) {
    const [arm, run] = [Math.floor(at / 9000), at % 9000];
    expect(rows[at]).toEqual({ seed: BigInt(run), final_loss: runs[arm].finalLoss[run] });
  }
});
