// Text tables for a terminal: columns that are left out, the most spare first, until a line fits; labels are cut last.

/** One column of rows of T. */
export interface Column<T> {
  readonly head: string;
  readonly text: (row: T) => string;
  readonly align: 'left' | 'right';
  /** Columns are left out, the highest number first, until the line fits. */
  readonly spare?: number;
}

/** Labels are cut to this length where the line would be too long. */
const SHORTEST_LABEL = 28;

const length = (text: string) => Array.from(text).length;

const widthOf = <T>({ head, text }: Column<T>, rows: readonly T[]) =>
  Math.max(length(head), ...rows.map((row) => length(text(row))));

/** The columns that fit beside labels, the first column, at their shortest. */
export function fitting<T>(
  columns: readonly Column<T>[],
  rows: readonly T[],
  width: number,
): readonly Column<T>[] {
  let kept = columns;
  const label = Math.min(SHORTEST_LABEL, widthOf(columns[0], rows));
  for (;;) {
    const spare = Math.max(...kept.map((column) => column.spare ?? 0));
    const shortest = kept.slice(1).reduce((sum, column) => sum + 2 + widthOf(column, rows), label);
    if (shortest <= width || spare === 0) return kept;
    kept = kept.filter((column) => column.spare !== spare);
  }
}

/** The head and the rows as lines, two spaces between columns. */
export function aligned<T>(
  kept: readonly Column<T>[],
  rows: readonly T[],
  width: number,
): string[] {
  const widths = kept.map((column) => widthOf(column, rows));
  const others = widths.slice(1).reduce((sum, w) => sum + 2 + w, 0);
  widths[0] = Math.min(widths[0], Math.max(SHORTEST_LABEL, width - others));
  const line = (texts: readonly string[]) =>
    texts
      .map((text, i) => cell(text, widths[i], kept[i].align))
      .join('  ')
      .trimEnd();
  return [
    line(kept.map(({ head }) => head)),
    ...rows.map((row) => line(kept.map(({ text }) => text(row)))),
  ];
}

function cell(text: string, width: number, align: 'left' | 'right'): string {
  const letters = Array.from(text);
  const cut = letters.length > width ? `${letters.slice(0, width - 1).join('')}…` : text;
  const space = ' '.repeat(width - length(cut));
  return align === 'left' ? cut + space : space + cut;
}
