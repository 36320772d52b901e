// A table that may be wider than its place: it scrolls by itself, and where it does the keyboard can reach it.
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

interface Props {
  readonly label: string;
  readonly children: ComponentChildren;
  readonly look?: string;
}

export function Scroll({ label, children, look = 'scroll' }: Props) {
  const box = useRef<HTMLElement>(null);
  const [scrolls, setScrolls] = useState(false);
  useLayoutEffect(() => {
    const { current } = box;
    if (!current) return undefined;
    const measure = () =>
      setScrolls(
        current.scrollWidth > current.clientWidth || current.scrollHeight > current.clientHeight,
      );
    const observer = new ResizeObserver(measure);
    for (const part of [current, ...current.children]) observer.observe(part);
    return () => observer.disconnect();
  }, []);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keyboard
    <section ref={box} class={look} tabIndex={scrolls ? 0 : undefined} aria-label={label}>
      {children}
    </section>
  );
}
