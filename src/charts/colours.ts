// What has which colour and which mark, as names of the style sheet's tokens.
import type { CauseName } from '../analysis/causes';
import type { OutcomeName } from '../analysis/outcomes';

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

/** Causes that are outcomes have their hues. */
const outcomeOf: Partial<Readonly<Record<CauseName, OutcomeName>>> = {
  diverged: 'diverged',
  exploding: 'diverged',
  unfinished: 'unfinished',
};

/** The colour of a cause, the same in every study. */
export const causeColour = (cause: CauseName): string =>
  `var(--${outcomeOf[cause] ?? `cause-${cause}`})`;
