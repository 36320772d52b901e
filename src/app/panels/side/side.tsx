// The side panel: a list of runs, or one run. It does not lock the page; Escape closes it and gives the focus back.
import { useEffect, useRef } from 'preact/hooks';
import { lazy } from '../../parts/lazy';
import { closePanel, panel } from '../../state/panel';

const RunList = lazy(() => import('./run_list').then((m) => m.RunList));
const Run = lazy(() => import('./run').then((m) => m.Run));

export function Side() {
  const now = panel.value;
  const opener = useRef<Element | null>(null);
  const root = useRef<HTMLDialogElement>(null);
  const isOpen = now !== undefined;
  useEffect(() => {
    if (!isOpen) return;
    opener.current = document.activeElement;
    const close = (event: KeyboardEvent) => {
      if (event.key === 'Escape') closePanel();
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
    root.current?.focus();
    root.current?.scrollTo(0, (now?.kind === 'list' && now.left?.scroll) || 0);
  }, [title]);
  if (!now) return null;
  return (
    <dialog ref={root} open tabIndex={-1} class="side" aria-labelledby="side-title">
      <button type="button" class="close" aria-label="Close the panel" onClick={closePanel}>
        ×
      </button>
      {now.kind === 'list' ? <RunList {...now} /> : <Run key={now} {...now} />}
    </dialog>
  );
}
