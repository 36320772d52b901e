// The columns of the table of results. A further number is a further row here.
import type { OutcomeName } from '../../../analysis/outcomes';
import { countText, lossText, percentText } from '../../../results/numbers';
import { outcomeTitle } from '../../parts/outcome';
import type { ArmCounts, ArmRuns } from '../../state/results';
import type { ArmView } from '../../state/view';

export interface Entry extends ArmView {
  readonly counts: ArmCounts;
  readonly results: ArmRuns;
}

export interface Column {
  readonly key: string;
  readonly title: string;
  readonly outcome?: OutcomeName;
  readonly value: (arm: Entry) => number;
  readonly text: (value: number, arm: Entry) => string;
}

const outcome = (name: OutcomeName): Column => ({
  key: name,
  title: outcomeTitle(name),
  outcome: name,
  value: ({ counts }) => counts[name],
  text: countText,
});
const percent = (value: number, { rate }: Entry) => (rate.n > 0 ? percentText(value, rate.n) : '–');

export const columns: readonly Column[] = [
  { key: 'runs', title: 'Runs', value: ({ rate }) => rate.n, text: countText },
  outcome('converged'),
  { key: 'rate', title: 'Rate, %', value: ({ rate }) => rate.rate, text: percent },
  { key: 'low', title: 'Low', value: ({ rate }) => rate.low, text: percent },
  { key: 'high', title: 'High', value: ({ rate }) => rate.high, text: percent },
  outcome('stuck'),
  outcome('unfinished'),
  outcome('diverged'),
  {
    key: 'threshold',
    title: 'Threshold',
    value: ({ threshold }) => threshold,
    text: lossText,
  },
  {
    key: 'best',
    title: 'Best',
    value: ({ results }) => results.best,
    text: lossText,
  },
  {
    key: 'median',
    title: 'Median',
    value: ({ results }) => results.median,
    text: lossText,
  },
];

/** Ascending or descending, with what is not known last. */
export const inOrder = (a: number, b: number, down: boolean): number =>
  Number.isFinite(a) && Number.isFinite(b)
    ? down
      ? b - a
      : a - b
    : Number(!Number.isFinite(a)) - Number(!Number.isFinite(b));
