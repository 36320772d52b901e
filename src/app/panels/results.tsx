// The answer, top to bottom. A further section is a further row here.
import { lazy } from '../lazy';
import { finished } from '../state';
import { FinalLoss } from './final_loss';
import { Rates } from './rates';

/** Loaded with the first results. */
const NumbersTable = lazy(() => import('./numbers_table').then((m) => m.NumbersTable));
const Table = () => (finished.value ? <NumbersTable /> : null);

const sections = [Rates, FinalLoss, Table] as const;

export function Results() {
  return (
    <main class="results-column">
      {sections.map((Section, i) => (
        <Section key={i} />
      ))}
    </main>
  );
}
