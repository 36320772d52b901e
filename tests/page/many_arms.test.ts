// The page after a study of more arms than there are colours: every line can be told by its name, and nothing overlaps.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { OpenPage } from '../support/page';
import { openStudy, overflow, runToEnd, violations } from './support';

const rates = [0.001, 0.002, 0.003, 0.005, 0.01, 0.02, 0.03, 0.05, 0.07, 0.1, 0.15, 0.2, 0.25, 0.3];
const AT_ONCE = 12;
const study = {
  task: { name: 'magnitude', samples: 64 },
  training: { steps: 100 },
  converged: { below: 0.3 },
  seeds: { count: 60 },
  grid: { 'optimizer.learning_rate': rates },
};

let open: OpenPage;
beforeAll(async () => {
  open = await openStudy(study);
  await runToEnd(open.page);
});
afterAll(() => open.close());

it.each(['Final loss', 'Loss over time', 'Time to converge', 'Rate by threshold'])(
  '%s has a plot an arm, the best first, and the last on demand',
  async (title) => {
    const section = open.page.locator('section', {
      has: open.page.getByRole('heading', { name: title }),
    });
    const ranking = await open.page.locator('table.rates tbody .arm-name').allTextContents();
    expect(ranking).not.toEqual(rates.map((rate) => `learning_rate ${rate}`));
    const names = section.locator('figcaption .arm-name');
    await expect.poll(() => names.allTextContents()).toEqual(ranking.slice(0, AT_ONCE));
    await section.getByRole('button', { name: 'Show the other 2 arms' }).click();
    await expect.poll(() => names.allTextContents()).toEqual(ranking);
  },
);

it('draws the other arms behind each as lines, not as areas', async () => {
  const copies = open.page.locator('section svg use');
  expect(await copies.count()).toBe(2 * (rates.length - 1));
  const covered = await copies.evaluateAll((uses) =>
    uses.map((use) => {
      use.scrollIntoView({ block: 'center' });
      const { left, top, width, height } = use.getBoundingClientRect();
      const points = Array.from({ length: 900 }, (_, i) => [i % 30, Math.floor(i / 30)]);
      const hits = points.filter(
        ([x, y]) =>
          document.elementFromPoint(
            left + ((x + 0.5) / 30) * width,
            top + ((y + 0.5) / 30) * height,
          ) === use,
      );
      return hits.length / points.length;
    }),
  );
  expect(Math.max(...covered)).toBeLessThan(0.2);
});

it('keeps what is said of a kind of ending in its own column', async () => {
  await expect.poll(() => open.page.locator('.ending .quiet').count()).toBe(0);
  const wide = await open.page
    .locator('.ending')
    .evaluateAll((cards) => cards.filter((card) => card.scrollWidth > card.clientWidth).length);
  expect(wide).toBe(0);
});

it('leads from the names of the sections to each', async () => {
  const { page } = open;
  const names = page.getByRole('navigation', { name: 'The answer' }).getByRole('button');
  const titles = await page.locator('main > section h2').allTextContents();
  expect(await names.allTextContents()).toEqual(titles);
  await names.getByText('Rate by threshold').click();
  const heading = page.getByRole('heading', { name: 'Rate by threshold' });
  await expect.poll(() => heading.evaluate((h) => h === document.activeElement)).toBe(true);
  await expect
    .poll(() => heading.evaluate((h) => Math.round(h.getBoundingClientRect().top)))
    .toBeLessThan(100);
});

it('gives axe nothing to find', async () => {
  expect(await violations(open.page)).toEqual([]);
  expect(await overflow(open.page)).toBe(0);
  expect(open.errors).toEqual([]);
});
