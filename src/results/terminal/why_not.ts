// The terminal's section on causes: for each arm those of its runs that did not converge, the most frequent first.
import { causeNames, causes } from '../../analysis/causes';
import type { ArmSummary } from '../../analysis/summary';
import { percentText } from '../numbers';

/** Causes named on a line. */
const MOST = 4;

/** "glorot_uniform  dead neuron 36.8 %, valley 16.6 %, ..", a line an arm, the best rate first; none where all converged. */
export function whyNotLines(arms: readonly ArmSummary[]): string[] {
  const missed = arms.filter(({ runs, converged }) => runs > converged.count);
  const width = Math.max(0, ...missed.map(({ label }) => label.length));
  return missed
    .toSorted((a, b) => (b.converged.rate ?? 0) - (a.converged.rate ?? 0))
    .map(({ label, causes: counts, runs }) => {
      const found = causeNames
        .filter((name) => counts[name] > 0)
        .toSorted((a, b) => counts[b] - counts[a]);
      const named = found
        .slice(0, MOST)
        .map((name) => `${causes[name].title.toLowerCase()} ${share(counts[name], runs)}`);
      const rest = found.slice(MOST).reduce((sum, name) => sum + counts[name], 0);
      const more = rest > 0 ? [`others ${share(rest, runs)}`] : [];
      return `${label.padEnd(width)}  ${[...named, ...more].join(', ')}`;
    });
}

const share = (count: number, runs: number) => `${percentText(count / runs, runs)} %`;

/** The section, ending with a newline; empty where all converged. */
export function whyNotText(arms: readonly ArmSummary[]): string {
  const lines = whyNotLines(arms);
  return lines.length > 0 ? ['', 'Why not', ...lines, ''].join('\n') : '';
}
