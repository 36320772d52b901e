// The answer, top to bottom. A further section is a further row here.
import { countText } from '../../results/numbers';
import { openDocument } from '../address';
import { finished } from '../state';
import { view } from '../view';
import { FinalLoss } from './final_loss';
import { NumbersTable } from './numbers_table';
import { Rates } from './rates';

const sections = [Rates, FinalLoss, NumbersTable] as const;

export function Results() {
  return (
    <main class="results-column">
      <Stale />
      {sections.map((Section, i) => (
        <Section key={i} />
      ))}
    </main>
  );
}

/** Said when the controls have moved on from the results. */
function Stale() {
  const { stale, study } = view.value;
  const results = finished.value;
  if (!stale || !results) return null;
  return (
    <output class="banner">
      These results are of {study.arms.length} × {countText(study.seeds.count)} networks before your
      changes.{' '}
      <button type="button" class="link" onClick={() => openDocument(results.input)}>
        Undo the changes
      </button>
    </output>
  );
}
