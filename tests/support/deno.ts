// Runs a built script in Deno, whose WebGPU is wgpu: a second implementation beside Dawn. The Vulkan driver is the system's
// where it has one (a GPU's, or Mesa's lavapipe), else the packaged SwiftShader, which must be named before the process
// starts; UNSTUCK_ADAPTER=system or UNSTUCK_ADAPTER=software allows only one of the two.

import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname } from 'node:path';
import { softwareVulkan } from '../../src/cli/devices/software';

const PROBE = `
  const adapter = await navigator.gpu.requestAdapter();
  Deno.exit(adapter ? 0 : 1);
`;

type Environment = Readonly<Record<string, string | undefined>>;

/** Deno's program, from the npm package deno; it needs no install script. */
function denoProgram(): string {
  const api = createRequire(import.meta.url)('deno/install_api.cjs') as { runInstall(): string };
  return api.runInstall();
}

let environment: Promise<Environment> | undefined;

/** Starts `deno run` with all permissions. */
export async function startDeno(
  script: string,
  args: readonly string[],
  stdio: StdioOptions,
): Promise<ChildProcess> {
  environment ??= denoEnvironment();
  return spawn(denoProgram(), ['run', '-A', script, ...args], { stdio, env: await environment });
}

/** The environment in which Deno finds an adapter. */
async function denoEnvironment(): Promise<Environment> {
  // without Vulkan wgpu would take OpenGL, where there is one; without a runtime directory Mesa complains
  const backend = process.platform === 'linux' ? { DENO_WEBGPU_BACKEND: 'vulkan' } : {};
  const base = { XDG_RUNTIME_DIR: tmpdir(), DENO_NO_UPDATE_CHECK: '1', ...backend, ...process.env };
  const wanted = process.env['UNSTUCK_ADAPTER'] ?? '';
  if (wanted === 'system' || (wanted !== 'software' && (await findsAdapter(base)))) return base;
  const { icd, loader } = await softwareVulkan();
  const libraries = [dirname(loader), process.env['LD_LIBRARY_PATH']].filter(Boolean).join(':');
  return { ...base, VK_ICD_FILENAMES: icd, VK_DRIVER_FILES: icd, LD_LIBRARY_PATH: libraries };
}

async function findsAdapter(env: Environment): Promise<boolean> {
  const probe = spawn(denoProgram(), ['eval', PROBE], { stdio: 'ignore', env });
  return (await ended(probe)) === 0;
}

/** The exit code of a child, when it has ended and its output is read. */
export const ended = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
