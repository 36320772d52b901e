// `unstuck bench`: its table from an invented report, and the real command once. No figure of speed is looked at.
import { expect, it } from 'vitest';
import { benchTable } from '../../src/cli/commands/bench_table';
import type { BenchReport } from '../../src/engine/bench';
import { unstuck } from './child';

const report: BenchReport = {
  adapter: { engine: 'gpu', name: 'Invented', software: false },
  peak: { form: '16 chains of f32, fma', flops: 2e12 },
  rows: [
    {
      shape: '2-3-1',
      optimizer: 'adam',
      parameters: 13,
      flopPerSample: 50,
      gpu: {
        compileSeconds: 0.123,
        peak: 2e12,
        points: [
          { runs: 4096, wave: 4096, sampleUpdatesPerSecond: 2e10, shareOfPeak: 0.5 },
          { runs: 65_536, wave: 8192, sampleUpdatesPerSecond: 3e10, shareOfPeak: 0.75 },
        ],
      },
      cpu: 5e6,
    },
    {
      shape: '64-128 linear',
      optimizer: 'adam',
      parameters: 8320,
      flopPerSample: 33_024,
      gpu: null,
      why: 'too large',
      cpu: null,
    },
  ],
};

it('prints a line for each number of runs, and what the device cannot do', () => {
  const text = benchTable(report);
  expect(text).toContain('Peak: 2000 GFLOP/s (16 chains of f32, fma)');
  expect(text).toMatch(/2-3-1 +adam +50 +4,096 +20 G +50 % +0\.12 s +5 M\n/);
  expect(text).toMatch(/\n +65,536 \(8,192 at once\) +30 G +75 %\n/);
  expect(text).toMatch(/64-128 linear +adam +33,024 +– +not on this device/);
  expect(text).toContain('Not on this device: too large.');
});

it('measures this machine', async () => {
  const { code, stdout, stderr } = await unstuck(['bench', '--quick', '--json']);
  expect(code, stderr).toBe(0);
  const { adapter, peak, rows } = JSON.parse(stdout) as BenchReport;
  expect(adapter?.engine).toBe('gpu');
  expect(peak!.flops).toBeGreaterThan(0);
  expect(
    rows.map(({ shape, optimizer, flopPerSample }) => [shape, optimizer, flopPerSample]),
  ).toEqual([['2-3-1', 'adam', 50]]);
  const [{ gpu, cpu }] = rows;
  const [{ runs, sampleUpdatesPerSecond, shareOfPeak }] = gpu!.points;
  expect(runs).toBe(4096);
  expect(shareOfPeak).toBeCloseTo((sampleUpdatesPerSecond * 50) / gpu!.peak, 9);
  expect(cpu).toBeGreaterThan(0);
});
