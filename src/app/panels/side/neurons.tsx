// The weights of a network grouped by neuron: arrows in the input plane where there are two inputs, and a table.
import type { Neuron } from '../../../analysis/neurons';
import { centred } from '../../../charts/diverging';
import { inputName } from '../../../charts/target';
import { changeText, percentText } from '../../../results/numbers';
import type { Arm } from '../../../study/arm';
import { layoutOf } from '../../../study/layout';
import { Arrows } from '../../charts/arrows';
import { Matrix } from '../../charts/matrix';
import { Scroll } from '../../parts/scroll';
import { Term } from '../../parts/term';

interface Props {
  readonly arm: Arm;
  readonly neurons: readonly Neuron[];
  readonly rows: number;
  readonly parameters: Float32Array;
}

const MOST_COLUMNS = 4;
const weight = (value: number) =>
  Number.isFinite(value) ? value.toFixed(3).replace('-', '−') : 'NaN';
const degrees = ([x, y]: readonly number[]) =>
  `${Math.round((Math.atan2(y, x) * 180) / Math.PI)}°`.replace('-', '−');
const norm = (values: readonly number[]) => Math.hypot(...values);

export function Neurons({ arm, neurons, rows, parameters }: Props) {
  const hidden = neurons.filter(({ outgoing }) => outgoing.length > 0);
  const layouts = layoutOf(arm.layers);
  if (hidden.length === 0) {
    return layouts[0].inputs > 2 ? null : (
      <>
        <h3>Weights</h3>
        <NeuronTable title="" neurons={neurons} rows={rows} />
      </>
    );
  }
  const depth = layouts.length - 1;
  return (
    <>
      <h3>Weights by neuron</h3>
      {Array.from({ length: depth }, (_, l) => {
        const of = hidden.filter(({ layer }) => layer === l + 1);
        const { inputs, units, kernel } = layouts[l];
        return (
          <div key={l} class={inputs === 2 && of.length <= 64 ? 'neurons with-arrows' : 'neurons'}>
            {inputs === 2 ? (
              <Arrows neurons={of} size={152} />
            ) : inputs > 2 ? (
              <Matrix
                rows={Array.from({ length: inputs }, (__, i) =>
                  Array.from(parameters.subarray(kernel + i * units, kernel + (i + 1) * units)),
                )}
                scale={centred(parameters.subarray(kernel, kernel + inputs * units))}
                width={240}
                label={`Kernel of layer ${l + 1}, inputs by neurons`}
              />
            ) : null}
            <NeuronTable title={depth > 1 ? `Layer ${l + 1}` : ''} neurons={of} rows={rows} />
          </div>
        );
      })}
      <p class="note">
        {hidden[0].incoming.length === 2 && 'Arrow: direction and length of the incoming weights. '}
        <span class="plus">Solid, +</span>: adds to the output; <span class="minus">dashed, −</span>
        : takes away.
      </p>
    </>
  );
}

function NeuronTable({
  title,
  neurons,
  rows,
}: {
  title: string;
  neurons: readonly Neuron[];
  rows: number;
}) {
  const [{ incoming, outgoing, bias, slope }] = neurons;
  const inputs = incoming.length;
  const few = inputs <= MOST_COLUMNS;
  const mortal = neurons.some(({ activeRows }) => activeRows !== null);
  const removable = neurons.some(({ rise }) => rise !== undefined);
  return (
    <Scroll label={title || 'Weights by neuron'}>
      <table class="plain neurons-table">
        {title && <caption>{title}</caption>}
        <thead>
          <tr>
            <th scope="col">#</th>
            {few ? (
              incoming.map((_, i) => (
                <th key={i} scope="col" class="number">
                  {neurons[0].layer === 1 ? inputName(i, inputs) : `h${i + 1}`}
                </th>
              ))
            ) : (
              <th scope="col" class="number">
                length in
              </th>
            )}
            {bias !== null && (
              <th scope="col" class="number">
                bias
              </th>
            )}
            {slope !== undefined && (
              <th scope="col" class="number">
                slope
              </th>
            )}
            {inputs === 2 && (
              <th scope="col" class="number">
                angle
              </th>
            )}
            {outgoing.length > 0 && (
              <th scope="col" class="number">
                {outgoing.length === 1 ? 'out' : 'length out'}
              </th>
            )}
            {mortal && (
              <th scope="col" class="number">
                <Term name="activeShare">active</Term>
              </th>
            )}
            {removable && (
              <th scope="col" class="number">
                <Term name="rise">without</Term>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {neurons.map((neuron) => (
            <tr key={neuron.unit} class={neuron.dead ? 'dead' : ''}>
              <th scope="row">{neuron.unit}</th>
              {few ? (
                neuron.incoming.map((w, i) => (
                  <td key={i} class="number">
                    {weight(w)}
                  </td>
                ))
              ) : (
                <td class="number">{weight(norm(neuron.incoming))}</td>
              )}
              {neuron.bias !== null && <td class="number">{weight(neuron.bias)}</td>}
              {neuron.slope !== undefined && <td class="number">{weight(neuron.slope)}</td>}
              {inputs === 2 && <td class="number">{degrees(neuron.incoming)}</td>}
              {outgoing.length > 0 && (
                <td
                  class={`number ${neuron.outgoing.length === 1 ? (neuron.outgoing[0] < 0 ? 'minus' : 'plus') : ''}`}
                >
                  {neuron.outgoing.length === 1
                    ? weight(neuron.outgoing[0])
                    : weight(norm(neuron.outgoing))}
                </td>
              )}
              {mortal && (
                <td class="number">
                  {neuron.activeRows === null
                    ? ''
                    : neuron.dead
                      ? 'dead'
                      : `${percentText(neuron.activeRows / rows, rows)} %`}
                </td>
              )}
              {removable && (
                <td class="number">{neuron.rise === undefined ? '' : changeText(neuron.rise)}</td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
