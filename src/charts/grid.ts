// Functions of two inputs on the grid that their heat maps and contour lines are drawn from.
import { inputsOf, outputsOf, type Task } from '../study/catalogues/tasks';
import { spanning, type Scale } from './colour_maps';
import { domainOf, targetOf, type Extent } from './target';

/** Cells a side of a surface's grid. */
export const GRID = 96;

/** Values of a function of two inputs on the grid, [row][column], the second input's high end in the first row. */
export function sampleSurface(
  f: (x: readonly number[]) => number,
  [ex, ey]: readonly Extent[],
): Float32Array {
  const values = new Float32Array(GRID * GRID);
  for (let row = 0; row < GRID; row++) {
    const y = ey.high - ((row + 0.5) / GRID) * (ey.high - ey.low);
    for (let column = 0; column < GRID; column++) {
      values[row * GRID + column] = f([ex.low + ((column + 0.5) / GRID) * (ex.high - ex.low), y]);
    }
  }
  return values;
}

/** The colours of a task's target, for all fits alike; undefined where it is not one function of two inputs. */
export function targetScale(task: Task): Scale | undefined {
  if (inputsOf(task) !== 2 || outputsOf(task) !== 1) return undefined;
  const target = targetOf(task);
  if (target) return spanning(sampleSurface((x) => target(x)[0], domainOf(task)));
  return task.kind === 'rows' ? spanning(task.y.map(([y]) => y)) : undefined;
}
