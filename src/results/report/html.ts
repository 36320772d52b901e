// A report as one HTML file that loads nothing: style, drawings and pictures are inside, there is no script, and its policy
// forbids all else.
import { outcomeShapes } from '../../charts/colours';
import { escaped, tag } from '../../charts/markup';
import plots from '../../charts/plot.css?raw';
import scroll from '../../charts/scroll.css?raw';
import thumbnails from '../../charts/thumbnail.css?raw';
import { spans, type Block, type Cell, type Name, type Report, type Text } from './blocks';
import { schemes } from './schemes';
import style from './style.css?raw';

const POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'";

/** The whole file. The same report gives the same bytes. */
export function html({ title, blocks }: Report): string {
  const head = [
    tag('meta', { charset: 'utf-8' }),
    tag('meta', { 'http-equiv': 'Content-Security-Policy', content: POLICY }),
    tag('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    tag('title', {}, escaped(title)),
    tag('style', {}, [schemes, plots, scroll, thumbnails, style].join('\n')),
  ].join('\n');
  const [first, ...others] = sections(blocks);
  const body = [
    tag('header', {}, ...first.map(block)),
    contents(blocks),
    ...others.map((section) => tag('section', {}, ...section.map(block))),
  ].join('\n');
  return `<!doctype html>\n<html lang="en">\n<head>\n${head}\n</head>\n<body>\n<main>\n${body}\n</main>\n</body>\n</html>\n`;
}

/** Rows of a table that stays on one page. */
const SHORT = 24;

const isTitle = (one: Block) => one.kind === 'heading' && one.level === 2;

/** Blocks from one heading of the second level to the next. */
function sections(blocks: readonly Block[]): Block[][] {
  const found: Block[][] = [[]];
  for (const one of blocks) {
    if (isTitle(one)) found.push([]);
    found.at(-1)!.push(one);
  }
  return found;
}

const slug = (text: string) => text.toLowerCase().replace(/[^a-z0-9]+/g, '-');

function contents(blocks: readonly Block[]): string {
  const links = blocks.flatMap((one) =>
    one.kind === 'heading' && one.level === 2
      ? [tag('li', {}, tag('a', { href: `#${slug(one.text)}` }, escaped(one.text)))]
      : [],
  );
  return tag('nav', { 'aria-label': 'Contents' }, tag('ul', {}, ...links));
}

/** Escaped, with numbers and their percent signs, and the parts of 6.7e-193, on one line. */
const flowing = (text: string): string =>
  escaped(text)
    .replaceAll(' %', '&#160;%')
    .replaceAll(/\d(?:\.\d+)?e-\d+/g, (number) => tag('span', { class: 'whole' }, number));

const inline = (text: Text): string =>
  spans(text)
    .map((span) => {
      if (typeof span === 'string') return flowing(span);
      if ('strong' in span) return tag('strong', {}, flowing(span.strong));
      if ('code' in span) return tag('code', {}, escaped(span.code));
      return tag('a', { class: 'term', href: `#term-${span.term}` }, flowing(span.text));
    })
    .join('');

function named({ name, colour, mark }: Name): string {
  const sign = mark
    ? tag(
        'svg',
        { class: 'sign', viewBox: '0 0 12 12', 'aria-hidden': 'true' },
        tag('path', { d: outcomeShapes[mark], fill: `var(--${mark})` }),
      )
    : colour === undefined
      ? ''
      : tag('span', { class: 'sign swatch', style: `background:${colour}` }, '');
  return tag('span', { class: 'name' }, sign, tag('span', {}, escaped(name)));
}

function cell(content: Cell): string {
  if (typeof content === 'string') return escaped(content);
  return 'svg' in content ? content.svg : named(content);
}

const writers: { readonly [K in Block['kind']]: (block: Extract<Block, { kind: K }>) => string } = {
  heading: ({ level, text }) =>
    tag(`h${level}`, level === 2 ? { id: slug(text) } : {}, escaped(text)),
  paragraph: ({ text, look }) => tag('p', { class: look }, inline(text)),
  facts: ({ rows }) =>
    tag(
      'dl',
      { class: 'facts' },
      ...rows.map(([name, text]) =>
        tag('div', {}, tag('dt', {}, escaped(name)), tag('dd', {}, inline(text))),
      ),
    ),
  table: ({ caption, folded, columns, rows }) => {
    const head = columns.map(({ head: text, look, ticks }) => {
      const words =
        look === 'drawn' ? tag('span', { class: 'hidden' }, inline(text)) : inline(text);
      return tag('th', { scope: 'col', class: look }, words, ticks ?? '');
    });
    const body = rows.map((row) =>
      tag(
        'tr',
        {},
        ...row.map((content, c) => {
          const attributes = { class: columns[c].look };
          return c === 0
            ? tag('th', { scope: 'row', ...attributes }, cell(content))
            : tag('td', attributes, cell(content));
        }),
      ),
    );
    const table = tag(
      'div',
      {
        class: rows.length <= SHORT ? 'scroll short' : 'scroll',
        role: 'group',
        tabindex: '0',
        'aria-label': caption,
      },
      tag(
        'table',
        {},
        tag('thead', {}, tag('tr', {}, ...head)),
        tag('tbody', {}, ...body.map((row) => `\n${row}`)),
      ),
    );
    return folded
      ? tag(
          'details',
          { class: rows.length <= SHORT ? 'short' : undefined },
          tag('summary', {}, escaped(caption)),
          table,
        )
      : table;
  },
  figures: ({ look, about, figures }) =>
    (about === undefined ? '' : tag('p', { class: 'note' }, inline(about))) +
    tag(
      'div',
      { class: look },
      ...figures.map(({ title, note, svg, lines = [] }) =>
        tag(
          'figure',
          {},
          title || note
            ? tag(
                'figcaption',
                {},
                title ? named(title) : '',
                note === undefined ? '' : tag('span', { class: 'beside' }, escaped(note)),
              )
            : '',
          svg,
          ...lines.map((line, i) => tag('p', { class: i === 0 ? 'first' : 'line' }, escaped(line))),
        ),
      ),
    ),
  legend: ({ names }) =>
    tag('ul', { class: 'legend' }, ...names.map((name) => tag('li', {}, named(name)))),
  definitions: ({ entries }) =>
    tag(
      'dl',
      { class: 'definitions' },
      ...entries.map(({ id, title, text }) =>
        tag('div', { id }, tag('dt', {}, named(title)), tag('dd', {}, flowing(text))),
      ),
    ),
  code: ({ text, language }) =>
    tag(
      'div',
      { class: 'scroll', role: 'group', tabindex: '0', 'aria-label': `Text: ${language}` },
      tag('pre', {}, tag('code', {}, escaped(text))),
    ),
};

const block = (one: Block): string => (writers[one.kind] as (of: Block) => string)(one);
