import { expect, it } from 'vitest';
import { summarise } from '../../src/analysis/summary';
import { whyNotLines, whyNotText } from '../../src/results/terminal/why_not';
import { columns, inventedStudy } from '../analysis/columns';

const study = inventedStudy(['all', 'some'], 5);
const arms = summarise(study, [
  columns([0.01, 0.01, 0.01, 0.01, 0.01]),
  columns([0.01, 0.3, 0.4, NaN, 0.5], { deadUnits: Uint16Array.of(0, 1, 2, 0, 0) }),
]);

it('names the causes of the arms that have any, the most frequent first', () => {
  expect(whyNotLines(arms)).toEqual([
    'some  dead neuron 40.0 %, not finite 20.0 %, not measured 20.0 %',
  ]);
});

it('says nothing where all converged', () => {
  expect(whyNotText(arms.slice(0, 1))).toBe('');
});
