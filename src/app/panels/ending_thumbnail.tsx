// What the best network of a level computes, small: a surface over two inputs, a curve over one, else its loss.
import { useMemo } from 'preact/hooks';
import type { Ending } from '../../analysis/landscape';
import type { Scale } from '../../charts/colour_maps';
import { roundLevels } from '../../charts/contours';
import { sampleSurface } from '../../charts/grid';
import { domainOf, targetOf } from '../../charts/target';
import { forward, network, predict } from '../../reference/network';
import { lossText } from '../../results/numbers';
import type { Study } from '../../study/arm';
import { inputsOf, outputsOf } from '../../study/catalogues/tasks';
import { Lines } from '../charts/lines';
import { Surface } from '../charts/surface';

const SIZE = 128;
const POINTS = 97;

interface Props {
  readonly study: Study;
  readonly ending: Ending;
  /** The colours of the target, where the task has one over two inputs. */
  readonly scale: Scale | undefined;
}

export function Thumbnail({ study, ending, scale }: Props) {
  const { task, layers } = study.arms[ending.best[0].arm];
  const drawn = useMemo(() => {
    const [parameters] = ending.networks;
    if (!parameters) return undefined;
    const domain = domainOf(task);
    if (scale) {
      const net = network(layers);
      const values = sampleSurface((x) => {
        net.h[0].set(x);
        return forward(net, parameters)[0];
      }, domain);
      return { kind: 'surface', values, domain } as const;
    }
    if (inputsOf(task) !== 1 || outputsOf(task) !== 1) return undefined;
    const [{ low, high }] = domain;
    const x = Array.from({ length: POINTS }, (_, i) => low + (i / (POINTS - 1)) * (high - low));
    const target = targetOf(task);
    const wanted = target
      ? { kind: 'line' as const, x, y: x.map((v) => target([v])[0]) }
      : task.kind === 'rows'
        ? { kind: 'dots' as const, x: task.x.map(([v]) => v), y: task.y.map(([v]) => v) }
        : undefined;
    return { kind: 'curve', x, y: predict(layers, parameters, x), wanted } as const;
  }, [ending, scale]);
  if (drawn?.kind === 'surface' && scale)
    return (
      <Surface
        values={drawn.values}
        scale={scale}
        domain={drawn.domain}
        size={SIZE}
        levels={roundLevels(scale.low, scale.high)}
        label="Its output over both inputs"
      />
    );
  if (drawn?.kind === 'curve')
    return (
      <Lines
        lines={[
          ...(drawn.wanted ? [{ ...drawn.wanted, look: 'target' as const }] : []),
          { kind: 'line', look: 'fit', x: drawn.x, y: drawn.y },
        ]}
        width={SIZE}
        height={SIZE}
        label="Its output over the input, and the target"
        bare
      />
    );
  return <span class="ending-blank numbers">{lossText(ending.loss)}</span>;
}
