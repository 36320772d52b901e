// WGSL text as tokens, each with its line. Comments are dropped.
import { WgslError } from './errors';

export interface Token {
  readonly kind: 'name' | 'number' | 'sign' | 'end';
  readonly text: string;
  readonly line: number;
}

const pattern = new RegExp(
  [
    String.raw`\s+|//[^\n]*|/\*[\s\S]*?\*/`,
    String.raw`0[xX][0-9a-fA-F]*\.?[0-9a-fA-F]*[pP][+-]?\d+[fh]?`,
    String.raw`0[xX][0-9a-fA-F]+[iu]?|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?[fhiu]?`,
    String.raw`[A-Za-z_]\w*`,
    String.raw`<<=|>>=|->|\+\+|--|&&|\|\||[-+*/%&|^<>=!]=|<<|>>|[-+*/%&|^<>=!~.,;:(){}[\]@]`,
  ].join('|'),
  'y',
);
const SPACE = /^(?:\s|\/\/|\/\*)/;
const NUMBER = /^\.?\d/;
const NAME = /^\w/;

/** @throws WgslError at a character that begins no token */
export function tokens(source: string): Token[] {
  const found: Token[] = [];
  let line = 1;
  for (let at = 0; at < source.length; at = pattern.lastIndex) {
    pattern.lastIndex = at;
    const text = pattern.exec(source)?.[0];
    if (!text) throw new WgslError(line, `"${source[at]}" begins nothing`);
    if (SPACE.test(text)) {
      for (const letter of text) if (letter === '\n') line++;
      continue;
    }
    const kind = NUMBER.test(text) ? 'number' : NAME.test(text) ? 'name' : 'sign';
    found.push({ kind, text, line });
  }
  found.push({ kind: 'end', text: 'the end', line });
  return found;
}
