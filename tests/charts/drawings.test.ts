// Drawings as text: escaped, in place, and in colours that part.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { causeNames } from '../../src/analysis/causes';
import { intervalCell, stackCell } from '../../src/charts/cells';
import { causeColour } from '../../src/charts/colours';
import { tag, through } from '../../src/charts/markup';
import { plot } from '../../src/charts/plot';
import { logTicks } from '../../src/charts/powers';
import { ratePlots } from '../../src/charts/rate_plot';

describe('markup', () => {
  it('escapes attributes, leaves out what is undefined, and rounds', () => {
    expect(tag('a', { title: `"<'&>`, x: 1 / 3, y: undefined }, 'b')).toBe(
      '<a title="&quot;&lt;&#39;&amp;&gt;" x="0.33">b</a>',
    );
    expect(tag('rect', { x: -0 })).toBe('<rect x="0"/>');
  });

  it('has y upwards', () => {
    expect(
      through([
        [0, 0],
        [1, 1],
      ]),
    ).toBe('0 1000L1000 0');
  });
});

it.each([
  [-3.2, 0.4, [-3, -2, -1, 0]],
  [-30, 0.5, [-30, -24, -18, -12, -6, 0]],
  [2, 3, [2, 3]],
  [2.1, 3, ['200', '500', '1,000']],
  [-0.5, -0.1, ['0.4', '0.5', '0.6', '0.7']],
  [Math.log10(0.0034), Math.log10(0.0038), ['0.0034', '0.0035', '0.0036', '0.0037', '0.0038']],
  [-9.9, -9.2, ['2e-10', '5e-10']],
])('a logarithmic axis from %d to %d has ticks', (low, high, texts) => {
  const ticks = logTicks(low, high);
  expect(ticks.map(({ text }) => text)).toEqual(texts);
  for (const { at } of ticks) expect(at >= low && at <= high).toBe(true);
});

describe('a drawing', () => {
  it('says what it shows, and writes powers raised', () => {
    const svg = plot({
      label: 'Loss <of> "a"',
      height: 100,
      x: { ticks: [{ at: 0.5, text: -3 }] },
      y: { ticks: [{ at: 1, text: '<1 %' }] },
    });
    expect(svg).toContain('role="img" aria-label="Loss &lt;of&gt; &quot;a&quot;"');
    expect(svg).toMatch(/<text x="50%"[^>]*>10<tspan[^>]*>−3</);
    expect(svg).toContain('&lt;1 %');
  });

  it('puts an interval at its shares, clipped to its axis', () => {
    const svg = intervalCell({ value: 0.9, low: 0.75, high: 1.5, colour: 'red', unsure: true }, []);
    expect(svg).toMatch(/<rect[^>]* x="75%" width="25%"/);
    expect(svg).toMatch(/<circle class="dot unsure" cx="90%"/);
  });

  it('stacks shares from the left', () => {
    const svg = stackCell([
      { share: 0.25, colour: 'a' },
      { share: 0.5, colour: 'b' },
    ]);
    expect(svg.match(/x="[\d.]+%" width="[\d.]+%"/g)).toEqual([
      'x="0%" width="25%"',
      'x="25%" width="50%"',
    ]);
  });

  it('is one for a few arms, and one each where arms have no colours of their own', () => {
    const line = (arm: number) => ({
      arm,
      label: `arm ${arm}`,
      x: [2, 2.5],
      rate: [0, 0.5],
      low: [0, 0.4],
      high: [0.1, 0.6],
    });
    const draw = (arms: number) =>
      ratePlots({
        lines: Array.from({ length: arms }, (_, a) => line(a)),
        arms,
        xAxis: 'Step',
        label: 'Rates',
      });
    expect(draw(8)).toHaveLength(1);
    expect(draw(9).map(({ arm }) => arm)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    expect(draw(9)[4].svg).toContain('aria-label="Rates: arm 4"');
    expect(draw(1)[0].svg).toContain('>200</text>'); // the axis is shorter than a decade
  });
});

it('gives every cause a colour that the tokens name', async () => {
  const tokens = await readFile(join(import.meta.dirname, '../../src/charts/tokens.css'), 'utf8');
  const names = causeNames.map((name) => /^var\((--[\w-]+)\)$/.exec(causeColour(name))![1]);
  for (const name of names) expect(tokens).toContain(`${name}: #`);
  // not finite and exploding are both diverged
  expect(new Set(names).size).toBe(causeNames.length - 1);
});
