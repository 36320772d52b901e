// The data of a task in NumPy: x [row][input] and y [row][output], float32. The very table of the study where it is short, the
// law that it was drawn from where it is asked for or long; what cannot be written down is said in a comment.
import { tableOf } from '../../reference/table';
import type { Arm } from '../../study/arm';
import {
  inputsOf,
  populationIn,
  rowsOf,
  type RowsTask,
  type SampledTask,
} from '../../study/catalogues/tasks';
import { formulaCode } from './formula';
import { comment, matrix } from './python';

/** Numbers of a table that are still written down. */
const LONGEST = 1024;

export interface DataOptions {
  /** New samples by the task's law instead of the study's own. */
  readonly drawn: boolean;
}

/** How inputs are drawn; the polar grid is no chance, and has no row. */
const laws: Readonly<Record<string, ((task: SampledTask) => string[]) | undefined>> = {
  normal: ({ inputs }) => [`return rng.normal(size=(rows, ${inputs})).astype("float32")`],
  uniform: ({ inputs, radius }) => [
    `return rng.uniform(${-radius}, ${radius}, (rows, ${inputs})).astype("float32")`,
  ],
  disc: ({ radius }) => [
    `length = ${radius} * np.sqrt(rng.uniform(size=rows))`,
    'angle = 2 * np.pi * rng.uniform(size=rows)',
    'return np.stack([length * np.cos(angle), length * np.sin(angle)], axis=1).astype("float32")',
  ],
};

/** Python of the task's data; `rng` exists. With fresh samples also `samples(rows)` and `target(x)`. */
export function dataCode({ task, training }: Arm, { drawn }: DataOptions): string[] {
  if (task.kind === 'rows') return rowsCode(task);
  const law = laws[task.distribution];
  const draws = training.order === 'fresh' || populationIn(task) !== null;
  const numbers = rowsOf(task) * inputsOf(task);
  const byLaw = law && (drawn || numbers > LONGEST);
  return [
    ...(populationIn(task)
      ? comment(
          'The study trains on the mean over the whole law of the inputs, in closed form. No such loss is here: ' +
            `${rowsOf(task)} fresh samples a step stand in for it.`,
        )
      : []),
    ...targetCode(task),
    ...(law && (byLaw || draws)
      ? ['def samples(rows):', ...law(task).map((line) => `    ${line}`), '', '']
      : []),
    ...(byLaw
      ? [
          ...comment(`${rowsOf(task)} samples by the law of the study's table, not the same ones.`),
          `x = samples(${rowsOf(task)})`,
        ]
      : [
          ...comment(`The ${rowsOf(task)} samples of the study.`),
          `x = np.array(${matrix(inputRows(task))}, dtype="float32")`,
        ]),
    'y = target(x)',
  ];
}

function targetCode({ targets, inputs }: SampledTask): string[] {
  const columns = targets.map((text) => {
    const code = formulaCode(text, inputs, 'np', (index) => `x[:, ${index}]`);
    return code.includes('x[') ? code : `np.full(len(x), ${code})`;
  });
  const [only, ...more] = columns;
  const body =
    more.length === 0
      ? [`return (${only}).reshape(-1, 1).astype("float32")`]
      : [
          'return np.stack([',
          ...columns.map((column) => `    ${column},`),
          '], axis=1).astype("float32")',
        ];
  return ['def target(x):', ...body.map((line) => `    ${line}`), '', ''];
}

function inputRows(task: SampledTask): number[][] {
  const { inputs, outputs, rows, values } = tableOf(task);
  const width = inputs + outputs;
  return Array.from({ length: rows }, (_, row) =>
    Array.from(values.subarray(row * width, row * width + inputs)),
  );
}

function rowsCode({ x, y, name }: RowsTask): string[] {
  const [inputs, outputs] = [x[0].length, y[0].length];
  if (x.length * (inputs + outputs) > LONGEST) {
    return [
      ...comment(
        `The table of the study (${name}) has ${x.length} rows, too many to write down: give it as table.csv, ` +
          `${inputs} columns of inputs and then ${outputs} of targets, without a head.`,
      ),
      'table = np.loadtxt("table.csv", delimiter=",", ndmin=2, dtype="float32")',
      `x, y = table[:, :${inputs}], table[:, ${inputs}:]`,
    ];
  }
  return [
    `x = np.array(${matrix(x)}, dtype="float32")`,
    `y = np.array(${matrix(y)}, dtype="float32")`,
  ];
}
