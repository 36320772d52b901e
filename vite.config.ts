// Builds the page (vite build -> dist/page) and the command line (vite build --mode cli -> dist/cli), serves
// the page, and names the projects of tests: unit, node, chrome, wgpu, cli and page (the last two use what is built).

import { existsSync } from 'node:fs';
import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { playwright } from '@vitest/browser-playwright';
import type { Plugin, UserConfig } from 'vite';
import { defineConfig, type TestProjectConfiguration } from 'vitest/config';
import { chromiumForTests } from './src/cli/devices/chromium.ts';

const root = import.meta.dirname;

/** `./` as base: the page also works from a sub-folder of a site. */
const page: UserConfig = {
  root,
  base: './',
  build: { outDir: 'dist/page', target: 'es2023', sourcemap: true },
  worker: { format: 'es' },
  server: { host: '127.0.0.1' },
  preview: { host: '127.0.0.1', port: 4173, open: hasDisplay() },
};

/** Dependencies stay imports: node_modules is there at run time. */
const commandLine: UserConfig = {
  root,
  publicDir: false,
  build: {
    ssr: true,
    outDir: 'dist/cli',
    target: 'node20.19',
    sourcemap: true,
    rolldownOptions: {
      input: {
        unstuck: join(root, 'src/cli/unstuck.ts'),
        cpu_worker: join(root, 'src/cli/devices/cpu_worker.ts'),
        describe_worker: join(root, 'src/cli/devices/describe_worker.ts'),
      },
      output: {
        entryFileNames: '[name].js',
        chunkFileNames: 'chunks/[name]-[hash].js',
        banner: (chunk) => (chunk.name === 'unstuck' ? '#!/usr/bin/env node' : ''),
      },
    },
  },
  plugins: [executable(join(root, 'dist/cli/unstuck.js'))],
};

function executable(path: string): Plugin {
  return { name: 'executable', closeBundle: () => chmod(path, 0o755) };
}

/** Is there a screen, and something that opens an address on it? */
function hasDisplay(): boolean {
  const { CI, DISPLAY, WAYLAND_DISPLAY, PATH = '' } = process.env;
  if (CI) return false;
  if (process.platform !== 'linux') return true;
  const opener = PATH.split(':').some((folder) => existsSync(join(folder, 'xdg-open')));
  return opener && Boolean(DISPLAY || WAYLAND_DISPLAY);
}

/** Tests that open no device. */
const unit = [
  'tests/{analysis,charts,reference,results,study}/**/*.test.ts',
  'tests/layers.test.ts',
];

// Where there may be a device each test file has a process of its own, which vitest ends: Dawn keeps a process alive, and
// never sees the garbage of another file. The others share one. Projects run one after the other, so that none disturbs the
// timings of the next.
async function testProjects(): Promise<TestProjectConfiguration[]> {
  const { executablePath, args, env } = await chromiumForTests();
  const built = { pool: 'forks', globalSetup: 'tests/support/build.ts' } as const;
  return [
    {
      extends: true,
      test: {
        name: 'unit',
        include: unit,
        pool: 'forks',
        isolate: false,
        sequence: { groupOrder: 0 },
      },
    },
    {
      extends: true,
      test: {
        name: 'node',
        include: ['tests/**/*.test.ts'],
        exclude: [...unit, 'tests/{chrome,wgpu,cli,page}/**'],
        pool: 'forks',
        testTimeout: 30_000,
        sequence: { groupOrder: 1 },
      },
    },
    {
      extends: true,
      test: {
        name: 'chrome',
        include: ['tests/chrome/**/*.test.ts'],
        testTimeout: 30_000,
        sequence: { groupOrder: 2 },
        browser: {
          enabled: true,
          headless: true,
          screenshotFailures: false,
          provider: playwright({ launchOptions: { executablePath, args, env } }),
          instances: [{ browser: 'chromium' }],
        },
      },
    },
    {
      extends: true,
      test: {
        name: 'wgpu',
        include: ['tests/wgpu/**/*.test.ts'],
        pool: 'forks',
        sequence: { groupOrder: 3 },
      },
    },
    {
      extends: true,
      test: {
        ...built,
        name: 'cli',
        include: ['tests/cli/**/*.test.ts'],
        testTimeout: 60_000,
        sequence: { groupOrder: 4 },
      },
    },
    {
      extends: true,
      test: {
        ...built,
        name: 'page',
        include: ['tests/page/**/*.test.ts'],
        testTimeout: 60_000,
        // a replay compiles its kernels first
        expect: { poll: { timeout: 20_000 } },
        fileParallelism: false,
        sequence: { groupOrder: 5 },
      },
    },
  ];
}

export default defineConfig(async ({ mode }) => {
  if (mode === 'cli') return commandLine;
  if (!process.env['VITEST']) return page;
  return { ...page, test: { projects: await testProjects() } };
});
