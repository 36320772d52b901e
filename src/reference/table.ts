// Samples of a task, and its table in float32: the twin of shaders/sample.wgsl.
import { centredDraw, normalDraw, uniformDraw } from '../random/draws';
import { streams, type Stream } from '../random/streams';
import {
  inputsOf,
  outputsOf,
  rowsOf,
  type SampledTask,
  type Task,
} from '../study/catalogues/tasks';
import { StudyError } from '../study/errors';
import { parseExpression } from '../study/expression';

/** Inputs and targets, in float32. */
export interface Table {
  readonly inputs: number;
  readonly outputs: number;
  readonly rows: number;
  /** [row][input, then output], as the GPU reads it. */
  readonly values: Float32Array<ArrayBuffer>;
}

/** Writes sample s of a run's step t to x [input] and y [output]. */
export type Sampler = (
  studySeed: number,
  runSeed: number,
  t: number,
  s: number,
  x: Float64Array,
  y: Float64Array,
) => void;

/** Draws samples of a task from a stream. */
export function sampler(task: SampledTask, stream: Stream): Sampler {
  const targets = task.targets.map((text) => parseExpression(text, task.inputs));
  const { inputs, distribution, radius, rings } = task;
  return (studySeed, runSeed, t, s, x, y) => {
    if (distribution === 'disc') {
      const at = radius * Math.sqrt(uniformDraw(studySeed, runSeed, stream, t, 2 * s));
      const turn = 2 * Math.PI * uniformDraw(studySeed, runSeed, stream, t, 2 * s + 1);
      x[0] = Math.fround(at * Math.cos(turn));
      x[1] = Math.fround(at * Math.sin(turn));
    } else if (distribution === 'polar_grid') {
      polarGridPoint(s, task.samples, rings, x);
    } else {
      for (let i = 0; i < inputs; i++) {
        const index = s * inputs + i;
        x[i] =
          distribution === 'normal'
            ? normalDraw(studySeed, runSeed, stream, t, index)
            : Math.fround(radius * centredDraw(studySeed, runSeed, stream, t, index));
      }
    }
    targets.forEach((target, o) => (y[o] = target.evaluate(x)));
  };
}

/**
 * The table of a task: its rows, or samples drawn from the task's own seed.
 * @throws StudyError where a number is not finite in float32
 */
export function tableOf(task: Task): Table {
  const table = drawTable(task);
  const bad = table.values.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) {
    const width = table.inputs + table.outputs;
    const column = bad % width;
    const what =
      column < table.inputs ? `input ${column + 1}` : `output ${column - table.inputs + 1}`;
    throw new StudyError(
      'task',
      `${what} of row ${Math.floor(bad / width)} is ${table.values[bad]} in float32; allowed: finite numbers`,
    );
  }
  return table;
}

function drawTable(task: Task): Table {
  const shape = { inputs: inputsOf(task), outputs: outputsOf(task), rows: rowsOf(task) };
  if (task.kind === 'rows') {
    const values = Float32Array.from(task.x.flatMap((x, row) => [...x, ...task.y[row]]));
    return { ...shape, values };
  }
  const width = shape.inputs + shape.outputs;
  const values = new Float32Array(shape.rows * width);
  const draw = sampler(task, streams.TABLE);
  const x = new Float64Array(shape.inputs);
  const y = new Float64Array(shape.outputs);
  for (let row = 0; row < shape.rows; row++) {
    draw(task.seed, 0, 0, row, x, y);
    values.set(x, row * width);
    values.set(y, row * width + shape.inputs);
  }
  return { ...shape, values };
}

/**
 * Point s of n on rings of equal angles. Each ring stands for an equal share of the 2-D normal law: |x|^2 / 2 is
 * exponential, and a ring has its mean over the share, so that E|x|^2 = 2 exactly. Rings are turned against each other.
 */
function polarGridPoint(s: number, n: number, rings: number, x: Float64Array): void {
  const angles = n / rings;
  const ring = s % rings;
  // the mean of an exponential between its quantiles a and b, times the number of rings
  const part = (p: number) => (p >= 1 ? 0 : (1 - p) * (1 - Math.log(1 - p)));
  const half = rings * (part(ring / rings) - part((ring + 1) / rings));
  const angle = (2 * Math.PI * (Math.floor(s / rings) + ring / rings)) / angles;
  x[0] = Math.fround(Math.sqrt(2 * half) * Math.cos(angle));
  x[1] = Math.fround(Math.sqrt(2 * half) * Math.sin(angle));
}
