// A Chromium for the tests: which one, and how to start it so that WebGPU works without a GPU. CHROME_PATH
// names one outright. Otherwise the packaged one is taken where it runs (the same version and the same font
// on every machine), else an installed Chrome or Chromium. Knows nothing of Playwright: it returns plain data.

import { execFile } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { packagedChromium } from './software.ts';

/** What Playwright's `launch` needs; spread it into the launch options. */
export interface TestChromium {
  executablePath: string;
  args: string[];
  env: Record<string, string>;
}

/** Without --enable-unsafe-webgpu, Chromium gives no adapter where there is no GPU. */
const ARGS = [
  '--no-sandbox',
  '--enable-unsafe-webgpu',
  '--disable-dev-shm-usage', // containers have a tiny /dev/shm, or none
  '--font-render-hinting=none',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--disable-sync',
  '--no-pings',
];

/**
 * Chooses a Chromium, unpacking the packaged one on first use.
 * @throws Error that says what to install, when there is none
 */
export async function chromiumForTests(): Promise<TestChromium> {
  const named = process.env['CHROME_PATH'];
  if (named) return withEnvironment(named, {});
  let reason: unknown;
  try {
    const { executablePath, env } = await packagedChromium();
    await promisify(execFile)(executablePath, ['--version'], { env: { ...process.env, ...env } });
    return withEnvironment(executablePath, env);
  } catch (error) {
    reason = error;
  }
  const installed = candidates().find(isExecutable);
  if (installed) return withEnvironment(installed, {});
  throw new Error(
    'No Chromium for the tests: install Google Chrome or Chromium, or name one in CHROME_PATH.',
    { cause: reason },
  );
}

function withEnvironment(executablePath: string, env: Record<string, string>): TestChromium {
  const own = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return { executablePath, args: ARGS, env: { ...Object.fromEntries(own), ...env } };
}

/** The usual places of Chrome and Chromium on this platform, in order of preference. */
function candidates(): string[] {
  if (process.platform === 'darwin') {
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    );
  }
  if (process.platform === 'win32') {
    return ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((variable) => {
      const root = process.env[variable];
      return root
        ? [
            join(root, 'Google', 'Chrome', 'Application', 'chrome.exe'),
            join(root, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
          ]
        : [];
    });
  }
  const names = ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser'];
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  return names.flatMap((name) => folders.map((folder) => join(folder, name)));
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
