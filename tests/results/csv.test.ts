import { expect, it } from 'vitest';
import { addLosses, emptyHistogram } from '../../src/analysis/histogram';
import { densityCsv, runsCsv } from '../../src/results/files/csv';
import { columns } from '../analysis/columns';
import { runs, study } from './invented';

it('has a row a run, with the parameters that were kept', () => {
  const [header, ...rows] = [...runsCsv(study, runs)].join('').trimEnd().split('\n');
  expect(header).toBe(
    'arm,seed,outcome,cause,initial_loss,earlier_loss,final_loss,dead_units,p0,p1',
  );
  const quoted = '"with ""quotes"", and a comma"';
  expect(rows).toEqual([
    'plain,0,converged,,2,0.01,0.01,0,,',
    'plain,1,converged,,2,0.01,0.01,0,,',
    'plain,2,stuck,dead,2,0.5,0.5,1,,',
    'plain,3,diverged,diverged,2,NaN,NaN,0,,',
    `${quoted},0,converged,,2,0.01,0.01,0,1,2`,
    `${quoted},1,converged,,2,0.02,0.02,0,0.1,-4`,
    `${quoted},2,converged,,2,0.03,0.03,0,5,NaN`,
  ]);
});

it('gives every float32 back', () => {
  const usual = Array.from({ length: 2000 }, (_, i) => Math.fround(Math.PI ** (i / 50 - 20)));
  const bits = Uint32Array.from({ length: 20_000 }, (_, i) => Math.imul(i, 0x9e3779b1));
  const any = new Float32Array(bits.buffer).filter(Number.isFinite);
  const losses = Float32Array.of(...usual, ...any);
  const text = [...runsCsv(study, [columns([...losses]), columns([])])].join('');
  const final = text
    .split('\n')
    .slice(1, -1)
    .map((row) => Number(row.split(',')[6]));
  expect(Float32Array.from(final)).toEqual(losses);
});

it('comes in chunks', () => {
  const chunks = runsCsv(study, [columns(Array<number>(100_000).fill(0.5)), columns([])]);
  const sizes = Array.from(chunks, (chunk) => chunk.length);
  expect(sizes).toHaveLength(51);
  expect(Math.max(...sizes)).toBeLessThan(100_000);
});

it('has a row a bin of the loss density, and hides nothing', () => {
  const losses = [
    [2, 2, 3],
    [0.5, 0, NaN],
    [0.5, 1e9, NaN],
  ];
  const density = losses.map((list) => {
    const histogram = emptyHistogram();
    addLosses(histogram, list);
    return histogram;
  });
  const text = [...densityCsv(study, [columns([0.5, 1e9, NaN], { density }), columns([])])].join(
    '',
  );
  const rows = text
    .trimEnd()
    .split('\n')
    .map((row) => row.split(','));
  expect(rows[0]).toEqual(['arm', 'step', 'from', 'to', 'count']);
  const at = (step: number) => rows.filter((row) => row[1] === String(step));
  for (const step of [0, 90, 100])
    expect(at(step).reduce((sum, row) => sum + Number(row[4]), 0)).toBe(3);
  expect(at(0).map((row) => row[4])).toEqual(['2', '1']);
  expect(Number(at(0)[0][2])).toBeLessThanOrEqual(2);
  expect(Number(at(0)[0][3])).toBeGreaterThan(2);
  expect(at(90).map((row) => row.slice(2))).toContainEqual(['0', '1e-10', '1']);
  expect(at(100).map((row) => row.slice(2))).toContainEqual(['10000', 'Infinity', '1']);
  expect(at(100).map((row) => row.slice(2))).toContainEqual(['NaN', 'NaN', '1']);
});
