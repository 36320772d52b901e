// What the tasks ask for, against their definitions written out.
import { describe, expect, it } from 'vitest';
import { tableOf } from '../../src/reference/table';
import { sampledTaskRow, sampledTasks, tableTasks } from '../../src/study/catalogues/tasks';
import { parseExpression } from '../../src/study/expression';
import { readStudy } from '../../src/study/read';

const taskOf = (task: object) => readStudy({ task }).arms[0].task;
const targetsAt = (task: object, x: readonly number[]) => {
  const resolved = taskOf(task);
  if (resolved.kind !== 'sampled') throw new Error('a table');
  return resolved.targets.map((text) => parseExpression(text, resolved.inputs).evaluate(x));
};

describe('sampled tasks', () => {
  it.each(Object.keys(sampledTasks))('%s has a table of finite numbers', (name) => {
    const { rows, values } = tableOf(taskOf({ name, samples: 20 }));
    expect(rows).toBe(20);
    expect(values.every(Number.isFinite)).toBe(true);
  });

  it.each([
    ['abs', [-1.5], 1.5],
    ['sine', [0.3], Math.sin(0.3)],
    ['xsin5x', [0.3], 0.3 * Math.sin(1.5)],
    ['step_sine', [0.3], 1 + 0.2 * Math.sin(1.5)],
    ['step_sine', [-0.3], 0.2 * Math.sin(-1.5)],
    ['product', [-2, 3], -6],
    ['max', [-2, -3], -2],
  ])('%s of %j', (name, x, y) => {
    expect(targetsAt({ name }, x)[0]).toBeCloseTo(y, 6);
  });

  it('the largest of four', () => {
    expect(targetsAt({ name: 'max', inputs: 4 }, [1, 5, 2, -3])).toEqual([5]);
  });

  it.each([2, 3, 8, 9])('the magnitude spectrum of a window of %i', (size) => {
    const x = Array.from({ length: size }, (_, i) => Math.cos(3 * i + 1) + 0.1 * i);
    const bins = Array.from({ length: Math.floor(size / 2) + 1 }, (_, k) => {
      const sum = (of: (angle: number) => number) =>
        x.reduce((total, value, i) => total + value * of((2 * Math.PI * k * i) / size), 0);
      return Math.hypot(sum(Math.cos), sum(Math.sin));
    });
    const found = targetsAt({ name: 'magnitude_spectrum', size }, x);
    expect(found).toHaveLength(bins.length);
    found.forEach((value, k) => expect(value).toBeCloseTo(bins[k], 5));
  });

  it('a teacher is the sum of its weighted ReLUs', () => {
    const x = [0.5, -1, 2, -0.25];
    const task = { name: 'teacher_student', inputs: 4, neurons: 3 };
    for (const [row, values] of [
      [sampledTaskRow('teacher_student')!, task],
      [sampledTaskRow('relu')!, {}],
    ] as const) {
      const sum = row.teacher!(values).reduce((total, { weight, direction }) => {
        expect(Math.hypot(...direction)).toBe(1);
        const along = direction.reduce((dot, v, i) => dot + v * x[i], 0);
        return total + weight * Math.max(along, 0);
      }, 0);
      const [target] = row.targets(values);
      expect(parseExpression(target, row.inputs(values)).evaluate(x)).toBe(sum);
    }
    expect(() => readStudy({ task: { ...task, neurons: 5 } })).toThrow(
      'task.neurons: found 5; allowed: at most task.inputs = 4',
    );
  });

  it('have the domain of their source', () => {
    expect(taskOf({ name: 'xsin5x' })).toMatchObject({ distribution: 'uniform', radius: 3 ** 0.5 });
    expect(taskOf({ name: 'xsin5x', radius: 2 })).toMatchObject({ radius: 2 });
  });

  it('know when a network can do it', () => {
    const optimum = (task: object, model: object) => readStudy({ task, model }).arms[0].optimum;
    expect(optimum({ name: 'abs' }, { hidden: [2] })).toBe(0);
    expect(optimum({ name: 'abs' }, { hidden: [1] })).toBeUndefined();
    expect(optimum({ name: 'teacher_student' }, { hidden: [7] })).toBe(0);
    expect(optimum({ name: 'teacher_student' }, { hidden: [6] })).toBeUndefined();
    expect(optimum({ name: 'xor_two_relus' }, { hidden: [2] })).toBe(0);
  });
});

describe('tables', () => {
  it('XOR, by either name', () => {
    for (const name of ['xor', 'xor_two_relus']) {
      const { x, y } = tableTasks[name as 'xor'].rows();
      expect(x).toEqual([
        [-1, -1],
        [-1, 1],
        [1, -1],
        [1, 1],
      ]);
      expect(y).toEqual([[0], [1], [1], [0]]);
    }
  });

  it('parity of three signs changes with each of them', () => {
    const { x, y } = tableTasks.parity.rows({ bits: 3 });
    expect(new Set(x.map(String)).size).toBe(8);
    expect(y[7]).toEqual([1]);
    const flips = (a: readonly number[], b: readonly number[]) =>
      a.filter((sign, bit) => sign !== b[bit]).length;
    const sums = x.flatMap((a, i) =>
      x.flatMap((b, j) => (flips(a, b) === 1 ? [y[i][0] + y[j][0]] : [])),
    );
    expect(sums).toEqual(Array<number>(24).fill(1));
  });

  it('spirals turn three times and keep apart', () => {
    const { x, y } = tableTasks.two_spirals.rows({ points: 97, turns: 3 });
    expect(x).toHaveLength(194);
    expect(Math.hypot(...x[0])).toBeCloseTo(1, 12);
    expect(Math.hypot(...x[96])).toBeCloseTo(1 / 13, 12);
    expect(x[0].map((v, i) => v + x[97][i])).toEqual([0, 0]);
    const crossings = x.slice(1, 97).filter(([a], i) => a > 0 !== x[i][0] > 0).length;
    expect(crossings).toBeGreaterThanOrEqual(5);
    const apart = x.flatMap((a, i) =>
      x.flatMap((b, j) => (y[i][0] > y[j][0] ? [Math.hypot(a[0] - b[0], a[1] - b[1])] : [])),
    );
    expect(Math.min(...apart)).toBeGreaterThan(0.1);
  });
});
