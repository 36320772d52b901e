// The side panel: a list of runs, or one run. It does not lock the page; Escape closes it and gives the focus back.
import { signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { panel } from '../state';
import { RunList } from './run_list';
import type { Run } from './run';

/** The view of one run is loaded when it is first asked for. */
const loaded = signal<typeof Run | undefined>(undefined);
const load = async () => {
  const { Run: view } = await import('./run');
  loaded.value = view;
};

export function Side() {
  const now = panel.value;
  const opener = useRef<Element | null>(null);
  const root = useRef<HTMLDialogElement>(null);
  const isOpen = now !== undefined;
  useEffect(() => {
    if (!isOpen) return;
    opener.current = document.activeElement;
    const close = (event: KeyboardEvent) => {
      if (event.key === 'Escape') panel.value = undefined;
    };
    addEventListener('keydown', close);
    return () => {
      removeEventListener('keydown', close);
      if (opener.current instanceof HTMLElement && opener.current.isConnected)
        opener.current.focus();
    };
  }, [isOpen]);
  const title =
    now && (now.kind === 'list' ? `list ${now.arm} ${now.title}` : `run ${now.arm} ${now.seed}`);
  useEffect(() => {
    root.current?.scrollTo(0, 0);
    root.current?.querySelector<HTMLElement>('h2')?.focus();
  }, [title]);
  if (!now) return null;
  if (now.kind === 'run' && !loaded.value) void load();
  const One = loaded.value;
  return (
    <dialog ref={root} open class="side" aria-labelledby="side-title">
      <button
        type="button"
        class="close"
        aria-label="Close the panel"
        onClick={() => (panel.value = undefined)}
      >
        ×
      </button>
      {now.kind === 'list' ? <RunList {...now} /> : One && <One key={title} {...now} />}
    </dialog>
  );
}
