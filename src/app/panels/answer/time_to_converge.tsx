// When runs converge: the cumulative incidence of each arm over the steps, with stuck and diverged runs as what can happen
// instead.
import { wilson } from '../../../analysis/statistics';
import { placeOfStep } from '../../../charts/axes';
import { countText, percentText } from '../../../results/numbers';
import { RateLines } from '../../charts/rate_lines';
import { Scroll } from '../../parts/scroll';
import { Term } from '../../parts/term';
import { answers } from '../../state/answers';
import { view } from '../../state/view';
import '../../style/answers.css';

export function TimeToConverge() {
  const found = answers.value;
  const { arms } = view.value;
  if (!found || found.length !== arms.length) return null;
  const shown = arms.flatMap((arm, a) => {
    const { incidence, cost } = found[a];
    return incidence && arm.rate.n > 0 ? [{ arm, incidence, steps: cost.checkpoints }] : [];
  });
  if (shown.length === 0) return null;
  if (shown.every(({ incidence }) => incidence.converged.every((count) => count === 0)))
    return (
      <section aria-labelledby="incidence-title">
        <h2 id="incidence-title">Time to converge</h2>
        <p class="note">No run of any arm has converged to stay.</p>
      </section>
    );
  // the axis begins at the last step by which no run of any arm has converged
  const start = Math.min(
    ...shown.map(({ incidence, steps }) =>
      Math.max(0, ...steps.filter((_, c) => incidence.converged[c] === 0)),
    ),
  );
  const lines = shown.map(({ arm, incidence, steps }) => {
    const from = steps.findIndex((step) => step >= start);
    const rates = incidence.converged.slice(from).map((count) => wilson(count, arm.rate.n));
    return {
      arm: arm.index,
      label: arm.label,
      x: steps.slice(from).map(placeOfStep),
      rate: rates.map(({ rate }) => rate),
      low: rates.map(({ low }) => low),
      high: rates.map(({ high }) => high),
    };
  });
  const { n } = shown[0].arm.rate;
  return (
    <section aria-labelledby="incidence-title">
      <h2 id="incidence-title">Time to converge</h2>
      <p class="note">
        <Term name="incidence">Cumulative incidence</Term>: share of all runs that have converged to
        stay, by step, with 95&nbsp;% intervals; n&nbsp;=&nbsp;{countText(n)} an arm.
      </p>
      <RateLines
        lines={lines}
        arms={arms.length}
        xAxis="Step"
        label="Share of runs converged by step"
      />
      <details class="as-table">
        <summary>These shares as a table, with stuck and diverged</summary>
        {shown.map(({ arm, incidence, steps }) => (
          <Scroll key={arm.index} label={`Outcomes of ${arm.label} by step`}>
            <table class="plain">
              <caption>{arm.label}</caption>
              <thead>
                <tr>
                  {['Step', 'Converged, %', 'Low', 'High', 'Stuck, %', 'Diverged, %'].map(
                    (head) => (
                      <th key={head} scope="col" class="number">
                        {head}
                      </th>
                    ),
                  )}
                </tr>
              </thead>
              <tbody>
                {steps.map((step, c) => {
                  const { rate, low, high } = wilson(incidence.converged[c], arm.rate.n);
                  const others = [incidence.stuck[c], incidence.diverged[c]];
                  const shares = [rate, low, high, ...others.map((count) => count / arm.rate.n)];
                  return (
                    <tr key={step}>
                      <th scope="row" class="number">
                        {countText(step)}
                      </th>
                      {shares.map((share, i) => (
                        <td key={i} class="number">
                          {percentText(share, arm.rate.n)}
                        </td>
                      ))}
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </Scroll>
        ))}
      </details>
    </section>
  );
}
