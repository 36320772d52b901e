// What one converged network costs when failures are trained again: arms by expected cost, the cheapest first, in a unit to
// choose. A table, one column of which is drawn on a logarithmic axis.
import { useState } from 'preact/hooks';
import {
  byCost,
  costIn,
  costOfThreshold,
  costUnits,
  type ArmCost,
  type CostUnit,
} from '../../../analysis/cost';
import { armColour } from '../../../charts/colours';
import { countText, estimateText, quantityText } from '../../../results/numbers';
import { AxisHead } from '../../parts/axis_head';
import { Scroll } from '../../parts/scroll';
import { Swatch } from '../../parts/swatch';
import { Term } from '../../parts/term';
import { answers } from '../../state/answers';
import { view, type ArmView } from '../../state/view';
import '../../style/answers.css';

export function CostTable() {
  const found = answers.value;
  const { arms } = view.value;
  const [unit, setUnit] = useState<CostUnit>('steps');
  if (!found || found.length !== arms.length) return null;
  const costs = found.map(({ cost }) => cost);
  if (costs.every(({ targets }) => targets === null)) return null;
  if (costs.every((cost) => !costOfThreshold(cost)?.cutOff))
    return (
      <section aria-labelledby="cost-title">
        <h2 id="cost-title">Cost of one success</h2>
        <p class="note">No arm has reached its threshold, so that nothing is known of its price.</p>
      </section>
    );
  const shown = costs.map((cost) => costIn(cost, unit));
  const ends = shown
    .flatMap((cost) => (cost ? [cost.value, cost.low, cost.high] : []))
    .filter((end) => end !== null && end > 0) as number[];
  if (ends.length === 0) ends.push(1); // not known in this unit, or all hit at once: any axis will do
  const low = Math.floor(Math.log10(Math.min(...ends)));
  const high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(...ends))));
  const at = (value: number) =>
    `${100 * Math.min(1, Math.max(0, (Math.log10(value) - low) / (high - low)))}%`;
  const decades = Array.from({ length: high - low + 1 }, (_, i) => low + i);
  return (
    <section aria-labelledby="cost-title">
      <div class="section-head">
        <h2 id="cost-title">Cost of one success</h2>
        <label class="chooser">
          In{' '}
          <select value={unit} onChange={(event) => setUnit(event.currentTarget.value as CostUnit)}>
            {Object.entries(costUnits).map(([name, title]) => (
              <option key={name} value={name}>
                {name === 'flop' ? title : title.toLowerCase()}
              </option>
            ))}
          </select>
        </label>
      </div>
      <p class="note">
        <Term name="expectedCost">Expected cost</Term> of one network that reaches the threshold,
        when those that have not by the <Term name="cutOff">best cut-off</Term> start again;
        95&nbsp;% bootstrap interval.
      </p>
      <Scroll label="Cost of one success by arm">
        <table class="drawn">
          <thead>
            <tr>
              <th scope="col">Arm</th>
              <AxisHead
                drawn="Cost"
                ticks={decades.map((k) => ({ at: at(10 ** k), text: quantityText(10 ** k) }))}
              />
              <th scope="col" class="number">
                {costUnits[unit]}
              </th>
              <th scope="col" class="number">
                Restart at step
              </th>
              <th scope="col" class="number">
                <Term name="ert">ERT, steps</Term>
              </th>
              <th scope="col" class="number">
                <Term name="tries">Tries for 99 %</Term>
              </th>
              <th scope="col" class="number">
                <Term name="rebound">Left again</Term>
              </th>
            </tr>
          </thead>
          <tbody>
            {byCost(costs, unit).map((a) => (
              <Row
                key={a}
                arm={arms[a]}
                arms={arms.length}
                cost={costs[a]}
                shown={shown[a]}
                at={at}
              />
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  );
}

interface RowProps {
  readonly arm: ArmView;
  readonly arms: number;
  readonly cost: ArmCost;
  readonly shown: ReturnType<typeof costIn>;
  readonly at: (value: number) => string;
}

function Row({ arm, arms, cost, shown, at }: RowProps) {
  const target = costOfThreshold(cost);
  return (
    <tr style={{ '--arm': armColour(arm.index, arms) }}>
      <th scope="row">
        <Swatch arm={arm.index} arms={arms} />
        <span class="arm-name" title={arm.label}>
          {arm.label}
        </span>
      </th>
      <td class="axis">
        {shown && (
          <>
            <div
              class="interval"
              style={{
                left: at(shown.low ?? 0),
                width: `calc(${shown.high === null ? '100%' : at(shown.high)} - ${at(shown.low ?? 0)})`,
              }}
            />
            <div class="dot" style={{ left: at(shown.value) }} />
          </>
        )}
      </td>
      <td class="number">{shown ? estimateText(shown, quantityText) : '–'}</td>
      <td class="number">{target?.cutOff ? countText(target.cutOff.step) : '–'}</td>
      <td class="number">{target?.ert ? estimateText(target.ert, quantityText) : '–'}</td>
      <td class="number">{cost.tries ? estimateText(cost.tries, countText) : '–'}</td>
      <td class="number">{target ? countText(target.left) : '–'}</td>
    </tr>
  );
}
