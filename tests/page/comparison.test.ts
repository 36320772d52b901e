// A comparison from its permalink to one network's weights, on a real adapter.
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { probabilityText } from '../../src/results/numbers';
import type { OpenPage } from '../support/page';
import { comparison, openStudy, overflow, runToEnd, tableRows, violations } from './support';

const root = join(import.meta.dirname, '../..');
let open: OpenPage;

interface Summary {
  adapter: { name: string };
  comparisons: { a: string; b: string; onlyA: number; onlyB: number; pHolm: number }[];
  arms: {
    label: string;
    runs: number;
    converged: { count: number };
    stuck: number;
    causes: Record<string, number>;
    unfinished: number;
    diverged: number;
    cost: { targets: { cutOff: { steps: { value: number } } }[] };
  }[];
}

/** The command line's document for the same study. */
const commandLine = (study: unknown): Promise<Summary> =>
  new Promise((resolve, reject) => {
    const child = execFile(
      process.execPath,
      [join(root, 'dist/cli/unstuck.js'), 'run', '-', '--json'],
      (error, stdout) =>
        error ? reject(new Error(error.message)) : resolve(JSON.parse(stdout) as Summary),
    );
    child.stdin!.end(JSON.stringify(study));
  });

const rates = () => open.page.locator('table.rates td.rate b').allTextContents();

beforeAll(async () => {
  open = await openStudy(comparison, { context: { viewport: { width: 1280, height: 900 } } });
}, 60_000);
afterAll(async () => {
  expect(open.errors).toEqual([]);
  await open.close();
});

describe('a comparison', () => {
  it('says before it starts what it will do', async () => {
    await expect
      .poll(() => open.page.getByRole('button', { name: /^Run / }).textContent())
      .toBe('Run 3 × 200 networks');
    await expect
      .poll(() => open.page.locator('.status').textContent())
      .toMatch(/400 steps of Keras Adam.*software/);
  });

  it('runs without moving the page, to the same counts as the command line', async () => {
    const { page } = open;
    await page.evaluate(() => {
      const seen = new Set<string>();
      Object.assign(window, { seen });
      const loss = '[aria-labelledby=loss-title]';
      const places = `.action, .rates-frame, #loss-title, ${loss} .multiple, .controls`;
      const look = () => {
        const tops = Array.from(
          document.querySelectorAll(places),
          (one) => one.getBoundingClientRect().top,
        );
        seen.add(tops.join(' '));
        requestAnimationFrame(look);
      };
      look();
    });
    await runToEnd(page);
    const seen = await page.evaluate(() => [...(window as unknown as { seen: Set<string> }).seen]);
    expect(seen).toHaveLength(1);
    const shown = await tableRows(page);
    const { arms, comparisons } = await commandLine(comparison);
    const expected = Object.fromEntries(
      arms.map(({ label, runs, converged, stuck, unfinished, diverged }) => [
        label,
        [runs, converged.count, stuck, unfinished, diverged],
      ]),
    );
    const found = Object.fromEntries(
      shown.map((row) => [
        row.Arm,
        [row.Runs, row.Converged, row.Stuck, row.Unfinished, row.Diverged].map(Number),
      ]),
    );
    expect(found).toEqual(expected);

    const bodyOf = (title: string) =>
      page.locator(`[aria-labelledby="${title}"] table.drawn tbody tr`);
    const beside = bodyOf('comparison-title');
    await expect.poll(() => beside.count()).toBe(2);
    const compared = await beside.evaluateAll((rows) =>
      rows.map((row) => Array.from(row.children, (cell) => cell.textContent.trim())),
    );
    const wanted = comparisons.filter(({ a }) => a === arms[0].label);
    // arm, only it, only the reference, p by Holm
    expect(Object.fromEntries(compared.map((row) => [row[0], [row[4], row[5], row[3]]]))).toEqual(
      Object.fromEntries(
        wanted.map(({ b, onlyA, onlyB, pHolm }) => [
          b,
          [String(onlyB), String(onlyA), probabilityText(pHolm)],
        ]),
      ),
    );
    // every cause that occurs, arm by arm, as the command line counts it
    const whyNot = page.locator('[aria-labelledby="why-title"]');
    await whyNot.locator('summary').click();
    const cells = whyNot.getByRole('region', { name: 'Causes by arm' }).locator('tbody tr');
    const counted = await cells.evaluateAll((rows) =>
      rows.map((row) => [
        row.querySelector('th')!.textContent,
        Array.from(row.querySelectorAll('button'), (one) => Number(one.textContent)),
      ]),
    );
    expect(Object.fromEntries(counted)).toEqual(
      Object.fromEntries(
        arms.map(({ label, causes }) => [
          label,
          Object.values(causes).filter((count) => count > 0),
        ]),
      ),
    );
    await whyNot.locator('summary').click();
    const ranked = bodyOf('cost-title').locator('th');
    const stepsOf = ({ cost }: (typeof arms)[number]) => cost.targets[0].cutOff.steps.value;
    await expect.poll(() => ranked.count()).toBe(3);
    expect(await ranked.allTextContents()).toEqual(
      [...arms].sort((x, y) => stepsOf(x) - stepsOf(y)).map(({ label }) => label),
    );
  });

  it('compares with another arm, and prices in another unit', async () => {
    const { page } = open;
    const section = page.locator('[aria-labelledby="comparison-title"]');
    const first = await section.locator('tbody tr .number').first().textContent();
    const name = await section.locator('tbody .arm-name').first().textContent();
    await section.getByRole('combobox').selectOption(name);
    await expect
      .poll(() => section.locator('tbody .arm-name').allTextContents())
      .not.toContain(name);
    // the arm that it was ahead of is now behind by as much
    const back = section.locator('tbody tr', { hasText: 'glorot_uniform' });
    expect((await back.locator('.number').first().textContent())?.split(' ')[0]).toBe(
      first?.split(' ')[0].replace('+', '−'),
    );
    await section.getByRole('combobox').selectOption('glorot_uniform');
    const cost = page.locator('[aria-labelledby="cost-title"]');
    const value = async () => (await cost.locator('tbody .number').first().textContent())!;
    const steps = Number((await value()).split(' ')[0]);
    await cost.getByRole('combobox').selectOption('FLOP');
    await expect.poll(value).toContain(' k');
    // 64 samples a step, 50 FLOP each; both are rounded to three digits
    const flop = 1000 * Number((await value()).split(' ')[0]);
    expect(Math.abs(flop / (64 * 50 * steps) - 1)).toBeLessThan(0.02);
  });

  it('sorts the table by any column', async () => {
    await open.page.locator('table.results').getByRole('button', { name: 'Best' }).click();
    const best = (await tableRows(open.page)).map((row) => Number(row.Best));
    expect(best).toEqual([...best].sort((a, b) => b - a));
  });

  it('moves the threshold by keyboard and by pointer, and the rates follow', async () => {
    const { page } = open;
    const slider = page.getByRole('slider');
    const before = await rates();
    await slider.focus();
    await slider.press('Home');
    expect(await rates()).toEqual(['0.0', '0.0', '0.0']);
    await slider.press('End');
    expect(await rates()).toEqual(['100.0', '100.0', '100.0']);
    const box = (await slider.boundingBox())!;
    await page.mouse.move(box.x + box.width / 2, box.y + 40);
    await page.mouse.down();
    await page.mouse.move(box.x - 60, box.y + 40, { steps: 4 });
    await page.mouse.up();
    const dragged = await rates();
    expect(dragged).not.toEqual(['100.0', '100.0', '100.0']);
    expect(dragged.every((rate) => Number(rate) > 0)).toBe(true);
    await page.getByRole('button', { name: 'Changed: reset all' }).waitFor();
    await page.getByRole('textbox', { name: 'Threshold' }).fill('0.02');
    expect(await rates()).toEqual(before);
  });

  it('lists the runs of a bar, and replays one of them to the same loss', async () => {
    const { page } = open;
    const plot = page.locator('.histogram-plot').first();
    await plot.scrollIntoViewIfNeeded();
    const { x, y, width } = (await plot.boundingBox())!;
    const said = page.locator('.hover-text').first();
    for (let at = 0; at < width && !/: /.test((await said.textContent()) ?? ''); at += 3) {
      await page.mouse.move(x + 44 + at, y + 90);
    }
    const count = Number(/: (\d+)/.exec((await said.textContent()) ?? '')![1]);
    await page.mouse.down();
    await page.mouse.up();
    const rows = page.locator('.runs-list tbody tr');
    await expect.poll(() => rows.count()).toBe(Math.min(100, count));
    const listed = await rows.first().locator('.loss').textContent();
    await rows.first().getByRole('button').click();
    await expect
      .poll(() => page.locator('.replayed').textContent())
      .toContain('the same bits as in the study');
    expect(await page.locator('.final .loss').textContent()).toBe(listed);
    expect(await page.locator('.neurons-table tbody tr').count()).toBe(3);
    expect(await page.locator('.side canvas.surface').count()).toBe(3);
  });

  it('lists the runs of a cause, and says of one of them what is wrong in words', async () => {
    const { page } = open;
    const whyNot = page.locator('[aria-labelledby="why-title"]');
    await whyNot.locator('summary').click();
    const link = whyNot.getByRole('button', { name: /runs of glorot_uniform, Dead neuron: list/ });
    const count = Number(await link.textContent());
    await link.click();
    const rows = page.locator('.runs-list tbody tr');
    await expect.poll(() => rows.count()).toBe(Math.min(100, count));
    expect(new Set(await rows.locator('td:last-child').allTextContents())).toEqual(
      new Set(['dead neuron']),
    );
    await rows.first().getByRole('button').click();
    await expect
      .poll(() => page.locator('.diagnosis').textContent())
      .toMatch(/Neuron \d of layer 1 has seen none of the 64 rows since step \d+; its bias is /);
    await page.keyboard.press('Escape');
    await whyNot.locator('summary').click();
  });

  it('saves rates and causes as a picture, and copies an arm as a program', async () => {
    const { page } = open;
    const row = page.locator('.row', { hasText: 'Picture' });
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      row.getByRole('button', { name: 'SVG' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('three-schemes-compared.svg');
    const picture = await readFile((await download.path())!, 'utf8');
    for (const rate of await rates()) expect(picture).toContain(`>${rate} [`);
    expect(picture).toMatch(/Dead neuron/);
    const [table] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Parquet' }).click(),
    ]);
    expect(table.suggestedFilename()).toBe('three-schemes-compared-runs.parquet');
    const rows = await readFile((await table.path())!);
    expect([rows.subarray(0, 4), rows.subarray(-4)].map(String)).toEqual(['PAR1', 'PAR1']);
    const [pixels] = await Promise.all([
      page.waitForEvent('download'),
      row.getByRole('button', { name: 'PNG' }).click(),
    ]);
    expect(pixels.suggestedFilename()).toBe('three-schemes-compared.png');
    const png = await readFile((await pixels.path())!);
    const [, width] = /width="(\d+)"/.exec(picture)!;
    expect(png.readUInt32BE(16)).toBe(2 * Number(width));
    expect(png.length).toBeGreaterThan(10_000); // more than one colour
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const code = page.locator('.row', { hasText: 'Code' });
    await code.getByRole('button', { name: 'PyTorch' }).click();
    await expect
      .poll(() => page.evaluate(() => navigator.clipboard.readText()))
      .toMatch(/^# glorot_uniform: how to train 2-3-1, in PyTorch/);
  });

  it('says what predicts success at the start', async () => {
    const { page } = open;
    const section = page.locator('[aria-labelledby="predictors-title"]');
    await section.getByRole('combobox').selectOption('glorot_uniform');
    const doomed = section.locator('tbody', { hasText: 'Doomed neurons' }).locator('tr');
    const rates = await doomed.locator('.number:last-child').allTextContents();
    expect(rates.map(Number).reduce((a, b) => a + b, 0)).toBe(200);
  });

  it('shows each level by its best network, says what it rests at, and lists its runs', async () => {
    const { page } = open;
    const cards = page.locator('.ending');
    await expect.poll(() => page.locator('.ending .quiet').count()).toBe(0);
    expect(await cards.count()).toBeGreaterThan(3);
    expect(await cards.first().textContent()).toMatch(/3 of 3 alive, \+\+\+/);
    const loss = await cards.first().locator('b').textContent();
    await cards.first().getByRole('button').first().click();
    const final = Number(await page.locator('.final .loss').textContent());
    expect(Math.abs(final / Number(loss) - 1)).toBeLessThan(0.1);
    await page.keyboard.press('Escape');
    await page.getByText('These levels as a table').click();
    const row = page.getByRole('region', { name: 'Levels as a table' }).locator('tbody tr').first();
    const link = row.getByRole('button').first();
    const count = await link.textContent();
    await link.click();
    await expect.poll(() => page.locator('.runs-list tbody tr').count()).toBe(Number(count));
  });

  it('draws how the losses moved, with the quantiles as a table', async () => {
    const { page } = open;
    expect(await page.locator('canvas.density').count()).toBe(3);
    await page.getByText('These quantiles as a table').click();
    const table = page.getByRole('region', { name: 'Quantiles of the loss of positive_output' });
    const last = await table.locator('tbody tr').last().locator('td').allTextContents();
    expect(last).toHaveLength(5);
    expect(last.map(Number)).toEqual([...last].map(Number).sort((a, b) => a - b));
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

  it('closes the panel with Escape, and is clean without it', async () => {
    await open.page.keyboard.press('Escape');
    expect(await open.page.locator('.side').count()).toBe(0);
    await open.page.getByRole('button', { name: 'Change the study' }).click();
    expect(await violations(open.page)).toEqual([]);
    expect(await overflow(open.page)).toBe(0);
  });
});
