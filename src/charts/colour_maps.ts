// Colour maps as tables of 256 colours, and the scales that use them: viridis for surfaces.
import { interpolateViridis } from 'd3-scale-chromatic';

export type ColourMap = readonly (readonly [red: number, green: number, blue: number])[];

/** 256 colours of an interpolator. */
export const colourTable = (interpolate: (t: number) => string): ColourMap =>
  Array.from({ length: 256 }, (_, i) => {
    const text = interpolate(i / 255);
    const parts = text.startsWith('#')
      ? [1, 3, 5].map((at) => parseInt(text.slice(at, at + 2), 16))
      : text.match(/\d+/g)!.map(Number);
    return [parts[0], parts[1], parts[2]];
  });

const viridis = colourTable(interpolateViridis);

export interface Scale {
  readonly map: ColourMap;
  readonly low: number;
  readonly high: number;
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
export function colourOf(scale: Scale, value: number): readonly [number, number, number] {
  return Number.isFinite(value) ? scale.map[indexOf(scale, value)] : [128, 128, 128];
}

/** The place of a value among the map's colours, 0 .. 255; the lowest for a value that is not finite. */
export function indexOf({ low, high }: Scale, value: number): number {
  const at = Math.round(((value - low) / (high - low)) * 255);
  return Number.isFinite(at) ? Math.min(255, Math.max(0, at)) : 0;
}

/** A scale as a CSS gradient, low to high. */
export const gradient = ({ map }: Scale): string =>
  `linear-gradient(to right, ${[0, 32, 64, 96, 128, 160, 192, 224, 255].map((i) => `rgb(${map[i].join(' ')})`).join(', ')})`;
