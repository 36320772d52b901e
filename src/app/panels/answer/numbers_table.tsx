// Everything as numbers: sortable, to copy, to download.
import { Scroll } from '../../parts/scroll';
import { useState } from 'preact/hooks';
import type { OutcomeName } from '../../../analysis/outcomes';
import { runsCsv } from '../../../results/files/csv';
import { CopyButton } from '../../parts/copy';
import { fileName, save } from '../../parts/files';
import { Mark, outcomeTitle } from '../../parts/outcome';
import { Term } from '../../parts/term';
import { openRuns } from '../../state/panel';
import { finished } from '../../state/signals';
import { view } from '../../state/view';
import { columns, inOrder, type Entry } from './columns';

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
  const sorted = [...entries].sort((a, b) =>
    column
      ? inOrder(column.value(a), column.value(b), sort.down)
      : a.label.localeCompare(b.label) * (sort.down ? -1 : 1),
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
              {columns.map(({ key, title, outcome: mark }) => (
                <Head
                  key={key}
                  title={title}
                  mark={mark}

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
                  <button type="button" class="arm-name" onClick={() => openRuns(arm.index)}>
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
