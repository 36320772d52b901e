// A browser without an adapter: the same study on the CPU's threads, and it says so.
import { expect, it } from 'vitest';
import { comparison, openStudy, runToEnd, tableRows, violations } from './support';

it('trains on the CPU where there is no adapter, and says what to do', async () => {
  const study = { ...comparison, seeds: { count: 60 } };
  const { page, errors, close } = await openStudy(study, { webgpu: false });
  try {
    await page.getByText(/No GPU here/).waitFor();
    expect(await page.locator('.banner').textContent()).toContain('CPU thread');
    await runToEnd(page);
    const rows = await tableRows(page);
    expect(rows.map(({ Runs }) => Runs)).toEqual(['60', '60', '60']);
    expect(rows.some(({ Converged }) => Number(Converged) > 0)).toBe(true);
    await page.locator('table.results button.arm-name').first().click();
    await page.locator('.runs-list tbody button').first().click();
    await expect.poll(() => page.locator('.replayed').textContent()).toContain('same bits');
    expect(await violations(page)).toEqual([]);
    expect(errors).toEqual([]);
  } finally {
    await close();
  }
});
