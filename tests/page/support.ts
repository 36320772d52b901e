// What the tests of the page share: a study by its permalink, a run to its end, the table's numbers, axe.
import { createRequire } from 'node:module';
import type { Page } from 'playwright';
import { toFragment } from '../../src/study/permalink';
import { openPage, type OpenOptions, type OpenPage } from '../support/page';

/** A small comparison that takes a second: three ReLUs, three schemes, a threshold that parts them. */
export const comparison = {
  title: 'Three schemes compared',
  task: { name: 'magnitude', samples: 64 },
  optimizer: { name: 'adam', learning_rate: 0.02 },
  training: { steps: 400 },
  seeds: { count: 200 },
  converged: { below: 0.02 },
  grid: { 'init.kernel': ['glorot_uniform', 'positive_output', 'torch_linear'] },
};

export const openStudy = async (document: unknown, options: OpenOptions = {}): Promise<OpenPage> =>
  openPage({ ...options, suffix: `#${await toFragment(document)}` });

/** Presses Run and waits for the end. */
export async function runToEnd(page: Page, timeout = 50_000): Promise<void> {
  const table = page.getByRole('heading', { name: 'Table' });
  await page.getByRole('button', { name: /^Run / }).click();
  await table.waitFor({ state: 'hidden' });
  await table.waitFor({ timeout });
}

/** The table of results: an object an arm, by the titles of the columns. */
export const tableRows = (page: Page): Promise<Record<string, string>[]> =>
  page.locator('table.results').evaluate((table) => {
    const texts = (row: Element) =>
      Array.from(row.children, (cell) => cell.textContent.replace(/[↓↑]/, '').trim());
    const [head, ...body] = Array.from(table.querySelectorAll('tr'), texts);
    return body.map((row) => Object.fromEntries(row.map((text, i) => [head[i], text])));
  });

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** What axe finds wrong: rule and first place, one line each. */
export async function violations(page: Page): Promise<string[]> {
  await page.addScriptTag({ path: axe });
  return page.evaluate(async () => {
    interface Axe {
      run(): Promise<{
        violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[];
      }>;
    }
    const found = await (window as unknown as { axe: Axe }).axe.run();
    return found.violations.map(
      ({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 120)} ${nodes[0].failureSummary ?? ''}`,
    );
  });
}

/** Pixels by which the page is wider than the window. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
