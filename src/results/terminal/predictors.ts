// The terminal's section on what predicts success: for the first arm, its rate by what was measured before training.
import { binText } from '../../analysis/predictors';
import type { ArmSummary } from '../../analysis/summary';
import { facts } from '../../study/facts';
import { countText, percentText } from '../numbers';

/** "doomed neurons  0: 53.2 % of 5,915   1: 0.4 % of 3,397", a line a fact. */
export function predictorLines({ predictors }: Pick<ArmSummary, 'predictors'>): string[] {
  const name = (fact: keyof typeof facts) => facts[fact].title.toLowerCase();
  const width = Math.max(0, ...predictors.map(({ fact }) => name(fact).length));
  return predictors.map(({ fact, bins }) => {
    const rates = bins.map((bin) => {
      const rate = percentText(bin.converged / bin.runs, bin.runs);
      return `${binText(fact, bin)}: ${rate} % of ${countText(bin.runs)}`;
    });
    return `${name(fact).padEnd(width)}  ${rates.join('   ')}`;
  });
}

/** The section, ending with a newline; empty where nothing predicts anything. */
export function predictorsText([arm]: readonly ArmSummary[]): string {
  const lines = arm ? predictorLines(arm) : [];
  if (lines.length === 0) return '';
  return [
    '',
    `Converged by what was measured before the first step, ${arm.label}`,
    ...lines,
    '',
  ].join('\n');
}
