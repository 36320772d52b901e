// The report of `unstuck bench` as a table: a line for each network, optimiser and number of runs.
import type { BenchReport, BenchRow } from '../../engine/bench';
import { countText, quantityText } from '../../results/numbers';

const HEAD = [
  'network',
  'optimiser',
  'FLOP',
  'runs',
  'updates/s',
  'of peak',
  'compile',
  'CPU engine',
];
const NONE = '–';

/** The text that the command prints. */
export function benchTable({ adapter, peak, rows }: BenchReport): string {
  const cells = [HEAD, ...rows.flatMap(linesOf)];
  const widths = HEAD.map((_, column) => Math.max(...cells.map((line) => line[column].length)));
  const lines = cells.map((line) =>
    line
      .map((cell, c) => (c < 2 ? cell.padEnd(widths[c]) : cell.padStart(widths[c])))
      .join('  ')
      .trimEnd(),
  );
  const missing = [...new Set(rows.map(({ why }) => why).filter(Boolean))];
  return [
    adapter ? `Adapter: ${adapter.name}` : 'Adapter: none',
    peak ? `Peak: ${quantityText(peak.flops)}FLOP/s (${peak.form})` : 'Peak: –',
    '',
    ...lines,
    '',
    ...missing.map((why) => `Not on this device: ${why}.`),
    'Updates are of samples, 256 a step. A share is FLOP by the standard count over the peak, which is',
    'measured again around each network; cleverer algebra may pass 100 %.',
    '',
  ].join('\n');
}

function linesOf({ shape, optimizer, flopPerSample, gpu, cpu }: BenchRow): string[][] {
  const first = [shape, optimizer, countText(flopPerSample)];
  const onCpu = cpu === null ? NONE : quantityText(cpu);
  if (!gpu) return [[...first, NONE, 'not on this device', NONE, NONE, onCpu]];
  return gpu.points.map(({ runs, wave, sampleUpdatesPerSecond, shareOfPeak }, index) => [
    ...(index === 0 ? first : ['', '', '']),
    wave < runs ? `${countText(runs)} (${countText(wave)} at once)` : countText(runs),
    quantityText(sampleUpdatesPerSecond),
    `${(100 * shareOfPeak).toFixed(0)} %`,
    index === 0 ? `${gpu.compileSeconds.toFixed(2)} s` : '',
    index === 0 ? onCpu : '',
  ]);
}
