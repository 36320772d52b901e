// What has which colour and which mark, as names of the style sheet's tokens.
import { outcomeNames, type OutcomeName } from '../analysis/outcomes';

/** Arms that have a colour of their own, which colour-blind eyes can tell apart. */
export const ARM_COLOURS = 8;

/** The token of an arm's colour; that of converged runs where a study has more arms than colours. */
export const armName = (arm: number, arms: number): string =>
  arms > ARM_COLOURS ? '--converged' : `--arm-${arm + 1}`;

export const armColour = (arm: number, arms: number): string => `var(${armName(arm, arms)})`;

/** An outcome's mark, in a box of 12 by 12: always the same hue and the same shape. */
export const outcomeShapes: Readonly<Record<OutcomeName, string>> = {
  converged: 'M6 1.5a4.5 4.5 0 1 1 0 9a4.5 4.5 0 1 1 0-9Z',
  stuck: 'M2 2h8v8h-8Z',
  unfinished: 'M6 1L11 10.5H1Z',
  diverged: 'M1.5 3L3 1.5L6 4.5L9 1.5L10.5 3L7.5 6L10.5 9L9 10.5L6 7.5L3 10.5L1.5 9L4.5 6Z',
};

const isOutcome = (name: string): name is OutcomeName =>
  (outcomeNames as readonly string[]).includes(name);

/**
 * The colours of causes in their table's order, the same in every study: that of the outcome of its name; a fan of hues that
 * keeps clear of the green of success, dark and light in turn, so that neighbours part without hue, too; and grey for the last,
 * which takes what no other does.
 */
export function causeColours(names: readonly string[]): Map<string, string> {
  const fan = names.slice(0, -1).filter((name) => !isOutcome(name));
  return new Map(
    names.map((name, i) => {
      if (isOutcome(name)) return [name, `var(--${name})`];
      if (i === names.length - 1) return [name, 'var(--strong-rule)'];
      const at = fan.indexOf(name);
      const turn = Math.round((200 * at) / Math.max(8, fan.length));
      const lift = at % 2 === 0 ? '- 0.04' : '+ 0.12';
      return [name, `oklch(from var(--stuck) calc(l ${lift}) c calc(h - ${turn}))`];
    }),
  );
}
