// The answer, top to bottom. A further section is a further row here.
import { lazy } from '../lazy';
import { finished } from '../state';
import { FinalLoss } from './final_loss';
import { Rates } from './rates';

/** Loaded with the first results. */
const NumbersTable = lazy(() => import('./numbers_table').then((m) => m.NumbersTable));
const Endings = lazy(() => import('./endings').then((m) => m.Endings));
const Table = () => (finished.value ? <NumbersTable /> : null);

const Time = lazy(() => import('./loss_over_time').then((m) => m.LossOverTime));
const LossOverTime = () => (finished.value ? <Time /> : null);
const Kinds = () => (finished.value ? <Endings /> : null);

const sections = [Rates, FinalLoss, LossOverTime, Kinds, Table] as const;

export function Results() {
  return (
    <main class="results-column">
      {sections.map((Section, i) => (
        <Section key={i} />
      ))}
    </main>
  );
}
