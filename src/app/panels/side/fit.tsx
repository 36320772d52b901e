// The fit of one network beside the target and the error, drawn as the task's sizes allow.
import { useMemo, useState } from 'preact/hooks';
import { linearTarget } from '../../../charts/target';
import { forward, network } from '../../../reference/network';
import type { Arm } from '../../../study/arm';
import { Kernel } from './fit_kernel';
import { Curve, Scatter } from './fit_lines';
import type { FitProps, Shown } from './fit_parts';
import { Surfaces } from './fit_surfaces';

function predictor({ layers }: Arm, parameters: Float32Array): Shown['predict'] {
  const net = network(layers);
  return (x) => {
    net.h[0].set(x);
    return forward(net, parameters);
  };
}

export function Fit(props: FitProps) {
  const { arm, table } = props;
  const [output, setOutput] = useState(0);
  const predict = useMemo(() => predictor(arm, props.parameters), [arm, props.parameters]);
  const kernel = useMemo(
    () => (arm.layers.length === 1 && table.inputs > 2 ? linearTarget(arm.task) : undefined),
    [arm],
  );
  const chooser = table.outputs > 1 && !kernel && (
    <label class="output-chooser">
      Output{' '}
      <select value={output} onChange={(event) => setOutput(Number(event.currentTarget.value))}>
        {Array.from({ length: table.outputs }, (_, o) => (
          <option key={o} value={o}>
            {o + 1}
          </option>
        ))}
      </select>
    </label>
  );
  const shown = { ...props, predict, output };
  return (
    <>
      {chooser}
      {kernel ? (
        <Kernel {...props} target={kernel} />
      ) : table.inputs === 2 ? (
        <Surfaces {...shown} />
      ) : table.inputs === 1 ? (
        <Curve {...shown} />
      ) : (
        <Scatter {...shown} />
      )}
    </>
  );
}
