// The cross-check in words: a line for each arm.
import type { CrossCheck } from '../analysis/cross_check';
import { outcomeNames } from '../analysis/outcomes';
import { countText, rateText } from './numbers';

/** "98.0 % [93.0, 99.4] of 100 runs end the same", and what became of the others: "2 stuck here, converged there". */
export function crossCheckLine({ runs, same, pairs }: CrossCheck): string {
  if (runs === 0) return 'no run was trained again';
  const others = outcomeNames.flatMap((here) =>
    outcomeNames
      .filter((there) => there !== here && pairs[here][there] > 0)
      .map((there) => `${countText(pairs[here][there])} ${here} here, ${there} there`),
  );
  const share = `${rateText(same, runs)} of ${countText(runs)} runs end the same`;
  return [share, ...others].join('; ');
}

/** The lines of all arms for the terminal, with a head; empty where nothing was cross-checked. */
export function crossCheckText(
  arms: readonly { readonly label: string; readonly crossCheck: CrossCheck | null }[],
): string {
  const checked = arms.filter(({ crossCheck }) => crossCheck !== null);
  if (checked.length === 0) return '';
  const width = Math.max(...checked.map(({ label }) => label.length));
  const lines = checked.map(
    ({ label, crossCheck }) => `  ${label.padEnd(width)}  ${crossCheckLine(crossCheck!)}`,
  );
  return ['', 'Cross-check by the CPU twin, float64', ...lines, ''].join('\n');
}
