// Runs the built command line as a child process, as a user would.
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';

const built = join(import.meta.dirname, '../../dist/cli/unstuck.js');

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  /** Without what a Vulkan loader, Mesa and Dawn write there of their own where they are installed. */
  readonly stderr: string;
}

const ofDrivers =
  /^(error: XDG_RUNTIME_DIR .*|Warning: (vk|Vulkan |loader_).*| - While initializing adapter .*| {4}at \w+ \(.*\/dawn\/.*\)|)\n/gm;

export interface ChildOptions {
  /** Written to its standard input. */
  readonly input?: string;
  readonly env?: Record<string, string>;
  /** Instead of the built command line. */
  readonly program?: string;
  /** Its reader goes away before it writes. */
  readonly brokenPipe?: boolean;
  /** Called once it runs, with a function that sends Ctrl-C. */
  readonly started?: (interrupt: () => void) => void;
}

/** Runs `unstuck ...args` to its end. */
export function unstuck(
  args: readonly string[],
  { input, env, program = built, brokenPipe, started }: ChildOptions = {},
): Promise<Ended> {
  const child = spawn(process.execPath, [program, ...args], { env: { ...process.env, ...env } });
  const text = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (part: string) => (text[name] += part));
  }
  if (brokenPipe) child.stdout.destroy();
  child.stdin.on('error', () => {}); // it may end before it has read
  child.stdin.end(input ?? '');
  child.on('spawn', () => started?.(() => child.kill('SIGINT')));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) =>
      resolve({ code, stdout: text.stdout, stderr: text.stderr.replaceAll(ofDrivers, '') }),
    );
  });
}

/**
 * A copy of the built command line, for the tests of a file, with another script in place of one of its workers, which is
 * beside it as right_<name>. It is in dist, from where it finds its dependencies.
 * @returns its program
 */
export function tampered(name: string, script: string): string {
  const folder = mkdtempSync(join(dirname(built), '../tampered-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  cpSync(dirname(built), folder, { recursive: true });
  renameSync(join(folder, name), join(folder, `right_${name}`));
  writeFileSync(join(folder, name), script);
  return join(folder, 'unstuck.js');
}

/** A temporary folder for the tests of a file, and a function that writes a file into it. */
export function workshop() {
  const folder = mkdtempSync(join(tmpdir(), 'unstuck-cli-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const path = (name: string) => join(folder, name);
  const write = (name: string, content: string) => {
    writeFileSync(path(name), content);
    return path(name);
  };
  return { path, write };
}
