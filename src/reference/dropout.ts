// The CPU twin of the masks in shaders/forward.wgsl: the same draws, compared with the same thresholds.
import { uniformDraw } from '../random/draws';
import { streams } from '../random/streams';
import type { Dropout } from '../study/arm';
import { layerMasks, maskDraws } from '../study/training/dropout';
import type { Network } from './network';

/** Sets the masks of a network: `draw` to those of a run's sample s at step t, `clear` to none. */
export function drawMasks(net: Network, dropout: Dropout) {
  const laws = layerMasks(net.layers, dropout);
  const draws = maskDraws(net.layers);
  const masks = laws.map(({ keepFirst }) => new Float64Array(keepFirst.length));
  return {
    draw(studySeed: number, seed: number, t: number, s: number) {
      laws.forEach(({ first, keep, keepFirst, scale }, l) => {
        let none = true;
        for (let o = 0; o < keepFirst.length; o++) {
          const u = uniformDraw(studySeed, seed, streams.DROPOUT, t, (s * draws + first + o) >>> 0);
          const kept: boolean = u < (none ? keepFirst[o] : keep);
          masks[l][o] = kept ? scale : 0;
          none &&= !kept;
        }
        net.masks[l] = masks[l];
      });
    },
    clear: () => net.masks.fill(null),
  };
}
