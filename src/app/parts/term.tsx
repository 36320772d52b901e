// A term of art with its one-line definition, on hover, focus and tap. One bubble serves the whole page.
import { signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { terms, type TermName } from '../../results/terms';

interface Shown {
  readonly text: string;
  readonly left: number;
  readonly top: number;
}
const shown = signal<Shown | undefined>(undefined);
const WIDTH = 288;

function show(target: HTMLElement, text: string): void {
  const { left, bottom } = target.getBoundingClientRect();
  shown.value = {
    text,
    left: Math.max(8, Math.min(left, innerWidth - WIDTH - 8)),
    top: bottom + 6,
  };
}
const hide = () => (shown.value = undefined);

/** Words with a definition. */
export function Term({ name, children }: { name: TermName; children: ComponentChildren }) {
  return <Defined text={terms[name]}>{children}</Defined>;
}

/** Words with a definition given here. */
export function Defined({ text, children }: { text: string; children: ComponentChildren }) {
  return (
    <button
      type="button"
      class="term"
      onMouseEnter={(event) => show(event.currentTarget, text)}
      onFocus={(event) => show(event.currentTarget, text)}
      onMouseLeave={hide}
      onBlur={hide}
      onKeyDown={(event) => event.key === 'Escape' && hide()}
    >
      {children}
      <span class="hidden">: {text}</span>
    </button>
  );
}

export function Bubble() {
  const now = shown.value;
  if (!now) return null;
  return (
    <div
      class="bubble"
      aria-hidden="true"
      style={{ left: `${now.left}px`, top: `${now.top}px`, maxWidth: `${WIDTH}px` }}
    >
      {now.text}
    </div>
  );
}
