// A picture of at most 256 colours as a PNG in a data address.
// Source: W3C, "Portable Network Graphics (PNG) Specification", third edition.
import { zlibSync } from 'fflate';
import type { ColourMap } from './colour_maps';

const SIGNATURE = [137, 80, 78, 71, 13, 10, 26, 10];

/**
 * @param pixels [row][column] indices into the colours
 * @returns an address that begins with data:image/png;base64
 */
export function pngAddress(
  pixels: Uint8Array,
  width: number,
  height: number,
  colours: ColourMap,
): string {
  const rows = new Uint8Array(height * (width + 1)); // each row begins with its filter: none
  for (let row = 0; row < height; row++)
    rows.set(pixels.subarray(row * width, (row + 1) * width), row * (width + 1) + 1);
  const bytes = [
    ...SIGNATURE,
    ...chunk('IHDR', [...word(width), ...word(height), 8, 3, 0, 0, 0]),
    ...chunk('PLTE', colours.flat()),
    ...chunk('IDAT', zlibSync(rows, { level: 9 })),
    ...chunk('IEND', []),
  ];
  return `data:image/png;base64,${btoa(bytes.map((byte) => String.fromCharCode(byte)).join(''))}`;
}

function chunk(name: string, data: ArrayLike<number> & Iterable<number>): number[] {
  const body = [...Array.from(name, (letter) => letter.charCodeAt(0)), ...data];
  return [...word(data.length), ...body, ...word(crc(body))];
}

/** Four bytes, the highest first. */
const word = (value: number): number[] => [24, 16, 8, 0].map((shift) => (value >>> shift) & 255);

function crc(bytes: readonly number[]): number {
  let rest = 0xffffffff;
  for (const byte of bytes) {
    rest ^= byte;
    for (let bit = 0; bit < 8; bit++) rest = (rest >>> 1) ^ (rest & 1 ? 0xedb88320 : 0);
  }
  return ~rest;
}
