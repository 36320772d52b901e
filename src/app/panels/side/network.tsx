// What a network is: its diagnosis, its fit, its neurons and its loss, at the end or at the step that the slider is at.
import { useMemo, useState } from 'preact/hooks';
import { diagnose } from '../../../analysis/diagnosis';
import { measuredNeurons, neuronsOf } from '../../../analysis/neurons';
import type { Runs } from '../../../analysis/runs';
import { activeRows } from '../../../reference/network';
import { tableOf, type Table } from '../../../reference/table';
import { countText, lossText } from '../../../results/numbers';
import type { Arm, Study } from '../../../study/arm';
import { LossCurve } from '../../charts/loss_curve';
import { finished } from '../../state/signals';
import { view } from '../../state/view';
import { Fit } from './fit';
import { Neurons } from './neurons';
import { useHistory, type OneRun } from './one_run';
import { Scrubber } from './scrubber';

const WIDEST = 552;
const MARGIN = 32;

interface Props {
  readonly study: Study;
  readonly arm: number;
  readonly seed: number;
  /** With the parameters of its end. */
  readonly one: OneRun;
}

const neuronsIn = (arm: Arm, runs: Runs, table: Table) => {
  const parameters = runs.parameters!;
  return measuredNeurons(arm, neuronsOf(arm, parameters, activeRows(arm, parameters, table)), runs);
};

export function Network({ study, arm: index, seed, one }: Props) {
  const arm = study.arms[index];
  const end = one.runs!;
  const table = useMemo(() => tableOf(arm.task), [arm]);
  const rewinding = useHistory(study, index, seed, one);
  const history = typeof rewinding === 'object' && 'steps' in rewinding ? rewinding : undefined;
  const [at, setAt] = useState<number>();
  const place = at === undefined || !history || at >= history.steps.length - 1 ? undefined : at;
  const shown = place === undefined ? end : history!.runs[place];
  const atEnd = useMemo(() => neuronsIn(arm, end, table), [arm, end, table]);
  const lines = useMemo(() => diagnose(arm, end, atEnd, table), [arm, end, atEnd, table]);
  const neurons = useMemo(
    () => (shown === end ? atEnd : neuronsIn(arm, shown, table)),
    [arm, shown, end, atEnd, table],
  );
  const parameters = shown.parameters!;
  const width = Math.min(WIDEST, document.documentElement.clientWidth - MARGIN);
  return (
    <>
      <ul class="diagnosis">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {end.checkpoints.length > 2 && (
        <Scrubber rewinding={rewinding} place={place} onPlace={setAt} />
      )}
      {parameters.every(Number.isFinite) ? (
        <>
          <Fit arm={arm} parameters={parameters} table={table} neurons={neurons} width={width} />
          <Neurons arm={arm} neurons={neurons} rows={table.rows} parameters={parameters} />
        </>
      ) : (
        place !== undefined && <p class="note">Its parameters are not finite here.</p>
      )}
      <Curve
        arm={arm}
        runs={end}
        threshold={thresholdOf(arm)}
        width={width}
        mark={place === undefined ? undefined : history!.steps[place]}
      />
    </>
  );
}

/** The threshold in force for an arm of the results; what its study says of any other. */
function thresholdOf(arm: Arm): number {
  const inView = finished.value?.study.arms.indexOf(arm) ?? -1;
  if (inView >= 0) return view.value.arms[inView].threshold;
  return 'below' in arm.converged ? arm.converged.below : NaN;
}

interface CurveProps {
  readonly arm: Arm;
  readonly runs: Runs;
  readonly threshold: number;
  readonly width: number;
  /** The step that the slider is at. */
  readonly mark: number | undefined;
}

function Curve({ arm, runs, threshold, width, mark }: CurveProps) {
  const losses = runs.curves ?? runs.finalLoss;
  const steps = useMemo(() => (runs.curves ? runs.checkpoints : [arm.training.steps]), [arm, runs]);
  return (
    <>
      <h3>Loss over its training</h3>
      <LossCurve steps={steps} losses={losses} threshold={threshold} width={width} mark={mark} />
      <p class="axis-name">step, logarithmic</p>
      <details class="as-table">
        <summary>This curve as a table</summary>
        <table class="plain">
          <thead>
            <tr>
              <th scope="col" class="number">
                Step
              </th>
              <th scope="col" class="number">
                Loss
              </th>
            </tr>
          </thead>
          <tbody>
            {steps.map((step, i) => (
              <tr key={step}>
                <td class="number">{countText(step)}</td>
                <td class="number">{lossText(losses[i])}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </>
  );
}
