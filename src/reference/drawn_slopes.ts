// The CPU twin of the slopes that shaders/forward.wgsl draws.
import { uniformDraw } from '../random/draws';
import { streams } from '../random/streams';
import type { Layer } from '../study/arm';
import { unitCount } from '../study/layout';
import { slopeLaws } from '../study/training/drawn_slopes';
import type { Network } from './network';

/** Sets the drawn slopes of a network: `draw` to those of a run's sample s at step t, `clear` to none. */
export function drawSlopes(net: Network, layers: readonly Layer[]) {
  const draws = unitCount(layers);
  const laws = slopeLaws(layers);
  return {
    draw(studySeed: number, seed: number, t: number, s: number) {
      laws.forEach((law, l) => {
        if (!law) return;
        net.drawn[l] = Float64Array.from({ length: layers[l].units }, (_, o) => {
          const index = (s * draws + law.first + o) >>> 0;
          return law.lower + law.width * uniformDraw(studySeed, seed, streams.SLOPE, t, index);
        });
      });
    },
    clear: () => net.drawn.fill(null),
  };
}
