import { describe, expect, it } from 'vitest';
import { tableOf, type Table } from '../../src/reference/table';
import { readStudy } from '../../src/study/read';
import { expectClose } from '../support/close';

const table = (task: object): Table => tableOf(readStudy({ task }).arms[0].task);
const rows = ({ values, inputs, outputs, rows: count }: Table) =>
  Array.from({ length: count }, (_, row) =>
    Array.from(values.subarray(row * (inputs + outputs), (row + 1) * (inputs + outputs))),
  );

describe('tables of sampled tasks', () => {
  it('hold inputs and targets, and a seed decides them', () => {
    const magnitude = rows(table({ name: 'magnitude', samples: 50 }));
    expectClose(
      magnitude.map(([, , r]) => r),
      magnitude.map(([x, y]) => Math.hypot(x, y)),
      { rtol: 1e-6 },
    );
    expect(rows(table({ name: 'magnitude', samples: 50 }))).toEqual(magnitude);
    expect(rows(table({ name: 'magnitude', samples: 50, seed: 1 }))).not.toEqual(magnitude);
    expect(rows(table({ name: 'magnitude', samples: 20 }))).toEqual(magnitude.slice(0, 20));
  });

  it('follow their distributions', () => {
    const moments = (distribution: string) => {
      const all = rows(table({ name: 'magnitude', samples: 4096, distribution, radius: 2 }));
      const mean = all.reduce((sum, [x, y]) => sum + x + y, 0) / (2 * all.length);
      const square = all.reduce((sum, [, , r]) => sum + r * r, 0) / all.length;
      return { mean, square, farthest: Math.max(...all.map(([, , r]) => r)) };
    };
    // E|x|^2 = 2, 2 r^2 / 3 and r^2 / 2; tolerances of four standard errors
    expectClose(moments('normal').square, 2, { atol: 0.13 });
    expectClose(moments('uniform').square, 8 / 3, { atol: 0.08 });
    expectClose(moments('disc').square, 2, { atol: 0.08 });
    expect(moments('disc').farthest).toBeLessThan(2);
    for (const law of ['normal', 'uniform', 'disc'])
      expectClose(moments(law).mean, 0, { atol: 0.05 });
  });

  it('the polar grid has E|x|^2 = 2 exactly and equal angles', () => {
    for (const [samples, rings] of [
      [256, 4],
      [64, 1],
      [63, 7],
    ]) {
      const points = rows(table({ name: 'magnitude', distribution: 'polar_grid', samples, rings }));
      expectClose(points.reduce((sum, [, , r]) => sum + r * r, 0) / samples, 2, { rtol: 1e-6 });
      const angles = points
        .map(([x, y]) => (Math.atan2(y, x) / (2 * Math.PI) + 1) % 1)
        .sort((a, b) => a - b);
      expectClose(
        angles,
        angles.map((_, k) => k / samples),
        { atol: 1e-6 },
      );
    }
  });

  it('of a filter and a transform are linear', () => {
    const [first] = rows(table({ name: 'fir', taps: [1, -2], samples: 3 }));
    expectClose(first[2], first[0] - 2 * first[1], { rtol: 1e-6 });
    const [x0, x1, re0, re1, im0, im1] = rows(table({ name: 'dft', size: 2, samples: 1 }))[0];
    expectClose([re0, re1, im0, im1], [x0 + x1, x0 - x1, 0, 0], { atol: 1e-6 });
  });
});

it('numbers that float32 cannot hold are refused, with their place', () => {
  expect(() => table({ name: 'table', x: [[1], [1e300]], y: [[1], [2]] })).toThrow(
    'task: input 1 of row 1 is Infinity in float32; allowed: finite numbers',
  );
  expect(() => table({ name: 'expression', inputs: 1, target: 'sqrt(x)' })).toThrow(
    /task: output 1 of row \d+ is NaN/,
  );
});
