// The target of a task as something that can be drawn: a function, its domain, and its matrix where it is linear.
import type { Task } from '../study/catalogues/tasks';
import { parseExpression } from '../study/expression';

export interface Extent {
  readonly low: number;
  readonly high: number;
}

/** The part of the input space that is drawn, an extent an input. */
export function domainOf(task: Task): Extent[] {
  if (task.kind === 'sampled') {
    const reach = task.distribution === 'uniform' || task.distribution === 'disc' ? task.radius : 3;
    return Array.from({ length: task.inputs }, () => ({ low: -reach, high: reach }));
  }
  return task.x[0].map((_, i) => {
    let [low, high] = [Infinity, -Infinity];
    for (const row of task.x) {
      low = Math.min(low, row[i]);
      high = Math.max(high, row[i]);
    }
    const margin = 0.12 * (high - low) || 1;
    return { low: low - margin, high: high + margin };
  });
}

/** The target's outputs for one sample, or undefined where only its rows are known. */
export function targetOf(task: Task): ((x: readonly number[]) => number[]) | undefined {
  if (task.kind !== 'sampled') return undefined;
  const outputs = task.targets.map((text) => parseExpression(text, task.inputs));
  return (x) => outputs.map(({ evaluate }) => evaluate(x));
}

/** The kernel [input][output] of a target that is linear and has no constant, or undefined. */
export function linearTarget(task: Task): number[][] | undefined {
  const target = targetOf(task);
  if (!target || task.kind !== 'sampled') return undefined;
  const unit = (i: number) => Array.from({ length: task.inputs }, (_, j) => (i === j ? 1 : 0));
  const kernel = Array.from({ length: task.inputs }, (_, i) => target(unit(i)));
  const probes = [0, 1, 2].map((k) => unit(0).map((_, i) => Math.cos(7 * i + 3 * k) * (k + 0.5)));
  const predicted = (x: readonly number[], o: number) =>
    x.reduce((sum, v, i) => sum + v * kernel[i][o], 0);
  const linear = probes.every((x) =>
    target(x).every((y, o) => Math.abs(y - predicted(x, o)) < 1e-4),
  );
  return linear ? kernel : undefined;
}

/** Names of inputs as formulas have them. */
export const inputName = (index: number, inputs: number): string =>
  inputs <= 4 ? ['x', 'y', 'z', 'w'][index] : `x${index + 1}`;
