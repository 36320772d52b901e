// The diverging colour map, for errors and weights: red for negative, white for 0, blue for positive.
import { interpolateRdBu } from 'd3-scale-chromatic';
import { colourTable, type Scale } from './colour_maps';

const diverging = colourTable(interpolateRdBu);

/** A scale centred on 0 that holds these values. */
export function centred(values: ArrayLike<number>): Scale {
  let most = 0;
  for (let i = 0; i < values.length; i++)
    if (Math.abs(values[i]) > most) most = Math.abs(values[i]);
  return { map: diverging, low: -(most || 1), high: most || 1 };
}
