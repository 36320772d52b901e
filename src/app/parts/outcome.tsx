// An outcome's mark: always the same hue and the same shape.
import { outcomes, type OutcomeName } from '../../analysis/outcomes';
import { outcomeShapes } from '../../charts/colours';

export function Mark({ outcome }: { outcome: OutcomeName }) {
  return (
    <svg class="mark" viewBox="0 0 12 12" width="10" height="10" aria-hidden="true">
      <path d={outcomeShapes[outcome]} fill={`var(--${outcome})`} />
    </svg>
  );
}

export const outcomeTitle = (outcome: OutcomeName): string => outcomes[outcome].title;
