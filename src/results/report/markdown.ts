// A report as Markdown (CommonMark with GitHub's tables): the same words and tables, without the drawings.
import { spans, type Block, type Cell, type Report, type Table, type Text } from './blocks';

/** The whole text, ending with a newline. */
export const markdown = ({ blocks }: Report): string => `${blocks.flatMap(block).join('\n\n')}\n`;

/** Text that means itself: nothing in it is markup, and it stays on one line. */
export const literal = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .replace(/[\\`*<~]/g, '\\$&')
    .replace(/&(?=#?\w+;)/g, '\\&')
    .replace(/\](?=[([:])/g, '\\]')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_');

/** Behind a number or a sign that would begin a list, a heading or a quotation. */
const begins = (text: string) =>
  text.replace(/^(\d+)([.)])(?= )/, '$1\\$2').replace(/^[#>+-](?=\s|#)/, '\\$&');

/** A span of code, in more backticks than are in it. */
function code(text: string): string {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const space = /^`|`$/.test(text) ? ' ' : '';
  return `${fence}${space}${text.replace(/\s+/g, ' ')}${space}${fence}`;
}

const inline = (text: Text): string =>
  spans(text)
    .map((span) => {
      if (typeof span === 'string') return literal(span);
      if ('strong' in span) return `**${literal(span.strong)}**`;
      return 'code' in span ? code(span.code) : literal(span.text);
    })
    .join('');

/** Text that stays in its cell. */
const celled = (text: string): string => text.replaceAll('|', '\\|');

const cell = (content: Cell): string => {
  if (typeof content === 'string') return celled(literal(content));
  return 'svg' in content ? '' : celled(literal(content.name));
};

function table({ caption, folded, columns, rows }: Table): string[] {
  const kept = [...columns.keys()].filter((c) => columns[c].look !== 'drawn');
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const lines = [
    line(kept.map((c) => celled(inline(columns[c].head)))),
    line(kept.map((c) => (columns[c].look === 'number' ? '--:' : ':--'))),
    ...rows.map((row) => line(kept.map((c) => cell(row[c])))),
  ].join('\n');
  return folded ? [`**${literal(caption)}**`, lines] : [lines];
}

const list = (entries: readonly (readonly [string, string])[]) => [
  entries.map(([name, text]) => `- **${literal(name)}**: ${text}`).join('\n'),
];

const writers: { readonly [K in Block['kind']]: (block: Extract<Block, { kind: K }>) => string[] } =
  {
    heading: ({ level, text }) => [`${'#'.repeat(level)} ${literal(text)}`],
    paragraph: ({ text }) => [begins(inline(text))],
    facts: ({ rows }) => list(rows.map(([name, text]) => [name, inline(text)])),
    table,
    figures: () => [],
    legend: () => [],
    definitions: ({ entries }) =>
      list(entries.map(({ title, text }) => [title.name, literal(text)])),
    code: ({ language, text }) => {
      const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map((run) => run.length));
      const fence = '`'.repeat(longest + 1);
      return [`${fence}${language}\n${text.trimEnd()}\n${fence}`];
    },
  };

const block = (one: Block): string[] => (writers[one.kind] as (of: Block) => string[])(one);
