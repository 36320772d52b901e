// Pictures: what zlib and its checksums say of what was written.
import { crc32, inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { spanning } from '../../src/charts/colour_maps';
import { pngAddress } from '../../src/charts/png';

const { map } = spanning([0, 1]);

/** Chunks by name. */
function chunksOf(address: string): Map<string, Buffer> {
  const [head, data] = address.split(',');
  expect(head).toBe('data:image/png;base64');
  const bytes = Buffer.from(data, 'base64');
  expect(bytes.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
  const chunks = new Map<string, Buffer>();
  for (let at = 8; at < bytes.length;) {
    const length = bytes.readUInt32BE(at);
    const body = bytes.subarray(at + 4, at + 8 + length);
    expect(bytes.readUInt32BE(at + 8 + length)).toBe(crc32(body));
    chunks.set(body.toString('latin1', 0, 4), body.subarray(4));
    at += 12 + length;
  }
  return chunks;
}

describe('a picture', () => {
  it.each([
    [3, 2],
    [96, 96],
    [300, 400], // more than one stored block
  ])('of %i by %i comes back', (width, height) => {
    const pixels = Uint8Array.from({ length: width * height }, (_, i) => (i * 7) % 256);
    const chunks = chunksOf(pngAddress(pixels, width, height, map));
    expect([...chunks.keys()]).toEqual(['IHDR', 'PLTE', 'IDAT', 'IEND']);
    expect(chunks.get('IHDR')!.readUInt32BE(0)).toBe(width);
    expect(chunks.get('IHDR')!.readUInt32BE(4)).toBe(height);
    expect([...chunks.get('PLTE')!]).toEqual(map.flat());
    const rows = inflateSync(chunks.get('IDAT')!);
    expect(rows).toHaveLength(height * (width + 1));
    for (let row = 0; row < height; row++) {
      const at = row * (width + 1);
      expect(rows[at]).toBe(0);
      expect([...rows.subarray(at + 1, at + 1 + width)]).toEqual([
        ...pixels.subarray(row * width, (row + 1) * width),
      ]);
    }
  });
});
