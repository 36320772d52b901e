// Does the answer hang on the threshold? The rate of each arm at every threshold: the distribution function of final losses.
import { useMemo } from 'preact/hooks';
import { sensitivityOf } from '../../../analysis/sensitivity';
import type { Rate } from '../../../analysis/statistics';
import { lossText, percentText } from '../../../results/numbers';
import { RateLines } from '../../charts/rate_lines';
import { Scroll } from '../../parts/scroll';
import { Term } from '../../parts/term';
import type { ArmRuns } from '../../state/results';
import { finished } from '../../state/signals';
import { view } from '../../state/view';
import '../../style/answers.css';

const POINTS = 160;
/** A row of the table every so many points. */
const ROWS = 8;
/** Thresholds below this are not asked. */
const SMALLEST = 1e-10;

/** Thresholds from the smallest to the largest final loss, at equal distances of their logarithm. */
function thresholdsOver(arms: readonly ArmRuns[]): number[] {
  const settled = arms.map((arm) => arm.settled).filter(({ length }) => length > 0);
  if (settled.length === 0) return [];
  const low = Math.log10(Math.max(SMALLEST, Math.min(...settled.map((losses) => losses[0]))));
  const high = Math.log10(Math.max(SMALLEST, ...settled.map((losses) => losses.at(-1)!)));
  // the ends lie a little outside, so that the curves begin at 0 and end at their last share
  const [from, to] = [low - 0.05, high + 0.05];
  return Array.from({ length: POINTS }, (_, i) => 10 ** (from + ((to - from) * i) / (POINTS - 1)));
}

export function Sensitivity() {
  const results = finished.value;
  const { arms } = view.value;
  const thresholds = useMemo(() => thresholdsOver(results?.arms ?? []), [results]);
  const rates = useMemo(
    () =>
      (results?.arms ?? []).map(({ settled, runs }) =>
        sensitivityOf(settled, runs.finalLoss.length, thresholds),
      ),
    [results, thresholds],
  );
  if (!results || thresholds.length === 0) return null;
  const x = thresholds.map(Math.log10);
  const lines = arms
    .filter(({ index }) => rates[index][0].n > 0)
    .map(({ index, label }) => ({
      arm: index,
      label,
      x,
      rate: rates[index].map(({ rate }) => rate),
      low: rates[index].map(({ low }) => low),
      high: rates[index].map(({ high }) => high),
    }));
  const marks = [...new Set(arms.map(({ threshold }) => Math.log10(threshold)))];
  return (
    <section aria-labelledby="sensitivity-title">
      <h2 id="sensitivity-title">Rate by threshold</h2>
      <p class="note">
        <Term name="sensitivity">Share of runs</Term> that end at or below each loss, with pointwise
        95&nbsp;% intervals; the dashed line is the threshold. Where curves do not cross, the order
        of the arms does not hang on it.
      </p>
      <RateLines
        lines={lines}
        arms={arms.length}
        xAxis="Threshold (loss)"
        marks={marks}
        label="Share of runs at or below each loss"
      />
      <Numbers thresholds={thresholds} rates={rates} labels={arms.map(({ label }) => label)} />
    </section>
  );
}

interface NumbersProps {
  readonly thresholds: readonly number[];
  readonly rates: readonly (readonly Rate[])[];
  readonly labels: readonly string[];
}

function Numbers({ thresholds, rates, labels }: NumbersProps) {
  const text = ({ rate, low, high, n }: Rate) =>
    `${percentText(rate, n)} [${percentText(low, n)}, ${percentText(high, n)}]`;
  const rows = thresholds.map((_, i) => i).filter((i) => i % ROWS === 0);
  return (
    <details class="as-table">
      <summary>These rates as a table</summary>
      <Scroll label="Rates by threshold">
        <table class="plain">
          <thead>
            <tr>
              <th scope="col">Threshold</th>
              {labels.map((label) => (
                <th key={label} scope="col" class="number">
                  {label}, %
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((i) => (
              <tr key={i}>
                <th scope="row" class="numbers">
                  {lossText(thresholds[i])}
                </th>
                {rates.map((arm, a) => (
                  <td key={a} class="number">
                    {arm[i].n > 0 ? text(arm[i]) : '–'}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </details>
  );
}
