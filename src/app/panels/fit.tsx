// The fit of one network beside the target and the error, drawn as the task's sizes allow.
import { Scroll } from '../scroll';
import { useMemo, useState } from 'preact/hooks';
import type { Neuron } from '../../analysis/neurons';
import { forward, network } from '../../reference/network';
import type { Table } from '../../reference/table';
import { lossText } from '../../results/numbers';
import type { Arm } from '../../study/arms';
import { layoutOf } from '../../study/layout';
import { centred, gradient, spanning, type Scale } from '../charts/colour_maps';
import { roundLevels } from '../charts/contours';
import { Lines } from '../charts/lines';
import { Matrix } from '../charts/matrix';
import { sampleSurface, Surface, type Fold, type Point } from '../charts/surface';
import { domainOf, inputName, linearTarget, targetOf } from '../charts/target';
import { Term } from '../term';

export interface FitProps {
  readonly arm: Arm;
  readonly parameters: Float32Array;
  readonly table: Table;
  readonly neurons: readonly Neuron[];
  readonly width: number;
}

type Predict = (x: readonly number[]) => ArrayLike<number>;

function predictor({ layers }: Arm, parameters: Float32Array): Predict {
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

interface Shown extends FitProps {
  readonly predict: Predict;
  readonly output: number;
}

const GAP = 8;

function Surfaces({ arm, predict, output, table, neurons, width }: Shown) {
  const size = Math.floor((width - 2 * GAP) / 3);
  const drawn = useMemo(() => {
    const domain = domainOf(arm.task);
    const target = targetOf(arm.task);
    const fit = sampleSurface((x) => predict(x)[output], domain);
    const wanted = target && sampleSurface((x) => target(x)[output], domain);
    const points = target ? [] : pointsOf(table, output, (_, y) => y);
    const misses = target ? [] : pointsOf(table, output, (x, y) => predict(x)[output] - y);
    const scale = spanning(wanted ?? points.map(({ value }) => value));
    const error = wanted && fit.map((value, i) => value - wanted[i]);
    return {
      domain,
      fit,
      wanted,
      error,
      points,
      misses,
      scale,
      errorScale: centred(error ?? misses.map(({ value }) => value)),
    };
  }, [arm, predict, output]);
  const folds = useMemo(() => foldsOf(neurons), [neurons]);
  const { scale, errorScale, domain } = drawn;
  const levels = roundLevels(scale.low, scale.high);
  const common = { domain, size };
  return (
    <div class="surfaces" style={{ gap: `${GAP}px` }}>
      <figure>
        <figcaption>
          Fit
          {folds.length > 0 && (
            <>
              , <Term name="fold">folds</Term>
            </>
          )}
        </figcaption>
        <Surface
          {...common}
          values={drawn.fit}
          scale={scale}
          levels={levels}
          folds={folds}
          label="The network's output over both inputs, with the lines on which its neurons switch"
        />
        <Legend scale={scale} width={size} />
      </figure>
      <figure>
        <figcaption>Target</figcaption>
        <Surface
          {...common}
          values={drawn.wanted}
          scale={scale}
          levels={levels}
          points={drawn.points}
          label="The target over both inputs"
        />
        <Legend scale={scale} width={size} />
      </figure>
      <figure>
        <figcaption>
          <Term name="fitError">Error</Term>
        </figcaption>
        <Surface
          {...common}
          values={drawn.error}
          scale={errorScale}
          points={drawn.misses}
          label="Fit minus target over both inputs"
        />
        <Legend scale={errorScale} width={size} />
      </figure>
    </div>
  );
}

function Legend({ scale, width }: { scale: Scale; width: number }) {
  const text = (value: number) => Number(value.toPrecision(3)).toString().replace('-', '−');
  return (
    <div class="colour-legend numbers" style={{ width: `${width}px` }}>
      <div style={{ background: gradient(scale) }} />
      <span>{text(scale.low)}</span>
      <span>{text(scale.high)}</span>
    </div>
  );
}

function pointsOf(
  { values, inputs, outputs, rows }: Table,
  output: number,
  value: (x: readonly number[], y: number) => number,
): Point[] {
  return Array.from({ length: Math.min(rows, 2000) }, (_, row) => {
    const at = row * (inputs + outputs);
    const x = Array.from(values.subarray(at, at + inputs));
    return { x: x[0], y: x[1], value: value(x, values[at + inputs + output]) };
  });
}

/** Where neurons of the first layer switch; only activations with a kink have a fold. */
const foldsOf = (neurons: readonly Neuron[]): Fold[] =>
  neurons
    .filter(
      ({ layer, outgoing, activation }) =>
        layer === 1 && outgoing.length > 0 && /relu|elu|selu/.test(activation),
    )
    .map(({ unit, incoming: [a, b], bias, activeRows }) => ({
      a,
      b,
      c: bias ?? 0,
      name: String(unit),
      faint: activeRows === 0,
    }));

const CURVE_POINTS = 241;

function Curve({ arm, predict, output, table, width }: Shown) {
  const [{ low, high }] = domainOf(arm.task);
  const target = targetOf(arm.task);
  const x = Array.from(
    { length: CURVE_POINTS },
    (_, i) => low + (i / (CURVE_POINTS - 1)) * (high - low),
  );
  const data = pointsOf(table, output, (_, y) => y);
  const lines = [
    target
      ? ({ kind: 'line', look: 'target', x, y: x.map((v) => target([v])[output]) } as const)
      : ({
          kind: 'dots',
          look: 'data',
          x: data.map((p) => p.x),
          y: data.map((p) => p.value),
        } as const),
    { kind: 'line', look: 'fit', x, y: x.map((v) => predict([v])[output]) } as const,
  ];
  return (
    <>
      <h3>Fit and target</h3>
      <Lines
        lines={lines}
        width={width}
        height={220}
        label="The network's output and the target over the input"
        xAxis="x"
        yAxis="output"
      />
      <Key />
    </>
  );
}

const Key = () => (
  <p class="key">
    <span class="key-fit" /> fit <span class="key-target" /> target
  </p>
);

/** A linear network that should hold a known matrix: learned beside target, entry by entry. */
function Kernel({
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
              <Legend scale={of} width={part} />
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

/** For many inputs: what the network says of each row against what it should say. */
function Scatter({ predict, output, table, width }: Shown) {
  const { values, inputs, outputs, rows } = table;
  const points = Array.from({ length: Math.min(rows, 1000) }, (_, row) => {
    const at = row * (inputs + outputs);
    return {
      x: values[at + inputs + output],
      y: predict(Array.from(values.subarray(at, at + inputs)))[output],
    };
  });
  const x = points.map((p) => p.x);
  const ends = [Math.min(...x), Math.max(...x)];
  return (
    <>
      <h3>Fit against target, each row</h3>
      <Lines
        lines={[
          { kind: 'line', look: 'target', x: ends, y: ends },
          { kind: 'dots', look: 'fit', x, y: points.map((p) => p.y) },
        ]}
        width={width}
        height={260}
        label="The network's output against the target for each row of the table"
        xAxis="target"
        yAxis="fit"
      />
    </>
  );
}
