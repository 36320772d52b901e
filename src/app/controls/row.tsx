// A row of the controls: name, value, what differs from the preset with its reset, and what is wrong.
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { armsText, changedAt, errorAt, resetAt, useControl } from './paths';

interface Props {
  readonly path: string;
  readonly title: string;
  /** Draws the control; it carries this id and names these descriptions. */
  readonly children: (id: string, described: string | undefined) => ComponentChildren;
  readonly hint?: string | undefined;
}

export function Row({ path, title, children, hint }: Props) {
  useControl(path);
  const id = useId();
  const error = errorAt(path);
  const changed = changedAt(path);
  const byArms = armsText(path);
  const some = byArms && !byArms.all;
  const described =
    [error && `${id}-error`, hint && `${id}-hint`, some && `${id}-arms`]
      .filter(Boolean)
      .join(' ') || undefined;
  return (
    <div class={`row ${changed ? 'changed' : ''} ${error ? 'wrong' : ''}`}>
      <label for={id} title={hint}>
        {title}
      </label>
      {changed && (
        <button
          type="button"
          class="reset"
          aria-label={`Reset ${title} to the preset`}
          title="Differs from the preset: reset"
          onClick={() => resetAt(path)}
        >
          ↺
        </button>
      )}
      {byArms?.all ? (
        <output id={id} class="by-arms" title={byArms.values}>
          {byArms.text}
        </output>
      ) : (
        children(id, described)
      )}
      {hint && (
        <span id={`${id}-hint`} class="hidden">
          {hint}
        </span>
      )}
      {some && (
        <p id={`${id}-arms`} class="own" title={byArms.values}>
          {byArms.text}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} class="error-text" role="alert">
          {error}
        </p>
      )}
    </div>
  );
}
