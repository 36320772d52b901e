// Colours for canvases: what the style sheet's tokens mean under the scheme in force. Canvases redraw when it changes.
import { signal } from '@preact/signals';
import { ARM_COLOURS, armName } from '../../charts/colours';

export type Scheme = 'light' | 'dark';
const KEY = 'unstuck.scheme';
const system = matchMedia('(prefers-color-scheme: dark)');
const chosen = signal<Scheme | undefined>(stored());

function stored(): Scheme | undefined {
  try {
    const value = localStorage.getItem(KEY);
    return value === 'light' || value === 'dark' ? value : undefined;
  } catch {
    return undefined; // storage may be forbidden
  }
}

/** The scheme in force. */
export const scheme = signal<Scheme>(now());

function now(): Scheme {
  return chosen.peek() ?? (system.matches ? 'dark' : 'light');
}

function apply(): void {
  document.documentElement.dataset.scheme = now();
  tokens.clear();
  scheme.value = now();
}

/** Changes to the other scheme; the system's own is not stored, so that it is followed again. */
export function toggleScheme(): void {
  const next = now() === 'dark' ? 'light' : 'dark';
  chosen.value = next === (system.matches ? 'dark' : 'light') ? undefined : next;
  try {
    if (chosen.value) localStorage.setItem(KEY, chosen.value);
    else localStorage.removeItem(KEY);
  } catch {
    // it then lasts until the page is closed
  }
  apply();
}

const tokens = new Map<string, string>();

/** The value of a style token such as "--ink". */
export function token(name: string): string {
  const known = tokens.get(name);
  if (known) return known;
  const value = getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  tokens.set(name, value);
  return value;
}

export const armToken = (arm: number, arms: number): string => token(armName(arm, arms));

/** The colour of runs above the threshold, which is drawn faint. */
export const aboveToken = (arm: number, arms: number): string =>
  arms > ARM_COLOURS ? token('--arm-neutral') : armToken(arm, arms);

/** Starts following the system's scheme. */
export function followScheme(): void {
  apply();
  system.addEventListener('change', apply);
}
