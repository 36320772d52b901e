// The foot of the page verifies the device: on a real adapter, by keyboard, cancelled half-way.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { checksOf } from '../../src/verify';
import { openPage, type OpenPage } from '../support/page';
import { overflow, violations } from './support';

let open: OpenPage;
beforeAll(async () => {
  open = await openPage({ context: { viewport: { width: 1280, height: 900 } } });
}, 60_000);
afterAll(async () => {
  expect(open.errors).toEqual([]);
  await open.close();
});

const all = checksOf({}).map(({ check }) => check);
const rows = () => open.page.locator('.check-row');
/** Title, expected and got of every check that has a verdict. */
const made = () =>
  rows().evaluateAll((list) =>
    list
      .map((row) => Array.from(row.children, (cell) => cell.textContent.trim()))
      .filter(([verdict]) => verdict === 'pass' || verdict === 'fail'),
  );

it('is reached from the name of the adapter, by keyboard', async () => {
  const { page } = open;
  const link = page.getByRole('button', { name: 'Verify it' });
  await link.focus();
  await link.press('Enter');
  await expect.poll(() => rows().count()).toBe(all.length);
  const focused = await page.evaluate(() => document.activeElement?.textContent);
  expect(focused).toBe('This device');
  expect(await page.getByRole('progressbar', { name: 'Checks' }).count()).toBe(1);
});

it('fills in, without moving what stands', async () => {
  const { page } = open;
  const tops = () =>
    rows().evaluateAll((list) => list.slice(0, 12).map((row) => row.getBoundingClientRect().top));
  const before = await tops();
  await expect.poll(async () => (await made()).length).toBeGreaterThan(8);
  expect(await tops()).toEqual(before);
  const found = await made();
  found.forEach(([verdict, title, expected, got], i) => {
    expect([verdict, title, expected]).toEqual(['pass', all[i].title, all[i].expected]);
    expect(got.length).toBeGreaterThan(0);
  });
  expect(await page.locator('.check-row .verdict svg').count()).toBeGreaterThan(8);
});

it('is cancelled, and keeps what it has', async () => {
  const { page } = open;
  const foot = page.getByRole('contentinfo');
  await foot.getByRole('button', { name: 'Cancel' }).click();
  await foot.getByRole('button', { name: 'Verify again' }).waitFor();
  const n = (await made()).length;
  expect(n).toBeGreaterThan(8);
  expect(n).toBeLessThan(all.length);
  expect(await page.locator('.check-state p').textContent()).toBe(
    `Cancelled: the first ${n} of ${all.length} checks pass`,
  );
});

it.each([
  ['light', 1280],
  ['dark', 1280],
  ['dark', 390],
  ['light', 390],
] as const)('gives axe nothing to find: %s, %i pixels', async (colorScheme, width) => {
  const { page } = open;
  await page.emulateMedia({ colorScheme });
  await page.setViewportSize({ width, height: 844 });
  expect(await violations(page)).toEqual([]);
  expect(await overflow(page)).toBe(0);
});

it('lists the presets by group', async () => {
  await open.page.setViewportSize({ width: 1280, height: 844 });
  const groups = open.page.getByRole('combobox', { name: 'Preset' }).locator('optgroup');
  expect(
    await groups.evaluateAll((list) => list.map((one) => (one as HTMLOptGroupElement).label)),
  ).toEqual(['Questions', 'Known results']);
  expect(await groups.last().locator('option').count()).toBe(9);
});
