// Why runs do not converge: outcomes and causes of each arm as a stacked bar. It is a table, one column of which is drawn; the
// numbers, and the runs behind them, are in a table of their own.
import {
  causeNames,
  causes,
  deathsOf,
  type CauseName,
  type Deaths,
} from '../../../analysis/causes';
import { causeColour } from '../../../charts/colours';
import { countText, percentText } from '../../../results/numbers';
import { Scroll } from '../../parts/scroll';
import { Defined, Term } from '../../parts/term';
import { answers } from '../../state/answers';
import { openRuns } from '../../state/panel';
import { finished } from '../../state/signals';
import { view, type ArmView } from '../../state/view';
import '../../style/answers.css';

type Counts = Readonly<Record<CauseName, number>>;

const list = (arm: number, cause: CauseName) =>
  openRuns(arm, { cause, title: causes[cause].title.toLowerCase() });

export function WhyNot() {
  const found = answers.value;
  const { arms, ranking } = view.value;
  const results = finished.value;
  if (!results || !found || found.length !== arms.length) return null;
  const counts = found.map(({ causes: of }) => of.counts);
  const present = causeNames.filter((name) => counts.some((arm) => arm[name] > 0));
  if (present.length === 0) return null;
  return (
    <section aria-labelledby="why-title">
      <h2 id="why-title">Why not</h2>
      <p class="note">
        Each run that did not converge has one <Term name="cause">cause</Term>, the first of these
        that holds. A click on a part lists its runs.
      </p>
      <ul class="cause-legend">
        <li>
          <span class="cause-swatch" style={{ background: 'var(--converged)' }} />
          <Term name="converged">Converged</Term>
        </li>
        {present.map((name) => (
          <li key={name}>
            <span class="cause-swatch" style={{ background: causeColour(name) }} />
            <Defined text={causes[name].rule}>{causes[name].title}</Defined>
          </li>
        ))}
      </ul>
      <table class="drawn why-not">
        <thead class="hidden">
          <tr>
            <th scope="col">Arm</th>
            <th scope="col">Outcomes and causes, drawn</th>
            <th scope="col">Most often</th>
          </tr>
        </thead>
        <tbody>
          {ranking
            .filter((a) => arms[a].rate.n > 0)
            .map((a) => (
              <Row key={a} arm={arms[a]} counts={counts[a]} present={present} />
            ))}
        </tbody>
      </table>
      <Numbers
        arms={ranking.map((a) => arms[a])}
        counts={ranking.map((a) => counts[a])}
        deaths={ranking.map((a) => deathsOf(results.arms[a].runs))}
        present={present}
      />
    </section>
  );
}

interface RowProps {
  readonly arm: ArmView;
  readonly counts: Counts;
  readonly present: readonly CauseName[];
}

function Row({ arm: { index, label, rate, counts: outcomes }, counts, present }: RowProps) {
  const width = (count: number) => `${((100 * count) / rate.n).toFixed(3)}%`;
  const found = present.filter((name) => counts[name] > 0);
  const [first] = found.toSorted((a, b) => counts[b] - counts[a]);
  return (
    <tr>
      <th scope="row">
        <span class="arm-name" title={label}>
          {label}
        </span>
      </th>
      <td>
        <div class="stack">
          <span
            class="part"
            style={{ width: width(outcomes!.converged), background: 'var(--converged)' }}
            title={`Converged: ${countText(outcomes!.converged)}`}
          />
          {found.map((name) => {
            const text = `${causes[name].title}: ${countText(counts[name])} runs of ${label}`;
            return (
              // the table below has the same for the keyboard, cause by cause
              <button
                key={name}
                type="button"
                tabIndex={-1}
                class="part"
                style={{ width: width(counts[name]), background: causeColour(name) }}
                title={text}
                aria-label={`${text}: list them`}
                onClick={() => list(index, name)}
              />
            );
          })}
        </div>
      </td>
      <td class="most">
        {first && `${causes[first].title} ${percentText(counts[first] / rate.n, rate.n)} %`}
      </td>
    </tr>
  );
}

interface NumbersProps {
  readonly arms: readonly ArmView[];
  readonly counts: readonly Counts[];
  readonly deaths: readonly (Deaths | null)[];
  readonly present: readonly CauseName[];
}

function Numbers({ arms, counts, deaths, present }: NumbersProps) {
  const mortal = deaths.some((found) => found && found.neurons > 0);
  return (
    <details class="as-table">
      <summary>These causes as a table, with the runs of each</summary>
      <Scroll label="Causes by arm">
        <table class="plain">
          <thead>
            <tr>
              <th scope="col">Arm</th>
              <th scope="col" class="number">
                Runs
              </th>
              <th scope="col" class="number">
                Converged
              </th>
              {present.map((name) => (
                <th key={name} scope="col" class="number">
                  {causes[name].title}
                </th>
              ))}
              {mortal && (
                <>
                  <th scope="col" class="number">
                    <Term name="bornDead">Born dead, %</Term>
                  </th>
                  <th scope="col" class="number">
                    <Term name="died">Died, %</Term>
                  </th>
                  <th scope="col" class="number">
                    Median step
                  </th>
                </>
              )}
            </tr>
          </thead>
          <tbody>
            {arms.map(({ index, label, rate, counts: outcomes }, i) => (
              <tr key={index}>
                <th scope="row">{label}</th>
                <td class="number">{countText(rate.n)}</td>
                <td class="number">{countText(outcomes!.converged)}</td>
                {present.map((name) => (
                  <td key={name} class="number">
                    {counts[i][name] > 0 && (
                      <button
                        type="button"
                        class="link"
                        aria-label={`${countText(counts[i][name])} runs of ${label}, ${causes[name].title}: list them`}
                        onClick={() => list(index, name)}
                      >
                        {countText(counts[i][name])}
                      </button>
                    )}
                  </td>
                ))}
                {mortal && <DeathCells deaths={deaths[i]} />}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </details>
  );
}

function DeathCells({ deaths }: { deaths: Deaths | null }) {
  const share = (count: number) =>
    deaths && deaths.neurons > 0 ? percentText(count / deaths.neurons, deaths.neurons) : '–';
  return (
    <>
      <td class="number">{share(deaths?.born ?? 0)}</td>
      <td class="number">{share(deaths?.died ?? 0)}</td>
      <td class="number">{deaths?.medianStep ? countText(deaths.medianStep) : '–'}</td>
    </>
  );
}
