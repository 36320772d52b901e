// Opens the built page in a Chromium under Playwright, served from dist/page below a sub-folder, as a host of
// static files would serve it. Each call is a browser of its own; always await close().

import { join } from 'node:path';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright';
import { preview, type PreviewServer } from 'vite';
import { chromiumForTests } from '../../src/cli/devices/chromium';

export interface OpenPage {
  page: Page;
  browser: Browser;
  /** Address of the page, ending in a slash. */
  url: string;
  /** Errors that the page threw or logged so far; most tests expect none. */
  errors: string[];
  close(): Promise<void>;
}

export interface OpenOptions {
  /** Appended to the address: a query, or a hash such as a permalink's. */
  suffix?: string;
  context?: BrowserContextOptions;
  /** false starts Chromium without WebGPU adapters, as on a machine that has none. */
  webgpu?: boolean;
}

/** Opens the page and waits until it has loaded. */
export async function openPage(options: OpenOptions = {}): Promise<OpenPage> {
  const { suffix = '', context, webgpu = true } = options;
  const { executablePath, args, env } = await chromiumForTests();
  const server = await serve();
  const browser = await chromium.launch({
    executablePath,
    env,
    args: webgpu ? args : args.filter((argument) => !argument.includes('webgpu')),
  });
  const page = await browser.newPage(context);
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  const url = server.resolvedUrls!.local[0];
  const close = async () => {
    await browser.close();
    await server.close();
  };
  await page.goto(url + suffix, { waitUntil: 'load' });
  return { page, browser, url, errors, close };
}

function serve(): Promise<PreviewServer> {
  return preview({
    root: join(import.meta.dirname, '../..'),
    configFile: false,
    base: '/some/folder/',
    logLevel: 'warn',
    build: { outDir: 'dist/page' },
    preview: { host: '127.0.0.1', port: 0 },
  });
}
