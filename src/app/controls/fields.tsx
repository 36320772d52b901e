// The kinds of controls: numbers (several, separated by spaces, are compared), choices, switches, text.
import { useState } from 'preact/hooks';
import { same } from '../state/document';
import { errorAt, gridAt, setAt, valueAt } from './paths';
import { Row } from './row';

interface Field {
  readonly path: string;
  readonly title: string;
  readonly hint?: string | undefined;
}

/** Reads what was typed: a value, or the text itself, which the study's reader then explains. */
export type Parse = (text: string) => unknown;

const number: Parse = (text) => {
  const plain = text.replace(/,(?=\d{3}\b)/g, '');
  return plain !== '' && Number.isFinite(Number(plain)) ? Number(plain) : text;
};

const shown = (value: unknown): string =>
  typeof value === 'number' && Number.isInteger(value) && value >= 1000
    ? value.toLocaleString('en-US')
    : typeof value === 'string'
      ? value
      : value === undefined || value === null
        ? ''
        : JSON.stringify(value);

interface TextProps extends Field {
  readonly parse: Parse;
  readonly show: (value: unknown) => string;
  /** Several values may be given, which are compared. */
  readonly compare?: boolean | undefined;
  readonly placeholder?: string;
  readonly mode?: 'decimal' | 'numeric' | 'text';
}

/** Text that stays as typed while it is edited, whatever the document makes of it. */
export function TextField({
  path,
  title,
  hint,
  parse,
  show,
  compare,
  placeholder,
  mode = 'text',
}: TextProps) {
  const [draft, setDraft] = useState<string>();
  const compared = gridAt(path);
  const text = draft ?? (compared ? compared.map(show).join('  ') : show(valueAt(path)));
  const edit = (typed: string) => {
    setDraft(typed);
    const parts = compare ? typed.trim().split(/[;\s]+|,\s+|,(?!\d{3}\b)/) : [typed.trim()];
    const values = parts.map((part) => (part === '' && placeholder ? null : parse(part)));
    setAt(
      path,
      values.filter((value, i) => value !== '' || i === 0),
    );
  };
  return (
    <Row
      path={path}
      title={title}
      hint={hint ?? (compare ? 'Several values, separated by spaces, are compared' : undefined)}
    >
      {(id, described) => (
        <input
          id={id}
          type="text"
          inputMode={mode}
          autocomplete="off"
          spellcheck={false}
          class={compared ? 'compared' : ''}
          placeholder={placeholder}
          value={text}
          aria-describedby={described}
          aria-invalid={errorAt(path) ? true : undefined}
          onInput={(event) => edit(event.currentTarget.value)}
          onBlur={() => setDraft(undefined)}
        />
      )}
    </Row>
  );
}

export const NumberField = ({
  compare,
  ...field
}: Field & { compare?: boolean; placeholder?: string }) => (
  <TextField {...field} compare={compare} parse={number} show={shown} mode="decimal" />
);

/** A list of numbers as one value, such as the taps of a filter. */
export const NumbersField = (field: Field) => (
  <TextField
    {...field}
    parse={(text) =>
      text
        .split(/[;\s]+|,\s*/)
        .filter(Boolean)
        .map(number)
    }
    show={(value) => (Array.isArray(value) ? value.join(' ') : shown(value))}
  />
);

/** A formula: of x, or of several inputs. */
export const FormulaField = (field: Field) => (
  <TextField
    {...field}
    parse={(text) => text}
    show={String}
    hint={field.hint ?? 'Of x: + - * / ^ and functions such as tanh, exp, max'}
  />
);

/** Widths of hidden layers: "3", "16-16", and several to be compared. */
export const LayersField = (field: Field) => (
  <TextField
    {...field}
    compare
    hint="Neurons a hidden layer: 3, or 16-16 for two layers. Several, separated by spaces, are compared"
    parse={(text) => (/^(0|none)$/.test(text) ? [] : text.split('-').map(number))}
    show={(value) =>
      Array.isArray(value) ? (value.length === 0 ? 'none' : value.join('-')) : shown(value)
    }
  />
);

export function SwitchField({ path, title, hint }: Field) {
  return (
    <Row path={path} title={title} hint={hint}>
      {(id, described) => (
        <input
          id={id}
          type="checkbox"
          checked={valueAt(path) === true}
          aria-describedby={described}
          onChange={(event) => setAt(path, [event.currentTarget.checked])}
        />
      )}
    </Row>
  );
}

export interface Option {
  readonly value: string;
  readonly title: string;
  /** Heading of the options that it stands among; those without come first. */
  readonly group?: string;
}

interface ChoiceProps extends Field {
  readonly options: readonly Option[];
  /** What is written for a choice, and how a value names its choice; by default the name itself. */
  readonly write?: (value: string) => unknown;
  readonly read?: (value: unknown) => string;
}

const nameOf = (value: unknown): string =>
  typeof value === 'object' && value !== null && 'name' in value
    ? String(value.name)
    : String(value ?? '');

export function ChoiceField({
  path,
  title,
  hint,
  options,
  write = (value) => value,
  read = nameOf,
}: ChoiceProps) {
  const compared = gridAt(path);
  const value = read(valueAt(path));
  return (
    <Row path={path} title={title} hint={hint}>
      {(id, described) =>
        compared ? (
          <output id={id} class="by-arms" title={compared.map(nameOf).join(', ')}>
            {compared.length} compared
          </output>
        ) : (
          <select
            id={id}
            value={value}
            aria-describedby={described}
            onChange={(event) =>
              !same(event.currentTarget.value, value) &&
              setAt(path, [write(event.currentTarget.value)])
            }
          >
            {!options.some((option) => option.value === value) && (
              <option value={value}>{value || '–'}</option>
            )}
            {[...new Set(options.map(({ group }) => group))].map((group) => {
              const members = options.filter((option) => option.group === group);
              const list = members.map((option) => (
                <option key={option.value} value={option.value}>
                  {option.title}
                </option>
              ));
              return group === undefined ? (
                list
              ) : (
                <optgroup key={group} label={group}>
                  {list}
                </optgroup>
              );
            })}
          </select>
        )
      }
    </Row>
  );
}
