// Arms beside one of them, seed by seed: a table, one column of which is drawn. What the test does not tell apart is hollow.
import { useState } from 'preact/hooks';
import { comparisonsOf, MOST_ARMS, pairsOf, type Comparison } from '../../../analysis/comparison';
import { outcomeNames } from '../../../analysis/outcomes';
import { seedSet } from '../../../analysis/seed_set';
import { runsForDifference } from '../../../analysis/statistics';
import { reachOf } from '../../../charts/axes';
import { armColour } from '../../../charts/colours';
import { countText, pointsText, probabilityText } from '../../../results/numbers';
import { ArmChooser } from '../../parts/arm_chooser';
import { AxisHead } from '../../parts/axis_head';
import { Scroll } from '../../parts/scroll';
import { Swatch } from '../../parts/swatch';
import { Term } from '../../parts/term';
import { codesAt, type Finished } from '../../state/results';
import { finished } from '../../state/signals';
import { view, type ArmView } from '../../state/view';
import '../../style/answers.css';

export function ComparisonTable() {
  const results = finished.value;
  const { arms, study } = view.value;
  const [chosen, setChosen] = useState(0);
  if (!results || !arms[0].counts || arms.length < 2) return null;
  const reference = Math.min(chosen, arms.length - 1);
  const rows = besides(results, arms, reference);
  if (rows.length === 0) return null;
  const reach = reachOf(rows.map(({ row }) => row.difference));
  const many = arms.length > MOST_ARMS;
  return (
    <section aria-labelledby="comparison-title">
      <div class="section-head">
        <h2 id="comparison-title">Comparison</h2>
        <ArmChooser text="With" arms={arms} chosen={reference} onChoose={setChosen} />
      </div>
      <p class="note">
        <Term name="pairedDifference">Difference of the rates</Term> with its 95&nbsp;% interval, by{' '}
        <Term name="pairs">pairs of seeds</Term>. Hollow: not told apart at 5&nbsp;% by{' '}
        <Term name="mcnemar">McNemar’s exact test</Term> with <Term name="holm">Holm’s</Term>{' '}
        adjustment over {many ? 'these comparisons' : 'all pairs of arms'}.
      </p>
      <Scroll label="Comparison of arms">
        <table class="drawn">
          <thead>
            <tr>
              <th scope="col">Arm</th>
              <AxisHead
                drawn="Difference"
                ticks={[-1, 0, 1].map((side) => ({
                  at: `${50 + 50 * side}%`,
                  text: side === 0 ? 0 : `${side < 0 ? '−' : '+'}${100 * reach}`,
                }))}
              />
              <th scope="col" class="number">
                Points
              </th>
              <th scope="col" class="number">
                p, Holm
              </th>
              <th scope="col" class="number">
                Only it
              </th>
              <th scope="col" class="number">
                Only {arms[reference].label}
              </th>
              <th scope="col" class="number">
                Both
              </th>
              <th scope="col" class="number">
                Neither
              </th>
              <th scope="col" class="number">
                p
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ arm, row }) => (
              <Row key={arm.index} arm={arm} arms={arms.length} row={row} reach={reach} />
            ))}
          </tbody>
        </table>
      </Scroll>
      <Planning rate={arms[reference].rate.rate} runs={study.seeds.count} />
    </section>
  );
}

/** Every other arm beside the reference, the largest difference first. */
function besides(results: Finished, arms: readonly ArmView[], reference: number) {
  const converged = outcomeNames.indexOf('converged');
  const sets = arms.map(({ label, threshold }, a) => {
    const codes = codesAt(results.arms[a], threshold);
    const { seeds } = results.arms[a].runs;
    const set = seedSet(results.study.seeds, seeds, (i) => codes[i] === converged);
    return { label, seeds: set };
  });
  // each pair as (reference, other), so that differences are beside the reference; the family stays that of all pairs
  const all = pairsOf(arms.length);
  const others = arms.filter(({ index }) => index !== reference);
  const which =
    arms.length > MOST_ARMS
      ? others.map(({ index }) => [reference, index] as const)
      : all.map(([a, b]) => (b === reference ? ([b, a] as const) : ([a, b] as const)));
  const found = comparisonsOf(sets, which);
  return which
    .map(([a, b], i) => ({ from: a, arm: arms[b], row: found[i] }))
    .filter(({ from, row }) => from === reference && row.pairs > 0)
    .sort((x, y) => y.row.difference.value! - x.row.difference.value!);
}

interface RowProps {
  readonly arm: ArmView;
  readonly arms: number;
  readonly row: Comparison;
  readonly reach: number;
}

function Row({ arm, arms, row, reach }: RowProps) {
  const { low, high, value } = row.difference;
  const left = (difference: number) => `${50 + (50 * difference) / reach}%`;
  const unsure = row.verdict === 'not told apart';
  return (
    <tr class={unsure ? 'unsure' : ''} style={{ '--arm': armColour(arm.index, arms) }}>
      <th scope="row">
        <Swatch arm={arm.index} arms={arms} />
        <span class="arm-name" title={arm.label}>
          {arm.label}
        </span>
      </th>
      <td class="axis centred">
        <div
          class="interval"
          style={{ left: left(low), width: `${(50 * (high - low)) / reach}%` }}
        />
        <div class="dot" style={{ left: left(value!) }} />
        <span class="hidden">{row.verdict}</span>
      </td>
      <td class="number">{pointsText(row.difference)}</td>
      <td class="number">{probabilityText(row.pHolm)}</td>
      <td class="number">{countText(row.onlyB)}</td>
      <td class="number">{countText(row.onlyA)}</td>
      <td class="number">{countText(row.both)}</td>
      <td class="number">{countText(row.neither)}</td>
      <td class="number">{probabilityText(row.p)}</td>
    </tr>
  );
}

/** How many runs smaller differences from the reference would take. */
function Planning({ rate, runs }: { rate: number; runs: number }) {
  const needed = [0.01, 0.05, 0.1].map((step) => {
    const other = rate + step < 1 ? rate + step : rate - step;
    return `${100 * step} point${step > 0.01 ? 's' : ''} ${countText(runsForDifference(rate, other))}`;
  });
  return (
    <p class="note after">
      <Term name="power">Runs an arm</Term> to tell a difference from this arm: {needed.join(', ')};
      this study has {countText(runs)}.
    </p>
  );
}
