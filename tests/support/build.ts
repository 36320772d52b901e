// Global set-up of the tests that use what is built (dist/cli and dist/page): builds it when a source is newer.

import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';

const root = join(import.meta.dirname, '../..');
const SOURCES = ['src', 'shaders', 'studies', 'index.html', 'vite.config.ts', 'package-lock.json'];

export default async function buildIfOlder(): Promise<void> {
  const newest = Math.max(...SOURCES.map((name) => changed(join(root, name))));
  const targets = [
    { mode: 'production', made: 'dist/page/index.html' },
    { mode: 'cli', made: 'dist/cli/unstuck.js' },
  ];
  for (const { mode, made } of targets) {
    if (changed(join(root, made)) > newest) continue;
    // Without VITEST the configuration is the one for building; see vite.config.ts.
    const vitest = process.env['VITEST'];
    delete process.env['VITEST'];
    try {
      await build({ root, mode, logLevel: 'warn' });
    } finally {
      process.env['VITEST'] = vitest;
    }
  }
}

/** The newest modification below a path in ms, or 0 where there is nothing. */
function changed(path: string): number {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return 0;
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => changed(join(path, name))));
}
