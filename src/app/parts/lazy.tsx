// A component whose code is loaded when it is first shown; nothing stands in its place until then.
import { signal } from '@preact/signals';
import type { ComponentType } from 'preact';

export function lazy<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  const loaded = signal<{ readonly View: ComponentType<P> } | undefined>(undefined);
  let asked = false;
  return (props: P) => {
    if (!asked) {
      asked = true;
      void load().then((View) => (loaded.value = { View }));
    }
    const now = loaded.value;
    return now ? <now.View {...props} /> : null;
  };
}
