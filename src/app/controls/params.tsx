// The parameters of a catalogue's row, each with the control that its type asks for: a new parameter appears by itself.
import type { Params } from '../../study/catalogues/params';
import { ChoiceField, FormulaField, NumberField, NumbersField, SwitchField } from './fields';
import { setAt, valueAt } from './paths';

/** learning_rate -> Learning rate; the names themselves stay in the study. */
export const titleOf = (name: string): string => {
  if (name === 'f') return 'Formula';
  if (name === 'lr') return 'Learning rate (lr)';
  return name.charAt(0).toUpperCase() + name.slice(1).replaceAll('_', ' ');
};

interface Props {
  readonly params: Params;
  /** Where the object with the parameters stands. */
  readonly path: string;
}

export function ParamFields({ params, path }: Props) {
  return (
    <>
      {Object.entries(params).map(([name, param]) => {
        const field = { path: `${path}.${name}`, title: titleOf(name) };
        switch (param.type) {
          case 'number':
            return <NumberField key={name} {...field} compare />;
          case 'steps':
            return <NumberField key={name} {...field} compare placeholder="all steps" />;
          case 'boolean':
            return <SwitchField key={name} {...field} />;
          case 'choice':
            return (
              <ChoiceField
                key={name}
                {...field}
                options={param.of.map((value) => ({ value, title: value }))}
              />
            );
          case 'formula':
            return <FormulaField key={name} {...field} />;
          case 'pair':
          case 'numbers':
            return <NumbersField key={name} {...field} />;
          default:
            return param satisfies never;
        }
      })}
    </>
  );
}

interface Row {
  readonly title: string;
  readonly params: Params;
}

interface ChoiceProps {
  readonly path: string;
  readonly title: string;
  readonly rows: Readonly<Record<string, Row>>;
  readonly hint?: string;
  /** The heading of a row in a long menu. */
  readonly groupOf?: (name: string) => string;
}

/** A row of a catalogue, by name, with its parameters below it once they are opened or given. */
export function RowChoice({ path, title, rows, hint, groupOf }: ChoiceProps) {
  const value = valueAt(path);
  const long = typeof value === 'object' && value !== null;
  const name = long ? String((value as { name?: unknown }).name) : String(value);
  const params = Object.hasOwn(rows, name) ? rows[name].params : {};
  const options = Object.entries(rows).map(([key, row]) => ({
    value: key,
    title: row.title,
    ...(groupOf && { group: groupOf(key) }),
  }));
  const defaults = () => ({
    name,
    ...Object.fromEntries(Object.entries(params).map(([key, param]) => [key, param.default])),
  });
  return (
    <>
      <ChoiceField path={path} title={title} options={options} hint={hint} />
      {Object.keys(params).length > 0 &&
        (long ? (
          <ParamFields params={params} path={path} />
        ) : (
          <button type="button" class="link open-params" onClick={() => setAt(path, [defaults()])}>
            Set {Object.keys(params).join(', ')}
          </button>
        ))}
    </>
  );
}
