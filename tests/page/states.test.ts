// The other states: cancelled, damaged link, wrong input, a dropped table, other kinds of tasks.
import { afterEach, expect, it } from 'vitest';
import { toFragment } from '../../src/study/permalink';
import type { OpenPage } from '../support/page';
import { comparison, openStudy, runToEnd, tableRows, violations } from './support';
import { openPage } from '../support/page';

let open: OpenPage;
afterEach(async () => {
  expect(open.errors).toEqual([]);
  await open.close();
});

it('keeps what is finished when it is cancelled, and says that it is partial', async () => {
  const arms = [{ training: { steps: 50 } }, { training: { steps: 1_000_000 } }];
  const { grid: _, ...rest } = comparison;
  open = await openStudy({ ...rest, arms });
  const { page } = open;
  await page.getByRole('button', { name: /^Run / }).click();
  await page.locator('table.rates td.runs', { hasText: '200' }).first().waitFor();
  await expect.poll(() => page.locator('.status').textContent()).toContain('left');
  const asksBeforeLeaving = () =>
    page.evaluate(() => !dispatchEvent(new Event('beforeunload', { cancelable: true })));
  expect(await asksBeforeLeaving()).toBe(true);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect.poll(() => page.locator('.status').textContent()).toContain('Cancelled: 200 of 400');
  expect(await asksBeforeLeaving()).toBe(false);
  expect((await tableRows(page)).map(({ Runs }) => Runs).sort()).toEqual(['0', '200']);
  expect(await page.locator('#rates-title + .note').textContent()).toContain('Partial');
});

it('says what is wrong with a damaged link, and goes on with a preset', async () => {
  open = await openPage({ suffix: '#v1.AAAA' });
  const alert = open.page.getByRole('alert');
  expect(await alert.textContent()).toContain('damaged or was cut short');
  await alert.getByRole('button', { name: 'Start with the first preset' }).click();
  expect(await alert.count()).toBe(0);
  await expect.poll(() => open.page.url()).toMatch(/#v1\..{40}/);
});

it('explains a wrong value of the base beside its control where a study has arms, and leads to it', async () => {
  const { grid: _, ...rest } = comparison;
  open = await openStudy({ ...rest, arms: [{}, { optimizer: { learning_rate: 0.1 } }] });
  const { page } = open;
  await page.getByRole('textbox', { name: 'Hidden' }).fill('3 4 x');
  const alert = page.locator('.row.wrong').getByRole('alert');
  await expect.poll(() => alert.isVisible()).toBe(true);
  expect(await page.getByRole('button', { name: /^Run / }).isDisabled()).toBe(true);
  expect(await page.locator('.status').textContent()).toContain('model.hidden: found');
  await page.getByRole('button', { name: 'Go to it' }).click();
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-invalid'));
  await expect.poll(focused).toBe('true');
  await page.getByRole('textbox', { name: 'Hidden' }).fill('3');
  await page.getByText('arm 2').first().click();
  await page.locator('.arm').nth(1).getByLabel('learning rate').fill('-1');
  await page.keyboard.press('Tab');
  const ofArm = page.locator('.arm').nth(1).getByRole('alert');
  await expect.poll(() => ofArm.isVisible()).toBe(true);
});

it('says beside the value of the base that some arms have their own', async () => {
  const { grid: _, ...rest } = comparison;
  const arms = [{}, { optimizer: { learning_rate: 0.1 } }, { init: { kernel: 'he_normal' } }];
  open = await openStudy({ ...rest, arms });
  const rate = open.page.getByRole('textbox', { name: 'Learning rate', exact: true });
  await expect.poll(() => rate.inputValue()).toBe('0.02');
  expect(await rate.getAttribute('aria-invalid')).toBe(null);
  expect(await open.page.locator('.row', { has: rate }).locator('.own').textContent()).toBe(
    'in one arm 0.1',
  );
  expect(await open.page.locator('.row.head .value').textContent()).toBe('in one arm he_normal');
});

it('lets the keyboard skip the controls', async () => {
  open = await openStudy(comparison);
  const { page } = open;
  await page.keyboard.press('Tab');
  const skip = page.getByRole('button', { name: 'Skip to the answer' });
  expect(await skip.evaluate((button) => button === document.activeElement)).toBe(true);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  const inside = () => page.evaluate(() => document.activeElement?.closest('main') !== null);
  expect(await inside()).toBe(true);
});

it('asks another question of another task, and keeps nothing when cancelled at once', async () => {
  open = await openPage();
  const { page } = open;
  await page.getByRole('combobox', { name: 'Target' }).selectOption('two_spirals');
  const title = page.getByRole('heading', { level: 1 });
  expect(await title.textContent()).toBe('Two spirals: how often do 2-3-1 networks get there?');
  expect(await page.title()).toBe(`${await title.textContent()} · Unstuck`);
  await page.getByRole('textbox', { name: 'Steps' }).fill('1000000');
  await page.keyboard.press('Tab');
  await page.getByRole('button', { name: /^Run / }).click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect
    .poll(() => page.locator('.status').textContent())
    .toContain('there is nothing to keep');
  expect(await page.locator('main h2').allTextContents()).toEqual([
    'Convergence rate',
    'Final loss',
  ]);
});

it('explains a wrong value beside its control, and keeps the address in step', async () => {
  open = await openStudy(comparison);
  const { page } = open;
  const steps = page.getByRole('textbox', { name: 'Steps' });
  await steps.fill('-5');
  const row = page.locator('.row.wrong');
  expect(await row.locator('label').textContent()).toBe('Steps');
  expect(await row.getByRole('alert').textContent()).toContain('at least 0');
  expect(await page.getByRole('button', { name: /^Run / }).isDisabled()).toBe(true);
  const before = page.url();
  await steps.fill('300 600');
  await expect
    .poll(() => page.getByRole('button', { name: /^Run / }).textContent())
    .toBe('Run 6 × 200 networks');
  await expect.poll(() => page.url()).not.toBe(before);
  await page.reload();
  await expect
    .poll(() => page.getByRole('button', { name: /^Run / }).textContent())
    .toBe('Run 6 × 200 networks');
});

it('compares the schemes that are checked', async () => {
  open = await openStudy(comparison);
  const { page } = open;
  await page.getByText('Choose schemes to compare').click();
  await page.getByRole('checkbox', { name: /^he_normal/ }).check();
  await page.getByRole('button', { name: 'Take torch_linear out of the comparison' }).click();
  const arms = page.locator('table.rates tbody .arm-name');
  await expect
    .poll(() => arms.allTextContents())
    .toEqual(['glorot_uniform', 'positive_output', 'he_normal']);
  await page.getByRole('button', { name: 'Reset Kernel to the preset' }).click();
  await expect.poll(() => arms.count()).toBe(3);
  expect((await arms.allTextContents()).at(-1)).toBe('torch_linear');
});

it('learns a CSV file that is opened, and refuses one with text in it', async () => {
  open = await openPage();
  const { page } = open;
  const input = page.locator('input[type=file][accept*=csv]');
  const file = (text: string) => ({
    name: 'pump.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(text),
  });
  await input.setInputFiles(file('a,b\n1,2\n3,x\n'));
  expect(await page.getByRole('alert').textContent()).toContain('row 3, column b: found "x"');
  const rows = Array.from(
    { length: 40 },
    (_, i) => `${i / 20 - 1},${(i % 7) / 7},${Math.sin(i / 6)}`,
  );
  await input.setInputFiles(file(['a,b,c', ...rows].join('\n')));
  await expect.poll(() => page.locator('h1').textContent()).toBe('pump.csv');
  expect(await page.getByText('40 rows, 2 in, 1 out').count()).toBe(1);
  await page.getByRole('combobox', { name: 'Target column' }).selectOption('a');
  expect(await page.getByText('40 rows, 2 in, 1 out').count()).toBe(1);
});

it.each([
  ['fir', { name: 'fir', samples: 64 }, 'Learned and target weights'],
  ['dft', { name: 'dft', size: 4, samples: 64 }, 'Learned and target matrix'],
  ['relu', { name: 'relu', samples: 64 }, 'Fit and target'],
])('shows one network of %s as its sizes allow', async (_, task, heading) => {
  open = await openStudy({
    task,
    model: { hidden: task.name === 'relu' ? [2] : [] },
    optimizer: { name: 'adam', learning_rate: 0.05 },
    training: { steps: 300 },
    seeds: { count: 20 },
    converged: { below: 0.01 },
  });
  await runToEnd(open.page);
  await open.page.locator('table.results button.arm-name').first().click();
  await open.page.locator('.runs-list tbody button').first().click();
  await open.page.getByRole('heading', { name: heading }).waitFor();
  await expect.poll(() => open.page.locator('.replayed').textContent()).toContain('same bits');
});

it('opens one run by its own link, without running the study', async () => {
  open = await openPage({
    suffix: `#${await toFragment(comparison)}&arm=positive_output&seed=7`,
  });
  const { page } = open;
  await expect.poll(() => page.locator('#side-title').textContent()).toBe('Seed 7');
  await expect.poll(() => page.locator('.replayed').textContent()).toMatch(/Replayed.*alone on/);
  expect(Number(await page.locator('.final .loss').textContent())).toBeGreaterThan(0);
});

it('scrubs through the training of one network', async () => {
  open = await openStudy(comparison);
  const { page } = open;
  await runToEnd(page);
  await page.locator('table.results button.arm-name').first().click();
  await page.locator('.runs-list tbody button').first().click();
  const slider = page.getByRole('slider', { name: 'Its training' });
  await expect.poll(() => slider.isEnabled()).toBe(true);
  const said = () => slider.getAttribute('aria-valuetext');
  const final = await page.locator('.final .loss').textContent();
  expect(await said()).toBe(`step 400 of 400, loss ${final}`);
  const weights = page.locator('.neurons-table').first();
  const trained = await weights.textContent();
  await slider.press('Home');
  await expect.poll(said).toMatch(/^step 0 of 400, loss /);
  expect(await weights.textContent()).not.toBe(trained);
  expect(await violations(page)).toEqual([]);
  await slider.press('End');
  await expect.poll(() => weights.textContent()).toBe(trained);
});

it('a link to a run of another study takes no outcome from the results on the page', async () => {
  open = await openStudy(comparison);
  const { page } = open;
  await runToEnd(page);
  const other = { ...comparison, title: 'Another', training: { steps: 100 } };
  const fragment = await toFragment(other);
  await page.evaluate((hash) => (location.hash = hash), `${fragment}&arm=positive_output&seed=7`);
  await expect.poll(() => page.locator('.replayed').textContent()).toMatch(/alone on [^:]*\.$/);
  expect(await page.locator('.final .outcome').count()).toBe(0);
});

it('goes back from a run to where its list was left', async () => {
  open = await openStudy(comparison);
  const { page } = open;
  await runToEnd(page);
  await page.locator('table.results button.arm-name').first().click();
  await page.getByRole('button', { name: 'Show 100 more of 200' }).click();
  const runs = page.locator('.runs-list tbody button');
  await runs.nth(150).click();
  await page.getByRole('button', { name: '‹ All runs' }).click();
  await expect.poll(() => runs.count()).toBe(200);
  expect(await page.locator('.side').evaluate((side) => side.scrollTop)).toBeGreaterThan(500);
});

it('a moved threshold goes back to the rules of the arms, too; one that the grid sets does not move', async () => {
  const { grid: _, ...base } = comparison;
  const arms = [{ label: 'a' }, { label: 'b', converged: { below: 0.05 } }];
  open = await openStudy({ ...base, arms });
  const { page } = open;
  await runToEnd(page);
  const before = await tableRows(page);
  await page.getByRole('slider').press('End');
  await expect.poll(() => tableRows(page)).not.toEqual(before);
  await page.getByRole('button', { name: 'Back to the preset’s rule' }).click();
  await expect.poll(() => tableRows(page)).toEqual(before);
  await open.close();
  open = await openStudy({ ...base, grid: { 'converged.below': [0.01, 0.05] } });
  await runToEnd(open.page);
  expect(await open.page.getByRole('slider').count()).toBe(0);
});

it('trains a network that is too large for the device on the CPU, and replays it there', async () => {
  const large = { model: { hidden: [4000] }, training: { steps: 2 }, seeds: { count: 4 } };
  open = await openStudy({ ...comparison, ...large });
  const { page } = open;
  await runToEnd(page);
  const said = await page.locator('.status').textContent();
  expect(said).toMatch(/\d CPU threads?, since a network needs .* = \d+, this adapter has \d+/);
  await page.locator('table.results button.arm-name').first().click();
  await page.locator('.runs-list tbody button').first().click();
  await expect.poll(() => page.locator('.replayed').textContent()).toContain('same bits');
});

it('runs again from its results', async () => {
  open = await openStudy(comparison);
  const { page } = open;
  await runToEnd(page);
  const rows = await tableRows(page);
  await runToEnd(page);
  expect(await tableRows(page)).toEqual(rows);
  expect(open.errors).toEqual([]);
});

it('says how long a much larger study will take, by the last one', async () => {
  open = await openStudy({ ...comparison, training: { steps: 2000 }, seeds: { count: 1000 } });
  const { page } = open;
  await runToEnd(page);
  expect(await page.locator('.status').textContent()).not.toContain('takes about');
  await page.getByRole('textbox', { name: 'Runs an arm' }).fill('1000000');
  await expect
    .poll(() => page.locator('.status').textContent())
    .toMatch(/the next run takes about \d+:\d\d/);
});

it('cross-checks a sample when the study asks for it, after the results', async () => {
  open = await openStudy({ ...comparison, cross_check: 8 });
  const { page } = open;
  await runToEnd(page);
  const section = page.locator('[aria-labelledby="cross-check-title"]');
  const lines = section.locator('li');
  await expect.poll(() => lines.count(), { timeout: 40_000 }).toBe(3);
  for (const line of await lines.allTextContents())
    expect(line).toMatch(/(100\.0|87\.5|75\.0) % \[\d.* of 8 runs end the same/);
  expect(await violations(page)).toEqual([]);
  // whatever the threshold: no run is converged above all losses, and all are below the smallest
  await page.getByRole('slider').press('End');
  await expect.poll(() => lines.first().textContent()).toContain('100.0 %');
});

it('stops a cross-check, and keeps the results', async () => {
  open = await openStudy({ ...comparison, cross_check: 1000, seeds: { count: 1000 } });
  const { page } = open;
  await runToEnd(page);
  const section = page.locator('[aria-labelledby="cross-check-title"]');
  await expect
    .poll(() =>
      section.getByRole('progressbar').evaluate((bar) => (bar as HTMLProgressElement).value),
    )
    .toBeGreaterThan(0);
  await section.getByRole('button', { name: 'Stop the cross-check' }).click();
  await section.getByText('Stopped: of the runs that were done by then').waitFor();
  expect(await tableRows(page)).toHaveLength(3);
});
