// A titled group of controls.
import type { ComponentChildren } from 'preact';

export const Group = ({ title, children }: { title: string; children: ComponentChildren }) => (
  <fieldset class="group">
    <legend>{title}</legend>
    {children}
  </fieldset>
);
