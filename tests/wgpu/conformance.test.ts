// Every case on wgpu: Deno processes share them, and here what they found is looked at.
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ended, startDeno } from '../support/deno';
import { cases, deviceCase, type Outcome } from './cases';

/** wgpu compiles on one thread, so that one process leaves the second core idle. */
const PROCESSES = 2;

const root = join(import.meta.dirname, '../..');
// below the project, so that Deno finds its node_modules
const folder = mkdtempSync(join(root, 'node_modules/.unstuck-wgpu-'));
const children: ChildProcess[] = [];
let outcomes: Outcome[];
let failures: Outcome['failures'];

async function outcomeOf(process: number): Promise<Outcome> {
  const args = [process, PROCESSES].map(String);
  const script = join(folder, 'all_cases.js');
  const child = await startDeno(script, args, ['ignore', 'pipe', 'inherit']);
  children.push(child);
  let text = '';
  child.stdout!.setEncoding('utf8').on('data', (part: string) => (text += part));
  expect(await ended(child)).toBe(0);
  return JSON.parse(text) as Outcome;
}

beforeAll(async () => {
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    build: { ssr: join(import.meta.dirname, 'all_cases.ts'), outDir: folder },
    ssr: { noExternal: true, external: ['webgpu'] },
  });
  outcomes = await Promise.all(Array.from({ length: PROCESSES }, (_, k) => outcomeOf(k)));
  failures = Object.assign({}, ...outcomes.map((outcome) => outcome.failures)) as typeof failures;
}, 600_000);

afterAll(() => {
  children.forEach((child) => child.kill());
  rmSync(folder, { recursive: true, force: true });
});

test('it is the WebGPU of Deno', () => {
  for (const { adapter } of outcomes) expect(adapter).toMatch(/^WebGPU of this runtime: .+/);
});

const devices = Array.from({ length: PROCESSES }, (_, k) => deviceCase(k));
test.for([...cases.map(({ name }) => name), ...devices])('%s', (name) => {
  expect(failures).toHaveProperty([name], null);
});
