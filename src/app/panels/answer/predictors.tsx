// What predicts at the start how a run ends: the rate of one arm's runs by what was measured of them before training. A table,
// one column of which is drawn.
import { useState } from 'preact/hooks';
import { binText, type Predictor, type PredictorBin } from '../../../analysis/predictors';
import { armColour } from '../../../charts/colours';
import { countText, percentText } from '../../../results/numbers';
import { facts } from '../../../study/facts';
import { ArmChooser } from '../../parts/arm_chooser';
import { AxisHead, percentTicks } from '../../parts/axis_head';
import { Scroll } from '../../parts/scroll';
import { Defined } from '../../parts/term';
import { answers } from '../../state/answers';
import { view } from '../../state/view';
import '../../style/answers.css';

const percent = (share: number) => `${(100 * share).toFixed(2)}%`;

export function Predictors() {
  const found = answers.value;
  const { arms } = view.value;
  const [chosen, setChosen] = useState(0);
  if (!found || found.length !== arms.length) return null;
  if (found.every(({ predictors }) => predictors.length === 0)) return null;
  const arm = arms[Math.min(chosen, arms.length - 1)];
  const { predictors } = found[arm.index];
  const { converged = 0 } = arm.counts ?? {};
  const why =
    converged === 0
      ? 'No run of this arm has converged: there is nothing to predict.'
      : converged === arm.rate.n
        ? 'All runs of this arm have converged: there is nothing to predict.'
        : predictors.length === 0
          ? 'Nothing that was measured differs between its runs.'
          : undefined;
  return (
    <section aria-labelledby="predictors-title">
      <div class="section-head">
        <h2 id="predictors-title">What predicts success at the start</h2>
        {arms.length > 1 && (
          <ArmChooser text="Of" arms={arms} chosen={arm.index} onChoose={setChosen} />
        )}
      </div>
      <p class="note">
        Rate of the runs by what was measured before the first step, with 95&nbsp;% intervals;
        n&nbsp;= {countText(arm.rate.n)}.
      </p>
      {why ? (
        <p class="note">{why}</p>
      ) : (
        <Scroll label={`Rates of ${arm.label} by what was measured at the start`}>
          <table class="drawn" style={{ '--arm': armColour(arm.index, arms.length) }}>
            <thead>
              <tr>
                <th scope="col">Measured</th>
                <AxisHead drawn="Rate" ticks={percentTicks([0, 50, 100])} />
                <th scope="col" class="number">
                  Converged, %
                </th>
                <th scope="col" class="number">
                  Runs
                </th>
              </tr>
            </thead>
            {predictors.map((predictor) => (
              <Bins key={predictor.fact} {...predictor} />
            ))}
          </table>
        </Scroll>
      )}
    </section>
  );
}

function Bins({ fact, bins }: Predictor) {
  return (
    <tbody>
      <tr class="group">
        <th scope="rowgroup" colSpan={4}>
          <Defined text={facts[fact].rule}>{facts[fact].title}</Defined>
        </th>
      </tr>
      {bins.map((bin) => (
        <Row key={bin.from} fact={fact} bin={bin} />
      ))}
    </tbody>
  );
}

function Row({ fact, bin }: { fact: Predictor['fact']; bin: PredictorBin }) {
  const { low, high, converged, runs } = bin;
  return (
    <tr>
      <th scope="row" class="bin numbers">
        {binText(fact, bin)}
      </th>
      <td class="axis">
        <Drawn low={low} rate={converged / runs} high={high} />
      </td>
      <td class="number">
        {percentText(converged / runs, runs)} [{percentText(low, runs)}, {percentText(high, runs)}]
      </td>
      <td class="number">{countText(runs)}</td>
    </tr>
  );
}

const Drawn = ({ low, rate, high }: { low: number; rate: number; high: number }) => (
  <>
    <div class="interval" style={{ left: percent(low), width: percent(high - low) }} />
    <div class="dot" style={{ left: percent(rate) }} />
  </>
);
