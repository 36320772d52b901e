// A linear network that should hold a known matrix, such as the taps of a filter or a Fourier transform.
import { useMemo } from 'preact/hooks';
import { centred } from '../../../charts/diverging';
import { inputName } from '../../../charts/target';
import { lossText } from '../../../results/numbers';
import { layoutOf } from '../../../study/layout';
import { Lines } from '../../charts/lines';
import { Matrix, matrixWidth } from '../../charts/matrix';
import { Scroll } from '../../parts/scroll';
import { GAP, Key, Legend, type FitProps } from './fit_parts';

/** A linear network that should hold a known matrix: learned beside target, entry by entry. */
export function Kernel({
  arm,
  parameters,
  target,
  width,
}: FitProps & { target: readonly (readonly number[])[] }) {
  const [{ inputs, units, kernel }] = layoutOf(arm.layers);
  const learned = useMemo(
    () =>
      Array.from({ length: inputs }, (_, i) =>
        Array.from(parameters.subarray(kernel + i * units, kernel + (i + 1) * units)),
      ),
    [parameters],
  );
  const error = useMemo(
    () => learned.map((row, i) => row.map((w, o) => w - target[i][o])),
    [learned],
  );
  const scale = useMemo(() => centred(target.flat()), [target]);
  const errorScale = useMemo(() => centred(error.flat()), [error]);
  const worst = lossText(errorScale.high);
  const position = learned.map((_, i) => i + 1);
  const part = Math.floor((width - 2 * GAP) / 3);
  return (
    <>
      <h3>{units === 1 ? 'Learned and target weights' : 'Learned and target matrix'}</h3>
      {units === 1 ? (
        <>
          <Lines
            lines={[
              { kind: 'stems', look: 'target', x: position, y: target.map(([w]) => w) },
              { kind: 'stems', look: 'fit', x: position, y: learned.map(([w]) => w) },
            ]}
            width={width}
            height={200}
            label="Learned and target weight of each input"
            xAxis="input"
            yAxis="weight"
          />
          <Key />
        </>
      ) : (
        <div class="surfaces" style={{ gap: `${GAP}px` }}>
          {(
            [
              ['Learned', learned, scale],
              ['Target', target, scale],
              ['Error', error, errorScale],
            ] as const
          ).map(([name, rows, of]) => (
            <figure key={name}>
              <figcaption>{name}</figcaption>
              <Matrix rows={rows} scale={of} width={part} label={`${name}, inputs by outputs`} />
              <Legend scale={of} width={matrixWidth(units, part)} />
            </figure>
          ))}
        </div>
      )}
      <p class="note">
        Largest error of a weight: <span class="numbers">{worst}</span>
      </p>
      <details class="as-table">
        <summary>Weights as a table</summary>
        <Scroll label="Learned and target weights">
          <table class="plain">
            <thead>
              <tr>
                <th scope="col">Input</th>
                <th scope="col">Output</th>
                <th scope="col" class="number">
                  Learned
                </th>
                <th scope="col" class="number">
                  Target
                </th>
                <th scope="col" class="number">
                  Error
                </th>
              </tr>
            </thead>
            <tbody>
              {learned.flatMap((row, i) =>
                row.map((w, o) => (
                  <tr key={`${i} ${o}`}>
                    <th scope="row">{inputName(i, inputs)}</th>
                    <td>{o + 1}</td>
                    <td class="number">{w.toFixed(5)}</td>
                    <td class="number">{target[i][o].toFixed(5)}</td>
                    <td class="number">{lossText(error[i][o])}</td>
                  </tr>
                )),
              )}
            </tbody>
          </table>
        </Scroll>
      </details>
    </>
  );
}
