// Loss over time: for each arm, how many runs have which loss at which step, with quantiles drawn on top.
import { quantileOf } from '../../../analysis/histogram';
import { FAN } from '../../../analysis/incidence';
import type { Runs } from '../../../analysis/runs';
import { densityExtent } from '../../../charts/density';
import { countText, lossText } from '../../../results/numbers';
import { armShown, DensityPlot } from '../../charts/density';
import { inTheirOrder, Multiples } from '../../parts/multiples';
import { Scroll } from '../../parts/scroll';
import { Swatch } from '../../parts/swatch';
import { Term } from '../../parts/term';
import { finished } from '../../state/signals';
import { view } from '../../state/view';

export function LossOverTime() {
  const results = finished.value;
  const { arms } = view.value;
  if (!results) return null;
  const runs = results.arms.map((arm) => arm.runs);
  const shown = [...runs.keys()].filter((a) => armShown(runs[a]));
  if (shown.length === 0) return null;
  const extent = densityExtent(shown.map((a) => runs[a]));
  return (
    <section aria-labelledby="time-title">
      <h2 id="time-title">Loss over time</h2>
      <p class="note">
        Share of runs by loss at each recorded step, both logarithmic, brighter for more; lines are
        the <Term name="quantiles">quantiles</Term> 5, 25, 50, 75 and 95&nbsp;%.
      </p>
      <Multiples arms={inTheirOrder(shown)}>
        {(a) => (
          <figure class="multiple">
            <figcaption>
              <Swatch arm={a} arms={arms.length} /> <span class="arm-name">{arms[a].label}</span>
              <span class="hover-text">n = {countText(runs[a].finalLoss.length)}</span>
            </figcaption>
            <DensityPlot
              runs={runs[a]}
              extent={extent}
              threshold={arms[a].threshold}
              label={`Loss over time of ${arms[a].label}: median ${lossText(quantileOf(runs[a].density.at(-1)!, 0.5))} at the end`}
            />
          </figure>
        )}
      </Multiples>
      <details class="as-table">
        <summary>These quantiles as a table</summary>
        {shown.map((a) => (
          <QuantileTable key={a} label={arms[a].label} runs={runs[a]} />
        ))}
      </details>
    </section>
  );
}

function QuantileTable({ label, runs }: { label: string; runs: Runs }) {
  return (
    <Scroll label={`Quantiles of the loss of ${label}`}>
      <table class="plain">
        <caption>{label}</caption>
        <thead>
          <tr>
            <th scope="col" class="number">
              Step
            </th>
            {FAN.map((p) => (
              <th key={p} scope="col" class="number">
                {100 * p} %
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {runs.checkpoints.map((step, c) => (
            <tr key={step}>
              <th scope="row" class="number">
                {countText(step)}
              </th>
              {FAN.map((p) => (
                <td key={p} class="number">
                  {lossText(quantileOf(runs.density[c], p))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
