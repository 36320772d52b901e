// A picture of at most 256 colours as a PNG in a data address, not compressed.
// Source: W3C, "Portable Network Graphics (PNG) Specification", third edition; RFC 1950 (zlib), RFC 1951 (stored blocks).
import type { ColourMap } from './colour_maps';

const SIGNATURE = [137, 80, 78, 71, 13, 10, 26, 10];
const MOST_STORED = 65535;

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
    ...chunk('IDAT', stored(rows)),
    ...chunk('IEND', []),
  ];
  return `data:image/png;base64,${btoa(bytes.map((byte) => String.fromCharCode(byte)).join(''))}`;
}

/** A zlib stream of stored blocks. */
function stored(data: Uint8Array): number[] {
  const stream = [0x78, 0x01];
  for (let from = 0; from === 0 || from < data.length; from += MOST_STORED) {
    const block = data.subarray(from, from + MOST_STORED);
    const last = from + MOST_STORED >= data.length ? 1 : 0;
    const size = [block.length & 255, block.length >> 8];
    stream.push(last, ...size, ...size.map((byte) => byte ^ 255));
    for (const byte of block) stream.push(byte);
  }
  return [...stream, ...word(adler(data))];
}

function chunk(name: string, data: readonly number[]): number[] {
  const body = [...Array.from(name, (letter) => letter.charCodeAt(0)), ...data];
  return [...word(data.length), ...body, ...word(crc(body))];
}

/** Four bytes, the highest first. */
const word = (value: number): number[] => [24, 16, 8, 0].map((shift) => (value >>> shift) & 255);

function adler(data: Uint8Array): number {
  let [a, b] = [1, 0];
  for (const byte of data) {
    a = (a + byte) % 65521;
    b = (b + a) % 65521;
  }
  return b * 65536 + a;
}

function crc(bytes: readonly number[]): number {
  let rest = 0xffffffff;
  for (const byte of bytes) {
    rest ^= byte;
    for (let bit = 0; bit < 8; bit++) rest = (rest >>> 1) ^ (rest & 1 ? 0xedb88320 : 0);
  }
  return ~rest;
}
