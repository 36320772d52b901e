// The arms of a study that gives them one by one: what each changes, value by value, to edit, copy and remove.
import { isObject, type Json } from '../../study/errors';
import { Swatch } from '../parts/swatch';
import { set } from '../state/document';
import { studyDocument } from '../state/signals';
import { Group } from './group';
import { errorAt, useControl } from './paths';

/** The values that a patch sets, by path. */
const leaves = (patch: Json, prefix = ''): [path: string, value: unknown][] =>
  Object.entries(patch).flatMap(([key, value]) =>
    isObject(value)
      ? leaves(value, `${prefix}${key}.`)
      : [[`${prefix}${key}`, value] as [string, unknown]],
  );

/** JSON where it is JSON, else the text itself. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

export function Arms() {
  const { arms } = studyDocument.value;
  if (!Array.isArray(arms)) return null;
  const write = (next: readonly unknown[]) => {
    const { arms: _, ...rest } = studyDocument.peek();
    studyDocument.value = next.length > 0 ? { ...rest, arms: next } : rest;
  };
  return (
    <Group title="Arms">
      {(arms as Json[]).map((arm, index) => (
        <Arm
          key={index}
          index={index}
          arm={arm}
          count={arms.length}
          put={(next) => write(arms.with(index, next))}
          copy={() =>
            write(
              arms.toSpliced(index + 1, 0, {
                ...arm,
                label: `${String(arm.label ?? 'arm')}, copy`,
              }),
            )
          }
          remove={() => write(arms.toSpliced(index, 1))}
        />
      ))}
    </Group>
  );
}

interface ArmProps {
  readonly index: number;
  readonly arm: Json;
  readonly count: number;
  readonly put: (arm: Json) => void;
  readonly copy: () => void;
  readonly remove: () => void;
}

function Arm({ index, arm, count, put, copy, remove }: ArmProps) {
  const path = `arms[${index}]`;
  useControl(path);
  const error = errorAt(path);
  const { label, ...patch } = arm;
  const name = typeof label === 'string' ? label : `arm ${index + 1}`;
  return (
    <details class="arm" open={error !== undefined || undefined}>
      <summary>
        <Swatch arm={index} arms={count} />
        {name}
      </summary>
      <label class="scheme-param">
        label
        <input
          type="text"
          value={name}
          onChange={(event) => put({ ...arm, label: event.currentTarget.value })}
        />
      </label>
      {leaves(patch).map(([key, value]) => (
        <label key={key} class="scheme-param">
          {key.split('.').at(-1)!.replaceAll('_', ' ')}
          <input
            type="text"
            value={typeof value === 'string' ? value : JSON.stringify(value)}
            onChange={(event) => put(set(arm, key, parsed(event.currentTarget.value)))}
          />
        </label>
      ))}
      {error && (
        <p class="error-text" role="alert">
          {error}
        </p>
      )}
      <p class="arm-actions">
        <button type="button" class="link" onClick={copy}>
          Copy
        </button>
        <button type="button" class="link" onClick={remove}>
          Remove
        </button>
      </p>
    </details>
  );
}
