// A fit over two inputs: three heat maps, fit and target on one scale, the error centred on 0.
import { useMemo } from 'preact/hooks';
import type { Neuron } from '../../../analysis/neurons';
import { spanning } from '../../../charts/colour_maps';
import { roundLevels } from '../../../charts/contours';
import { centred } from '../../../charts/diverging';
import { sampleSurface } from '../../../charts/grid';
import { domainOf, targetOf } from '../../../charts/target';
import type { Arm } from '../../../study/arm';
import { hiddenLayers } from '../../../study/facts';
import { Surface, type Fold } from '../../charts/surface';
import { Term } from '../../parts/term';
import { GAP, Legend, pointsOf, type Shown } from './fit_parts';

export function Surfaces({ arm, predict, output, table, neurons, width }: Shown) {
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
  const folds = useMemo(() => foldsOf(arm, neurons), [arm, neurons]);
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

/** Where neurons of the first hidden layer switch; only activations with a kink at zero have a fold. */
function foldsOf(arm: Arm, neurons: readonly Neuron[]): Fold[] {
  const [first] = hiddenLayers(arm);
  // the sums of a CReLU fold in the layer of their halves
  if (!first?.kinked && !arm.layers[1]?.halves) return [];
  return neurons
    .filter(({ layer }) => layer === 1)
    .map(({ unit, incoming: [a, b], bias, dead }) => ({
      a,
      b,
      c: bias ?? 0,
      name: String(unit),
      faint: dead,
    }));
}
