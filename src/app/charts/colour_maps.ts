// Colour maps as tables of 256 colours: viridis for surfaces, red-white-blue centred on 0 for errors and weights.
import { interpolateRdBu, interpolateViridis } from 'd3-scale-chromatic';

export type ColourMap = readonly (readonly [red: number, green: number, blue: number])[];

const table = (interpolate: (t: number) => string): ColourMap =>
  Array.from({ length: 256 }, (_, i) => {
    const text = interpolate(i / 255);
    const parts = text.startsWith('#')
      ? [1, 3, 5].map((at) => parseInt(text.slice(at, at + 2), 16))
      : text.match(/\d+/g)!.map(Number);
    return [parts[0], parts[1], parts[2]];
  });

export const viridis = table(interpolateViridis);
/** Red for negative, blue for positive values. */
export const diverging = table(interpolateRdBu);

export interface Scale {
  readonly map: ColourMap;
  readonly low: number;
  readonly high: number;
}

/** A scale centred on 0 that holds these values. */
export function centred(values: ArrayLike<number>): Scale {
  let most = 0;
  for (let i = 0; i < values.length; i++)
    if (Math.abs(values[i]) > most) most = Math.abs(values[i]);
  return { map: diverging, low: -(most || 1), high: most || 1 };
}

/** A sequential scale over these values. */
export function spanning(values: ArrayLike<number>): Scale {
  let [low, high] = [Infinity, -Infinity];
  for (let i = 0; i < values.length; i++) {
    if (values[i] < low) low = values[i];
    if (values[i] > high) high = values[i];
  }
  return low < high ? { map: viridis, low, high } : { map: viridis, low: low - 1, high: low + 1 };
}

/** The colour of a value; values that are not finite are the middle grey. */
export function colourOf(
  { map, low, high }: Scale,
  value: number,
): readonly [number, number, number] {
  const at = Math.round(((value - low) / (high - low)) * 255);
  return Number.isFinite(at) ? map[Math.min(255, Math.max(0, at))] : [128, 128, 128];
}

/** A scale as a CSS gradient, low to high. */
export const gradient = ({ map }: Scale): string =>
  `linear-gradient(to right, ${[0, 32, 64, 96, 128, 160, 192, 224, 255].map((i) => `rgb(${map[i].join(' ')})`).join(', ')})`;
