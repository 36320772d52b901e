import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { makeOnce, packagedChromium, softwareVulkan } from '../../src/cli/devices/software';

const folder = mkdtempSync(join(tmpdir(), 'unstuck-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

const delay = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('makeOnce', () => {
  it('lets one of several makers win, and leaves nothing else behind', async () => {
    const target = join(folder, 'race');
    const make = (maker: number) =>
      makeOnce(target, async (into) => {
        await writeFile(join(into, 'first'), `${maker}`);
        await delay(10 * (maker % 3));
        expect(existsSync(join(into, 'second'))).toBe(false);
        await writeFile(join(into, 'second'), `${maker}`);
      });
    await Promise.all([5, 4, 3, 2, 1].map(make));
    const [first, second] = await Promise.all(
      ['first', 'second'].map((name) => readFile(join(target, name), 'utf8')),
    );
    expect(first).toBe(second);
    expect(readdirSync(folder)).toEqual(['race']);
    await makeOnce(target, () => Promise.reject(new Error('made twice')));
  });

  it('passes an error on, and leaves nothing behind', async () => {
    const full = () => Promise.reject(new Error('disk full'));
    await expect(makeOnce(join(folder, 'broken'), full)).rejects.toThrow('disk full');
    expect(readdirSync(folder).filter((name) => name.startsWith('broken'))).toEqual([]);
  });
});

describe.runIf(process.platform === 'linux' && process.arch === 'x64')('the packaged files', () => {
  it('are unpacked once', async () => {
    const [first, second, chromium] = await Promise.all([
      softwareVulkan(),
      softwareVulkan(),
      packagedChromium(),
    ]);
    expect(first).toEqual(second);
    for (const file of [first.icd, first.loader, chromium.executablePath]) {
      expect(existsSync(file), file).toBe(true);
    }
  });
});
