// The CPU twin of shaders/backward.wgsl: textbook gradients in float64.
import type { BoundLoss } from '../study/catalogues/losses';
import type { Network, Weights } from './network';

/** Adds one sample's gradient, less the loss's factor, to g. Follows `forward` of the same sample. */
export function backward(
  { layers, z, a, h, d, masks, drawn }: Network,
  w: Weights,
  y: Float64Array,
  loss: BoundLoss,
  g: Float64Array,
): void {
  for (let l = layers.length - 1; l >= 0; l--) {
    const { inputs, units, kernel, biasAt, slopesAt, bias, slopes, row, df, args, trainable } =
      layers[l];
    const chosen = drawn[l];
    for (let o = 0; o < units; o++) {
      const dh =
        l === layers.length - 1
          ? loss.slope(h[l + 1][o], y[o])
          : slopeAbove(layers[l + 1], w, d[l + 1], o);
      const da = masks[l] ? dh * masks[l]![o] : dh;
      if (slopes !== undefined) args[0] = w[slopesAt + o];
      const dz = da * df(z[l][o], a[l][o], chosen ? [chosen[o]] : args);
      d[l][o] = dz;
      if (!trainable) continue;
      for (let i = 0; i < inputs; i++) g[kernel + i * units + o] += dz * h[l][i];
      if (bias) g[biasAt + o] += dz;
      if (row.learned) g[slopesAt + o] += da * row.learned.d(z[l][o]);
    }
  }
}

/** The slope of the loss in what unit o hands on, from the slopes d of the layer above. */
function slopeAbove(
  { kernel, units }: Network['layers'][number],
  w: Weights,
  d: Float64Array,
  o: number,
) {
  let dh = 0;
  for (let next = 0; next < units; next++) dh += w[kernel + o * units + next] * d[next];
  return dh;
}
