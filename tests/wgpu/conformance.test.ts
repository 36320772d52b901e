// Every case on wgpu: one Deno process runs them all, and here its outcome is looked at.
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ended, startDeno } from '../support/deno';
import { cases, DEVICE, type Outcome } from './cases';

const root = join(import.meta.dirname, '../..');
// below the project, so that Deno finds its node_modules
const folder = mkdtempSync(join(root, 'node_modules/.unstuck-wgpu-'));
let child: ChildProcess | undefined;
let outcome: Outcome;

beforeAll(async () => {
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    build: { ssr: join(import.meta.dirname, 'all_cases.ts'), outDir: folder },
    ssr: { noExternal: true, external: ['webgpu'] },
  });
  child = await startDeno(join(folder, 'all_cases.js'), [], ['ignore', 'pipe', 'inherit']);
  let text = '';
  child.stdout!.setEncoding('utf8').on('data', (part: string) => (text += part));
  expect(await ended(child)).toBe(0);
  outcome = JSON.parse(text) as Outcome;
}, 600_000);

afterAll(() => {
  child?.kill();
  rmSync(folder, { recursive: true, force: true });
});

test('it is the WebGPU of Deno', () => {
  expect(outcome.adapter).toMatch(/^WebGPU of this runtime: .+/);
});

test.for([...cases.map(({ name }) => name), DEVICE])('%s', (name) => {
  expect(outcome.failures).toHaveProperty([name], null);
});
