// An outcome's mark: always the same hue and the same shape.
import { outcomes, type OutcomeName } from '../analysis/outcomes';

const shapes: Readonly<Record<OutcomeName, string>> = {
  converged: 'M6 1.5a4.5 4.5 0 1 1 0 9a4.5 4.5 0 1 1 0-9Z',
  stuck: 'M2 2h8v8h-8Z',
  unfinished: 'M6 1L11 10.5H1Z',
  diverged: 'M1.5 3L3 1.5L6 4.5L9 1.5L10.5 3L7.5 6L10.5 9L9 10.5L6 7.5L3 10.5L1.5 9L4.5 6Z',
};

export function Mark({ outcome }: { outcome: OutcomeName }) {
  return (
    <svg class="mark" viewBox="0 0 12 12" width="10" height="10" aria-hidden="true">
      <path d={shapes[outcome]} fill={`var(--${outcome})`} />
    </svg>
  );
}

export const outcomeTitle = (outcome: OutcomeName): string => outcomes[outcome].title;
