// The report in a real browser: nothing is refused, nothing is wrong, nothing is too wide; on paper its tables are open.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContextOptions } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { chromiumForTests } from '../../src/cli/devices/chromium';
import { unstuck } from '../cli/child';
import { comparison, overflow, violations } from './support';

const folder = mkdtempSync(join(tmpdir(), 'unstuck-report-'));
const file = join(folder, 'report.html');
let browser: Browser;

beforeAll(async () => {
  const study = join(folder, 'study.json');
  const labels = ['<script>document.title = "run"</script>', 'positive_output', 'torch_linear'];
  const arms = labels.map((label, a) => ({
    label,
    init: { kernel: comparison.grid['init.kernel'][a] },
  }));
  const { grid: _, ...base } = comparison;
  writeFileSync(study, JSON.stringify({ ...base, title: 'A report', arms }));
  const results = join(folder, 'results');
  for (const args of [
    ['run', study, '--engine', 'cpu', '--out', results],
    ['report', results, '--html', file],
  ]) {
    const { code, stderr } = await unstuck(args);
    expect(code, stderr).toBe(0);
  }
  const { executablePath, args, env } = await chromiumForTests();
  browser = await chromium.launch({ executablePath, args, env });
});
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function opened(options: BrowserContextOptions = {}) {
  const page = await browser.newPage(options);
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => problems.push(message.text()));
  page.on('request', (request) => {
    if (!/^(file|data):/.test(request.url())) problems.push(request.url());
  });
  await page.goto(`file://${file}`);
  return { page, problems };
}

it('opens without a word, loads nothing, and runs nothing of the study', async () => {
  const { page, problems } = await opened();
  expect(await page.title()).toBe('A report');
  expect(await page.locator('script').count()).toBe(0);
  expect(await page.locator('.gallery image').count()).toBeGreaterThan(0);
  const drawn = await page.locator('.multiples image').first().boundingBox();
  expect(drawn!.width).toBeGreaterThan(150);
  expect(problems).toEqual([]);
});

it.each(['light', 'dark'] as const)('axe finds nothing, %s', async (colorScheme) => {
  const { page } = await opened({ colorScheme, bypassCSP: true }); // axe is a script
  const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  expect(paper).toBe(colorScheme === 'light' ? 'rgb(251, 251, 249)' : 'rgb(20, 23, 26)');
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
  expect(await violations(page)).toEqual([]);
});

it.each([390, 1280])('is not wider than a window of %i pixels', async (width) => {
  const { page } = await opened({ viewport: { width, height: 800 } });
  expect(await overflow(page)).toBe(0);
});

it('has its tables open on paper, and light', async () => {
  const { page } = await opened({ colorScheme: 'dark', viewport: { width: 688, height: 971 } });
  const table = page.locator('details table').first();
  expect(await table.isVisible()).toBe(false);
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  expect(await table.isVisible()).toBe(true);
  const ink = await page.evaluate(() => getComputedStyle(document.body).color);
  expect(ink).toBe('rgb(23, 27, 32)');
  expect(await overflow(page)).toBe(0);
});
