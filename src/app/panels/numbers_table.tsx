// Everything as numbers: sortable, to copy, to download.
import { Scroll } from '../scroll';
import { useState } from 'preact/hooks';
import type { OutcomeName } from '../../analysis/outcomes';
import { countText, lossText, percentText } from '../../results/numbers';
import { runsCsv } from '../../results/csv';
import { CopyButton, fileName, save } from '../copy';
import { Mark, outcomeTitle } from '../outcome';
import { finished, panel } from '../state';
import { Term } from '../term';
import type { TermName } from '../terms';
import { view, type ArmView } from '../view';
import type { ArmCounts, ArmRuns } from '../results';

interface Entry extends ArmView {
  readonly counts: ArmCounts;
  readonly results: ArmRuns;
}

interface Column {
  readonly key: string;
  readonly title: string;
  readonly term?: TermName;
  readonly outcome?: OutcomeName;
  readonly value: (arm: Entry) => number;
  readonly text: (value: number, arm: Entry) => string;
}

const outcome = (name: OutcomeName): Column => ({
  key: name,
  title: outcomeTitle(name),
  term: name,
  outcome: name,
  value: ({ counts }) => counts[name],
  text: countText,
});
const percent = (value: number, { rate }: Entry) => (rate.n > 0 ? percentText(value, rate.n) : '–');

const columns: readonly Column[] = [
  { key: 'runs', title: 'Runs', term: 'run', value: ({ rate }) => rate.n, text: countText },
  outcome('converged'),
  { key: 'rate', title: 'Rate, %', value: ({ rate }) => rate.rate, text: percent },
  { key: 'low', title: 'Low', term: 'wilson', value: ({ rate }) => rate.low, text: percent },
  { key: 'high', title: 'High', term: 'wilson', value: ({ rate }) => rate.high, text: percent },
  outcome('stuck'),
  outcome('unfinished'),
  outcome('diverged'),
  {
    key: 'threshold',
    title: 'Threshold',
    term: 'threshold',
    value: ({ threshold }) => threshold,
    text: lossText,
  },
  {
    key: 'best',
    title: 'Best',
    term: 'loss',
    value: ({ results }) => results.best,
    text: lossText,
  },
  {
    key: 'median',
    title: 'Median',
    term: 'median',
    value: ({ results }) => results.median,
    text: lossText,
  },
];

const inOrder = (a: number, b: number) => (Number.isNaN(a) ? 1 : Number.isNaN(b) ? -1 : a - b);

export function NumbersTable() {
  const { arms, ranking, study } = view.value;
  const results = finished.value;
  const [sort, setSort] = useState<{ key: string; down: boolean }>({ key: 'rate', down: true });
  if (!results || !arms[0].counts) return null;
  const entries = ranking.map((a): Entry => ({
    ...arms[a],
    counts: arms[a].counts!,
    results: results.arms[a],
  }));
  const column = columns.find(({ key }) => key === sort.key);
  const sorted = [...entries].sort(
    (a, b) =>
      (column ? inOrder(column.value(a), column.value(b)) : a.label.localeCompare(b.label)) *
      (sort.down ? -1 : 1),
  );
  const by = (key: string) => setSort({ key, down: sort.key === key ? !sort.down : key !== 'arm' });
  const order = (key: string) =>
    sort.key === key ? (sort.down ? 'descending' : 'ascending') : undefined;
  const lines = (separator: string, quote: (text: string) => string) =>
    [
      ['arm', ...columns.map(({ key }) => key)],
      ...sorted.map((arm) => [quote(arm.label), ...columns.map(({ value }) => String(value(arm)))]),
    ]
      .map((line) => line.join(separator))
      .join('\n');
  const name = fileName(study.document.title);
  return (
    <section aria-labelledby="table-title">
      <div class="section-head">
        <h2 id="table-title">Table</h2>
        <CopyButton text={() => lines('\t', (text) => text)}>Copy</CopyButton>
        <button
          type="button"
          class="link"
          onClick={() =>
            void save(`${name}.csv`, 'text/csv', [
              lines(',', (text) => `"${text.replaceAll('"', '""')}"`),
              '\n',
            ])
          }
        >
          Download CSV
        </button>
        <button
          type="button"
          class="link"
          onClick={() =>
            void save(
              `${name}-runs.csv`,
              'text/csv',
              runsCsv(
                study,
                results.arms.map(({ runs }) => runs),
              ),
            )
          }
        >
          Download runs as CSV
        </button>
      </div>
      <Scroll label="Results as a table">
        <table class="plain results">
          <thead>
            <tr>
              <Head title="Arm" order={order('arm')} sort={() => by('arm')} />
              {columns.map(({ key, title, outcome: mark, term }) => (
                <Head
                  key={key}
                  title={title}
                  mark={mark}
                  term={term}
                  order={order(key)}
                  sort={() => by(key)}
                />
              ))}
            </tr>
          </thead>
          <tbody>
            {sorted.map((arm) => (
              <tr key={arm.index}>
                <th scope="row">
                  <button
                    type="button"
                    class="arm-name"
                    onClick={() =>
                      (panel.value = {
                        kind: 'list',
                        arm: arm.index,
                        from: -Infinity,
                        to: Infinity,
                        title: 'all runs',
                      })
                    }
                  >
                    {arm.label}
                  </button>
                </th>
                {columns.map(({ key, value, text }) => (
                  <td key={key} class="number">
                    {text(value(arm), arm)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      <p class="note">
        {(['converged', 'stuck', 'unfinished', 'diverged'] as const).map((which) => (
          <span key={which} class="legend-entry">
            <Mark outcome={which} /> <Term name={which}>{outcomeTitle(which)}</Term>
          </span>
        ))}
      </p>
    </section>
  );
}

interface HeadProps {
  readonly title: string;
  readonly mark?: OutcomeName | undefined;
  readonly term?: TermName | undefined;
  readonly order: 'ascending' | 'descending' | undefined;
  readonly sort: () => void;
}

function Head({ title, mark, order, sort }: HeadProps) {
  return (
    <th scope="col" class={title === 'Arm' ? '' : 'number'} aria-sort={order ?? 'none'}>
      <button type="button" class="sort" onClick={sort}>
        {mark && <Mark outcome={mark} />} {title}
        <span class="arrow" aria-hidden="true">
          {order === 'descending' ? '↓' : order === 'ascending' ? '↑' : ''}
        </span>
      </button>
    </th>
  );
}
