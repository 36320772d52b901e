import { describe, expect, it } from 'vitest';
import { comparisonLines } from '../../src/results/terminal/comparison_table';
import { bar, resultTable } from '../../src/results/terminal/table';
import { result } from './invented';

const plain = { width: 200, colour: false, blocks: true };

describe('the table', () => {
  it('lists the arms by rate, aligned', () => {
    expect(resultTable(result, plain).split('\n')).toEqual([
      'Two arms',
      '',
      'arm                                             converged, 95 %  stuck  unfinished  diverged  best loss   median  runs',
      'with "quotes", and a comma  ████████████  100.0 % [43.9, 100.0]      0           0         0    0.01000  0.02000     3',
      'plain                       ██████          50.0 % [15.0, 85.0]      1           0         1    0.01000   0.2550     4',
      '',
      'arm                             difference, 95 %  p, Holm  only here/there  steps a success   FLOP  restart at',
      'with "quotes", and a comma  +33.3 [−29.1, +79.2]        1              1/0              100  2.8 k         100',
      'plain                                  reference                                          –      –           –',
      '',
      '7 of 8 runs in 12.3 s on 2 CPU threads; converged: loss at most 0.1000',
      '',
    ]);
  });

  it('fits narrow terminals', () => {
    for (const width of [120, 100, 80, 60]) {
      const lines = resultTable(result, { ...plain, width })
        .split('\n')
        .slice(2, 5);
      expect(Math.max(...lines.map((line) => line.length)), `${width}`).toBeLessThanOrEqual(width);
      expect(lines[2]).toContain('50.0 % [15.0, 85.0]');
      const compared = comparisonLines(result, width);
      expect(Math.max(...compared.map((line) => line.length)), `${width}`).toBeLessThanOrEqual(
        width,
      );
      expect(compared[1]).toMatch(/\+33\.3 \[.*\] +1/);
    }
  });

  it('has no escape sequence and no block unless asked to', () => {
    const ascii = resultTable(result, { ...plain, blocks: false });
    for (const sign of ['\u001b', '█']) expect(ascii).not.toContain(sign);
    expect(resultTable(result, { ...plain, colour: true })).toContain('\u001b[2marm');
  });

  it('compares nothing where there is one arm, or no seed in common', () => {
    const [one] = result.arms;
    expect(comparisonLines({ arms: [one], comparisons: [] }, 80)).toEqual([]);
    const apart = result.comparisons.map((row) => ({ ...row, pairs: 0 }));
    expect(comparisonLines({ arms: result.arms, comparisons: apart }, 80)).toEqual([]);
  });

  it('draws bars in eighths', () => {
    expect(bar(0)).toBe(' '.repeat(12));
    expect(bar(1)).toBe('█'.repeat(12));
    expect(bar(0.51)).toBe('██████▏     ');
  });
});
