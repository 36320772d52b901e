// WGSL text as tokens, each with its line. Comments are dropped.
import { WgslError } from './errors';

export interface Token {
  readonly kind: 'name' | 'number' | 'sign' | 'end';
  readonly text: string;
  readonly line: number;
}

const pattern = new RegExp(
  [
    String.raw`(?<space>\s+|//[^\n]*|/\*[\s\S]*?\*/)`,
    String.raw`(?<number>0[xX][0-9a-fA-F]+[iu]?|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?[fhiu]?)`,
    String.raw`(?<name>[A-Za-z_]\w*)`,
    String.raw`(?<sign><<=|>>=|->|\+\+|--|&&|\|\||[-+*/%&|^<>=!]=|<<|>>|[-+*/%&|^<>=!~.,;:(){}[\]@])`,
  ].join('|'),
  'y',
);

/** @throws WgslError at a character that begins no token */
export function tokens(text: string): Token[] {
  const found: Token[] = [];
  let line = 1;
  for (let at = 0; at < text.length; at = pattern.lastIndex) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (!match) throw new WgslError(line, `"${text[at]}" begins nothing`);
    const { space, number, name } = match.groups!;
    if (space === undefined) {
      const kind = number !== undefined ? 'number' : name !== undefined ? 'name' : 'sign';
      found.push({ kind, text: match[0], line });
    }
    line += match[0].split('\n').length - 1;
  }
  found.push({ kind: 'end', text: 'the end', line });
  return found;
}
