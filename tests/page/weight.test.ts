// What a browser loads before the page can be used.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';

const built = join(import.meta.dirname, '../../dist/page');

it('is at most 120 kB of script, compressed', () => {
  const html = readFileSync(join(built, 'index.html'), 'utf8');
  const scripts = [...html.matchAll(/(?:src|href)="([^"]+\.js)"/g)].map(([, path]) => path);
  expect(scripts.length).toBeGreaterThan(1);
  const bytes = scripts.map((path) => gzipSync(readFileSync(join(built, path))).length);
  expect(bytes.reduce((a, b) => a + b)).toBeLessThan(120_000);
});
