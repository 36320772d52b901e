// The report of a real result: the same in HTML and Markdown, nothing but what it holds, and nothing of a study is markup.
import { beforeAll, describe, expect, it } from 'vitest';
import { causeNames, causes } from '../../../src/analysis/causes';
import { outcomes } from '../../../src/analysis/outcomes';
import { countText, lossText, rateText } from '../../../src/results/numbers';
import { readResult } from '../../../src/results/files/read';
import { readDensity, readNetworks, runKey } from '../../../src/results/files/read_csv';
import { figure, html, markdown, report, titleOf, type Source } from '../../../src/results/report';
import { literal } from '../../../src/results/report/markdown';
import { trained } from '../trained';

const evil = '<script>alert("1")</script> & | `pipe` *x* _y_ [z](w)';
let source: Source;
let page: string;
let text: string;

async function sourceOf(document: unknown): Promise<Source> {
  const written = await trained(document);
  const { result, study } = readResult(written.summary, 'summary.json');
  const wanted = result.landscapes.flatMap(({ endings }) =>
    endings.map(({ best: [{ arm, seed }] }) => runKey(arm, seed)),
  );
  const lines = async function* () {
    await Promise.resolve();
    yield* written.runs.split('\n');
  };
  return {
    result,
    study,
    density: readDensity(written.density, result, 'density.csv'),
    networks: await readNetworks(lines(), new Set(wanted)),
    version: '1.2.3',
  };
}

beforeAll(async () => {
  source = await sourceOf({
    title: evil,
    task: { name: 'magnitude', samples: 64 },
    optimizer: { name: 'adam', learning_rate: 0.02 },
    training: { steps: 300 },
    seeds: { count: 60 },
    converged: { below: 0.02 },
    arms: [
      { label: evil },
      { label: 'positive', init: { kernel: 'positive_output' } },
      { label: 'explodes', optimizer: { name: 'sgd', learning_rate: 1e3 } },
    ],
  });
  page = html(report(source));
  text = markdown(report(source));
});

/** The cells of every table of a Markdown text, as they were before they were escaped. */
const markdownRows = () =>
  text
    .split('\n')
    .filter((line) => /^\|(?! :?-)/.test(line))
    .map((line) =>
      line
        .slice(2, -2)
        .split(/ (?<!\\)\| /)
        .map((cell) => cell.replace(/\\(?=\W|_)/g, '')),
    );

describe('the HTML', () => {
  it('is balanced', () => {
    const open: string[] = [];
    const body = page.replace(/<style>[^<]*<\/style>/, '').replace('<!doctype html>', '');
    for (const [, close, name, rest] of body.matchAll(
      /<(\/?)([a-zA-Z][\w:-]*)((?:[^<>"]|"[^"]*")*)>/g,
    )) {
      if (!close && !rest.endsWith('/')) open.push(name);
      if (close && open.pop() !== name) open.push(`misplaced ${name}`);
    }
    expect(open).toEqual([]);
    expect(body.replace(/<(?:[^<>"]|"[^"]*")*>/g, '')).not.toMatch(/[<>]/);
  });

  it('loads nothing and runs nothing', () => {
    expect(page).not.toMatch(/https?:|\bsrc=|@import|<script|<link|<iframe|\son\w+=/i);
    for (const [, address] of page.matchAll(/(?:href="|url\()([^"#)]*)/g)) {
      expect(address === '' || address.startsWith('data:image/png;base64,')).toBe(true);
    }
    expect(page).toContain(`default-src &#39;none&#39;; img-src data:`);
    expect(page).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; | ');
  });

  it('links only to what is there, and names nothing twice', () => {
    const ids = Array.from(page.matchAll(/ id="([^"]*)"/g), ([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const links = Array.from(page.matchAll(/href="#([^"]*)"/g), ([, id]) => id);
    expect(links.length).toBeGreaterThan(20);
    expect(links.filter((id) => !ids.includes(id))).toEqual([]);
  });

  it('draws every arm and every kind of ending, with a name each', () => {
    const drawings = Array.from(
      page.matchAll(/role="img" aria-label="([^"]*)"/g),
      ([, label]) => label,
    );
    for (const start of [
      'Final losses of positive:',
      'Loss over time of explodes:',
      'Share of runs converged by step',
      'Share of runs at or below each loss',
    ])
      expect(drawings.filter((label) => label.startsWith(start))).toHaveLength(1);
    const levels = source.result.landscapes.flatMap(({ endings }) => endings);
    expect(levels.length).toBeGreaterThan(0);
    expect(drawings.filter((label) => label.startsWith('Output of run '))).toHaveLength(
      levels.length,
    );
  });
});

describe('the picture', () => {
  let picture = '';
  const draw = () => figure(titleOf(source), source.result.arms);
  beforeAll(() => {
    picture = draw();
  });

  it('stands alone, and is the same bytes from the same result', () => {
    expect(draw()).toBe(picture);
    expect(picture.replace('http://www.w3.org/2000/svg', '')).not.toMatch(
      /https?:|href|<script|url\(/,
    );
  });

  it('has a row for every arm, with its rate, and parts that add up to the whole', () => {
    for (const arm of source.result.arms) {
      expect(picture).toContain(rateText(arm.converged, arm.runs).replace(' %', ''));
    }
    const [axis] = picture.matchAll(/x="([\d.]+)"[^>]*>0</g);
    const [end] = picture.matchAll(/x="([\d.]+)"[^>]*>100 %</g);
    const rows = new Map<string, number>();
    for (const [, y, width] of picture.matchAll(
      /<rect x="[\d.]+" y="([\d.]+)" width="([\d.]+)" height="12" fill/g,
    ))
      rows.set(y, (rows.get(y) ?? 0) + Number(width));
    expect(rows.size).toBe(source.result.arms.length);
    for (const whole of rows.values())
      expect(Math.abs(whole - (Number(end[1]) - Number(axis[1])))).toBeLessThan(0.2);
  });
});

describe('both', () => {
  it('are the same bytes from the same result', () => {
    expect(html(report(source))).toBe(page);
    expect(markdown(report(source))).toBe(text);
  });

  it('say the numbers of the result', () => {
    const rows = markdownRows();
    for (const arm of source.result.arms) {
      const label = literal(arm.label).replace(/\\(?=\W|_)/g, '');
      const of = rows.filter(([name]) => name === label);
      expect(
        of.some(([, rate]) => rate === rateText(arm.converged, arm.runs).replace(' %', '')),
      ).toBe(true);
      const counts = [arm.runs, arm.converged.count, arm.stuck, arm.unfinished, arm.diverged].map(
        countText,
      );
      const losses = [arm.bestLoss, arm.medianLoss, arm.threshold].map(lossText);
      expect(of).toContainEqual([label, ...counts, ...losses]);
      const cell = (value: string) => `<td class="number">${value}</td>`;
      expect(page).toContain([...counts, ...losses].map(cell).join(''));
    }
    const [level] = source.result.landscapes[0].endings;
    expect(
      rows.some(
        ([loss, share]) =>
          loss === lossText(level.loss) && share.startsWith((100 * level.share).toFixed(1)),
      ),
    ).toBe(true);
  });

  it('answer in one sentence', () => {
    const { arms, comparisons } = source.result;
    const [first, positive] = arms;
    expect(positive.converged.rate).toBeGreaterThan(first.converged.rate!);
    const found = comparisons.find(({ b }) => b === 'positive')!;
    const [, sentence] = text.split('\n\n');
    expect(sentence).toContain(
      `\`positive\` converges in **${rateText(positive.converged, 60)}** of 60 runs, `,
    );
    expect(sentence).toContain(`${(100 * found.difference.value!).toFixed(1)} [`);
    expect(sentence).toContain(found.verdict === 'higher' ? 'is significant' : 'not told apart');
  });

  it('define every outcome, every cause and every term that is used', () => {
    for (const { rule } of Object.values(outcomes)) expect(text).toContain(literal(rule));
    for (const name of causeNames) expect(text).toContain(literal(causes[name].rule));
    const terms = Array.from(page.matchAll(/<a class="term" href="#([^"]*)"/g), ([, id]) => id);
    for (const id of terms) expect(page).toContain(`<div id="${id}"><dt>`);
  });

  it('hold the study, which can be run again', () => {
    const [, json] = /```json\n([^]*?)\n```/.exec(text)!;
    expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify(source.result.study)));
  });
});

describe('Markdown', () => {
  it('keeps cells in their columns', () => {
    for (const [head, rule] of text.matchAll(/^\|.*\|\n(\|[-: |]+\|)$/gm)) {
      expect(head.split('\n')[0].match(/(?<!\\)\|/g)).toHaveLength(rule.match(/\|/g)!.length);
    }
    for (const row of markdownRows()) expect(row.length).toBeGreaterThan(1);
  });

  it.each([
    ['a*b*', 'a\\*b\\*'],
    ['he_normal', 'he_normal'],
    ['_x_', '\\_x\\_'],
    ['[a](b)', '[a\\](b)'],
    ['97.4 % [96.2, 98.2]', '97.4 % [96.2, 98.2]'],
    ['a\nb', 'a b'],
    ['<b> &lt; & c', '\\<b> \\&lt; & c'],
  ])('%j is itself', (from, to) => {
    expect(literal(from)).toBe(to);
  });
});

it('reports a study of one arm over one input, and one where nothing converged', async () => {
  const one = await sourceOf({
    task: { name: 'abs', samples: 32 },
    optimizer: { name: 'adam', learning_rate: 0.05 },
    training: { steps: 300 },
    seeds: { count: 40 },
    converged: { below: 1e-30 },
  });
  const made = markdown(report(one));
  expect(made).toMatch(/^# A study without a title\n\nNone of 40 runs converged\.\n/);
  expect(made).not.toContain('## Comparison');
  expect(
    /<svg class="thumbnail framed"[^>]*aria-label="Output of run \d+ of all/.test(
      html(report(one)),
    ),
  ).toBe(true);
});
