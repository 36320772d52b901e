// Imports run one way, and the pure layers touch no DOM, no GPU, no Node, no clock and no chance. Every string
// that begins with ./ or ../ counts as an import, so types, dynamic imports, ?raw, import.meta.glob and workers
// are seen alike; folders outside src (shaders, studies) are layers too.

import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { parseSync } from 'vite';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');

const below = [
  'study',
  'random',
  'reference',
  'analysis',
  'gpu',
  'engine',
  'charts',
  'results',
  'presets',
  'verify',
];

/** What each layer may import besides itself. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  study: [],
  random: [],
  gpu: [],
  wasm: [],
  reference: ['study', 'random'],
  analysis: ['study', 'random', 'reference'],
  engine: ['study', 'random', 'reference', 'analysis', 'gpu', 'wasm', 'shaders'],
  charts: ['study', 'analysis'],
  results: ['study', 'reference', 'analysis', 'charts'],
  presets: ['study', 'studies'],
  verify: ['study', 'random', 'reference', 'analysis', 'gpu', 'engine', 'results', 'presets'],
  app: below,
  cli: [...below, 'package.json'],
};
const PURE = [
  'study',
  'random',
  'reference',
  'analysis',
  'wasm',
  'charts',
  'results',
  'presets',
  'verify',
];

const IMPURE_NAMES =
  /^(document|window|self|globalThis|navigator|performance|Date|crypto|process|Buffer|console|setTimeout|setInterval|queueMicrotask|requestAnimationFrame|fetch|Worker|localStorage|indexedDB|GPU[A-Z]?\w*|HTML\w*Element)$/;

interface Node {
  type: string;
  [key: string]: unknown;
}

/** What is wrong with a source file, one sentence each. `path` is relative to the root, such as src/gpu/x.ts. */
function violations(path: string, source: string): string[] {
  const layer = layerOf(path);
  const { program, errors } = parseSync(path, source);
  if (errors.length > 0) return errors.map(({ message }) => `does not parse: ${message}`);
  const found: string[] = [];
  const declared = new Set<string>();
  const used = new Set<string>();
  walk(program, (node, parent, key) => {
    const text = stringOf(node);
    if (text !== undefined && /^\.\.?\//.test(text)) {
      const target = layerOf(posix.join(posix.dirname(path), text.replace(/\?.*$/, '')));
      if (target !== layer && !MAY_IMPORT[layer]?.includes(target)) {
        found.push(`${layer} must not import ${target} (${text})`);
      }
    }
    if (text !== undefined && key === 'source') {
      if (layer !== 'cli' && /^(node:|webgpu$)/.test(text)) found.push(`${text} belongs in cli`);
      if (layer !== 'app' && /^(@?preact|uplot)/.test(text)) found.push(`${text} belongs in app`);
    }
    if (node.type !== 'Identifier') return;
    const name = node['name'] as string;
    if (declares(parent, key)) declared.add(name);
    else if (!isProperty(parent, key)) used.add(name);
    if (name === 'random' && isMember(parent, 'Math')) used.add('Math.random');
  });
  if (PURE.includes(layer)) {
    const impure = [...used].filter((name) => IMPURE_NAMES.test(name) && !declared.has(name));
    if (used.has('Math.random')) impure.push('Math.random');
    found.push(...impure.map((name) => `${layer} is pure and must not use ${name}`));
  }
  return found;
}

/** src/gpu/x.ts -> gpu; shaders/x.wgsl -> shaders */
function layerOf(path: string): string {
  const parts = path.split('/');
  return parts[0] === 'src' ? parts[1] : parts[0];
}

function stringOf(node: Node): string | undefined {
  if (node.type === 'Literal' && typeof node['value'] === 'string') return node['value'];
  if (node.type !== 'TemplateElement') return undefined;
  return (node['value'] as { raw: string }).raw;
}

function isMember(parent: Node, object: string): boolean {
  return parent.type === 'MemberExpression' && (parent['object'] as Node)['name'] === object;
}

/** Is the child under `key` the name of a property, and so no variable? */
function isProperty(parent: Node, key: string): boolean {
  if (parent['computed'] === true) return false;
  return (
    (key === 'property' || key === 'key' || key === 'right') &&
    /Member|Prop|Method|Qualified/.test(parent.type)
  );
}

/** Does the child under `key` give a variable, parameter or type its name? */
function declares(parent: Node, key: string): boolean {
  if (key === 'id' || key === 'params' || key === 'param' || key === 'local') return true;
  return key === 'value' && parent.type === 'Property' && parent['shorthand'] === true;
}

type Visit = (node: Node, parent: Node, key: string) => void;

function walk(value: unknown, visit: Visit, parent: Node = { type: '' }, key = ''): void {
  if (Array.isArray(value)) {
    for (const child of value) walk(child, visit, parent, key);
  } else if (typeof value === 'object' && value !== null && 'type' in value) {
    const node = value as Node;
    visit(node, parent, key);
    for (const [name, child] of Object.entries(node)) walk(child, visit, node, name);
  }
}

describe('the layers of src', () => {
  const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .map((file) => posix.join('src', file.replaceAll('\\', '/')))
    .filter((file) => /\.tsx?$/.test(file));

  it('are the ones that are known', () => {
    const layers = new Set(files.map(layerOf));
    expect([...layers].filter((layer) => !(layer in MAY_IMPORT))).toEqual([]);
  });

  it.each(files)('%s', (file) => {
    expect(violations(file, readFileSync(join(root, file), 'utf8'))).toEqual([]);
  });
});

describe('the rule itself', () => {
  it.each([
    ['src/random/a.ts', `import { x } from '../study/x';`, 'random must not import study'],
    ['src/gpu/a.ts', `import type { X } from '../study/x';`, 'gpu must not import study'],
    ['src/wasm/a.ts', `import { x } from '../gpu/x';`, 'wasm must not import gpu'],
    ['src/engine/deep/a.ts', `import('../../results/x');`, 'engine must not import results'],
    ['src/app/a.tsx', `const a = <p>{import('../cli/x')}</p>;`, 'app must not import cli'],
    ['src/results/a.ts', `export * from '../engine/x';`, 'results must not import engine'],
    ['src/study/a.ts', `type A = import('../engine/x').A;`, 'study must not import engine'],
    ['src/app/a.ts', `import x from '../../shaders/x.wgsl?raw';`, 'app must not import shaders'],
    ['src/gpu/a.ts', `import.meta.glob('../../shaders/*.wgsl');`, 'gpu must not import shaders'],
    ['src/engine/a.ts', 'new Worker(new URL(`../app/w.ts`, x));', 'engine must not import app'],
    ['src/engine/a.ts', `import { x } from 'node:fs';`, 'node:fs belongs in cli'],
    ['src/gpu/a.ts', `import { create } from 'webgpu';`, 'webgpu belongs in cli'],
    ['src/results/a.ts', `import { h } from 'preact';`, 'preact belongs in app'],
    ['src/charts/a.ts', `import '../results/x';`, 'charts must not import results'],
    ['src/charts/a.ts', `document.body;`, 'charts is pure and must not use document'],
    ['src/study/a.ts', `const t = Date.now();`, 'study is pure and must not use Date'],
    ['src/random/a.ts', `const t = Math.random();`, 'must not use Math.random'],
    ['src/analysis/a.ts', `const t = performance.now();`, 'must not use performance'],
    ['src/analysis/a.ts', `let d: GPUDevice;`, 'must not use GPUDevice'],
    ['src/reference/a.ts', `f({ a: navigator.gpu, b: window });`, 'must not use window'],
    ['src/reference/a.ts', `const { now } = performance;`, 'must not use performance'],
    ['src/study/a.ts', `const a = ;`, 'does not parse'],
  ])('refuses in %s: %s', (path, source, message) => {
    expect(violations(path, source).join('\n')).toContain(message);
  });

  it.each([
    ['src/study/a.ts', `import { x } from './x'; import * as z from 'zod/mini';`],
    ['src/study/a.ts', `// window.open\nconst a = { window: 1 }; a.window; 'Date.now()';`],
    ['src/study/a.ts', `function f(document: unknown) { return document; }`],
    ['src/engine/a.ts', `import x from '../../shaders/x.wgsl?raw'; import '../gpu/x';`],
    ['src/cli/a.ts', `import fs from 'node:fs'; const m = await import('webgpu');`],
    ['src/app/a.tsx', `import { h } from 'preact'; navigator.gpu; import '../engine/x';`],
  ])('accepts in %s: %s', (path, source) => {
    expect(violations(path, source)).toEqual([]);
  });
});
