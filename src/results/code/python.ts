// Python text: literals, calls and tables of numbers.

const WIDTH = 100;

/** The shortest decimal with the same bits in float32. */
export function float32(value: number): string {
  const wanted = Math.fround(value);
  if (Number.isNaN(wanted)) return 'float("nan")';
  if (!Number.isFinite(wanted)) return `float("${wanted > 0 ? '' : '-'}inf")`;
  for (let digits = 1; ; digits++) {
    const short = Number(wanted.toPrecision(digits));
    if (Math.fround(short) === wanted) return decimal(short);
  }
}

/** A Python float: never an integer literal. */
export function decimal(value: number): string {
  const text = String(value);
  return /^-?\d+$/.test(text) ? `${text}.0` : text;
}

/** A value of a study as Python writes it; a list becomes a tuple. */
export function literal(value: unknown): string {
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value))
    return `(${value.map(literal).join(', ')}${value.length === 1 ? ',' : ''})`;
  return JSON.stringify(value);
}

/** `name(first, .., key=value, ..)`. Positional arguments are Python text, named ones values. */
export const call = (
  name: string,
  positional: readonly string[] = [],
  named: Readonly<Record<string, unknown>> = {},
): string =>
  `${name}(${[...positional, ...Object.entries(named).map(([key, value]) => `${key}=${literal(value)}`)].join(', ')})`;

/** Rows of numbers as a nested list, as many rows a line as fit. @param indent of the lines within */
export function matrix(rows: readonly (readonly number[])[], indent = '    '): string {
  const items = rows.map((row) => `[${row.map(float32).join(', ')}]`);
  return list(items, indent);
}

/** Numbers as a list. */
export const vector = (values: readonly number[], indent = '    '): string =>
  list(values.map(float32), indent);

function list(items: readonly string[], indent: string): string {
  const whole = `[${items.join(', ')}]`;
  if (whole.length + indent.length <= WIDTH) return whole;
  const lines: string[] = [];
  let line = '';
  for (const item of items) {
    const longer = line ? `${line} ${item},` : `${item},`;
    if (line && longer.length + indent.length > WIDTH) {
      lines.push(line);
      line = `${item},`;
    } else line = longer;
  }
  return ['[', ...[...lines, line].map((text) => indent + text), `${indent.slice(4)}]`].join('\n');
}

/** Text as comment lines. */
export function comment(text: string): string[] {
  const lines: string[] = [];
  let line = '#';
  for (const word of text.replaceAll(/\s+/g, ' ').trim().split(' ')) {
    if (line.length + word.length + 1 > WIDTH) {
      lines.push(line);
      line = '#';
    }
    line += ` ${word}`;
  }
  return [...lines, line];
}

/** Lines one level deeper. */
export const indented = (lines: readonly string[]): string[] =>
  lines.map((line) => (line === '' ? '' : `    ${line}`));
