// What a report is made of, once: html.ts and markdown.ts write the same blocks, so that the two say the same. Drawings are SVG
// and stand in the HTML alone; each has its numbers in a table.
import type { OutcomeName } from '../../analysis/outcomes';
import type { TermName } from '../terms';

/** A piece of a sentence. A term is defined at the end of the report. */
export type Span =
  | string
  | { readonly strong: string }
  | { readonly code: string }
  | { readonly term: TermName; readonly text: string };

export type Text = string | readonly Span[];

export const spans = (text: Text): readonly Span[] => (typeof text === 'string' ? [text] : text);

/** A name with its colour, as CSS, and its mark. */
export interface Name {
  readonly name: string;
  readonly colour?: string | undefined;
  readonly mark?: OutcomeName | undefined;
}

/** A cell: text, the name of an arm, or a drawing, which Markdown leaves out with its column. */
export type Cell = string | Name | { readonly svg: string };

export interface Column {
  readonly head: Text;
  /** A drawn column's head is hidden, and its ticks stand there. */
  readonly look: 'text' | 'number' | 'drawn';
  readonly ticks?: string;
}

export interface Table {
  readonly kind: 'table';
  /** What it holds, for readers of the screen; where it is folded, what one opens. */
  readonly caption: string;
  /** Whether it is behind a picture, and opened to be read. */
  readonly folded?: boolean;
  readonly columns: readonly Column[];
  /** The first cell of a row is its head. */
  readonly rows: readonly (readonly Cell[])[];
}

export interface Figure {
  readonly title?: Name;
  /** Beside the title. */
  readonly note?: string;
  readonly svg: string;
  /** Under the picture; they stand in the table, too. */
  readonly lines?: readonly string[];
}

export interface Definition {
  /** The target of links to it. */
  readonly id: string;
  readonly title: Name;
  readonly text: string;
}

export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: Text; readonly look?: 'lead' | 'note' | 'warning' }
  | { readonly kind: 'facts'; readonly rows: readonly (readonly [string, Text])[] }
  | Table
  | {
      readonly kind: 'figures';
      readonly look: 'wide' | 'multiples' | 'gallery';
      /** How to read them. */
      readonly about?: Text;
      readonly figures: readonly Figure[];
    }
  | { readonly kind: 'legend'; readonly names: readonly Name[] }
  | { readonly kind: 'definitions'; readonly entries: readonly Definition[] }
  | { readonly kind: 'code'; readonly language: string; readonly text: string };

export interface Report {
  readonly title: string;
  readonly blocks: readonly Block[];
}

export const heading = (text: string, level: 1 | 2 | 3 = 2): Block => ({
  kind: 'heading',
  level,
  text,
});

/** Small print under a heading. */
export const note = (...text: readonly Span[]): Block => ({
  kind: 'paragraph',
  look: 'note',
  text,
});

export const term = (name: TermName, text: string): Span => ({ term: name, text });

export const number = (head: Text): Column => ({ head, look: 'number' });

/** The words of a text, without their looks. */
export const plain = (text: Text): string =>
  spans(text)
    .map((span) => {
      if (typeof span === 'string') return span;
      if ('strong' in span) return span.strong;
      return 'code' in span ? span.code : span.text;
    })
    .join('');
