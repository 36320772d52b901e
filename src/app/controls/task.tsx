// Task: what is to be learned. Rows of the catalogue appear by themselves; a formula and a table have fields of their own.
import {
  inputsOf,
  outputsOf,
  distributions,
  rowsOf,
  sampledTaskRow,
  sampledTasks,
  tableTaskRow,
  tableTasks,
  tasksInClosedForm,
} from '../../study/catalogues/tasks';
import { change, preset, study, studyDocument } from '../state/signals';
import { table } from '../state/table_file';
import { ChoiceField, FormulaField, NumberField } from './fields';
import { Group } from './group';
import { ParamFields } from './params';
import { valueAt } from './paths';

const others = { expression: 'formula', table: 'table (CSV)' } as const;

/** What a task begins with when it is chosen. */
const fresh = (name: string) =>
  name === 'expression' ? { name, inputs: 2, target: 'sin(2 * x) * y' } : { name };

/** Another task makes another question: the preset's title goes. */
function ask(name: string): void {
  if (studyDocument.value.title === preset.value.document.title) change('title', undefined);
  change('task', fresh(name));
}

export function Task() {
  const name = String(valueAt('task.name'));
  const row = sampledTaskRow(name);
  const params = (row ?? tableTaskRow(name))?.params;
  const drawn = row !== undefined || name === 'expression';
  const distribution = String(valueAt('task.distribution'));
  const inputs = inputsOf(study.value.arms[0].task);
  const options = [
    ...Object.entries({ ...sampledTasks, ...tableTasks }).map(([value, { title }]) => ({
      value,
      title,
    })),
    ...Object.entries(others)
      .filter(([value]) => value !== 'table' || name === 'table')
      .map(([value, title]) => ({ value, title })),
  ];
  const laws = Object.entries(distributions).filter(
    ([, law]) => law.inputs === null || law.inputs === inputs,
  );
  const usesRadius =
    Object.hasOwn(distributions, distribution) &&
    distributions[distribution as keyof typeof distributions].usesRadius;
  return (
    <Group title="Task">
      <ChoiceField
        path="task.name"
        title="Target"
        options={options}
        write={(value) => (ask(value), value)}
      />
      {name === 'expression' && (
        <>
          <NumberField path="task.inputs" title="Inputs" />
          <FormulaField
            path="task.target"
            title="Formula"
            hint="Of x, y, z, w or x1, x2, …: + - * / ^ and functions such as sqrt, sin, max"
          />
        </>
      )}
      {params && <ParamFields params={params} path="task" />}
      {name === 'table' && <TableRows />}
      {drawn && (
        <>
          <NumberField
            path="task.samples"
            title="Samples"
            {...(tasksInClosedForm.includes(name) && {
              hint: 'A number, or population: the exact expectation over normal inputs, for networks without biases',
            })}
          />
          <ChoiceField
            path="task.distribution"
            title="Inputs drawn"
            options={laws.map(([value, law]) => ({ value, title: law.title }))}
            hint={distributions[distribution as keyof typeof distributions]?.about}
          />
          {usesRadius && <NumberField path="task.radius" title="Radius" />}
          <NumberField path="task.seed" title="Seed of the samples" />
        </>
      )}
      <label class="file link">
        Use a CSV file
        <input
          type="file"
          accept=".csv,text/csv,text/plain"
          onChange={(event) => void table.open(event.currentTarget.files?.[0])}
        />
      </label>
    </Group>
  );
}

/** A table that was dropped: its size, and which column is to be learned. */
function TableRows() {
  const { task } = study.value.arms[0];
  const file = table.file.value;
  return (
    <>
      <p class="plain-row">
        <span>{String(valueAt('task.source') ?? 'Table')}</span>{' '}
        <span class="value numbers">
          {rowsOf(task)} rows, {inputsOf(task)} in, {outputsOf(task)} out
        </span>
      </p>
      {file && (
        <label class="row">
          <span>Target column</span>
          <select
            value={file.target}
            onChange={(event) => table.choose(Number(event.currentTarget.value))}
          >
            {file.names.map((name, i) => (
              <option key={i} value={i}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
    </>
  );
}
