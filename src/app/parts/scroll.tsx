// A table that is wider than its place: it scrolls by itself, and the keyboard can reach it.
import type { ComponentChildren } from 'preact';

interface Props {
  readonly label: string;
  readonly children: ComponentChildren;
  readonly look?: string;
}

export const Scroll = ({ label, children, look = 'scroll' }: Props) => (
  // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keyboard
  <section class={look} tabIndex={0} aria-label={label}>
    {children}
  </section>
);
