// Expressions and types from tokens, by precedence climbing.
import type { Expression, TypeName } from './ast';
import { WgslError } from './errors';
import { tokens, type Token } from './lexer';

/** Names that are followed by a list of types in angle brackets. */
const GENERIC = /^(vec[234]|array|ptr|bitcast|atomic|mat[234]x[234])$/;

const PRECEDENCE: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['|'],
  ['^'],
  ['&'],
  ['==', '!='],
  ['<', '>', '<=', '>='],
  ['<<', '>>'],
  ['+', '-'],
  ['*', '/', '%'],
];

/** A reader of tokens; the statements' parser extends it. */
export class ExpressionParser {
  private readonly list: Token[];
  private at = 0;

  constructor(text: string) {
    this.list = tokens(text);
  }

  get next(): Token {
    return this.list[this.at];
  }

  get line(): number {
    return this.next.line;
  }

  fail(why: string): never {
    throw new WgslError(this.line, why);
  }

  take(): Token {
    return this.list[this.at++];
  }

  /** Takes the next token if it is this one. */
  accept(text: string): boolean {
    const is = this.next.text === text && this.next.kind !== 'end';
    if (is) this.at++;
    return is;
  }

  expect(text: string): void {
    if (!this.accept(text)) this.fail(`expected "${text}", found "${this.next.text}"`);
  }

  name(): string {
    if (this.next.kind !== 'name') this.fail(`expected a name, found "${this.next.text}"`);
    return this.take().text;
  }

  /** Items up to the closing sign, between commas; a comma may follow the last. */
  listUntil<T>(close: string, item: () => T): T[] {
    const items: T[] = [];
    while (!this.accept(close)) {
      items.push(item());
      if (!this.accept(',')) {
        this.expect(close);
        break;
      }
    }
    return items;
  }

  type(): TypeName {
    const { line } = this;
    const name = this.name();
    if (!GENERIC.test(name) || !this.accept('<')) return { name, of: [], length: null, line };
    const of: TypeName[] = [];
    let length: Expression | null = null;
    do {
      if (this.next.text === '>') break;
      if (name === 'array' && of.length === 1) length = this.binary(8);
      else of.push(this.type());
    } while (this.accept(','));
    this.closeAngle();
    return { name, of, length, line };
  }

  /** A `>`, also the first half of `>>`. */
  private closeAngle(): void {
    if (this.next.text !== '>>') return this.expect('>');
    this.list[this.at] = { ...this.next, text: '>' };
  }

  expression(): Expression {
    return this.binary(0);
  }

  protected binary(level: number): Expression {
    if (level === PRECEDENCE.length) return this.unary();
    let left = this.binary(level + 1);
    while (this.next.kind === 'sign' && PRECEDENCE[level].includes(this.next.text)) {
      const { text: operator, line } = this.take();
      left = { is: 'binary', operator, left, right: this.binary(level + 1), line };
    }
    return left;
  }

  private unary(): Expression {
    const { line } = this;
    for (const operator of ['-', '!', '~', '*', '&']) {
      if (this.accept(operator)) return { is: 'unary', operator, operand: this.unary(), line };
    }
    if (this.accept('--')) {
      const operand: Expression = { is: 'unary', operator: '-', operand: this.unary(), line };
      return { is: 'unary', operator: '-', operand, line };
    }
    return this.postfix(this.primary());
  }

  private postfix(object: Expression): Expression {
    const { line } = this;
    if (this.accept('.')) return this.postfix({ is: 'member', object, name: this.name(), line });
    if (!this.accept('[')) return object;
    const index = this.expression();
    this.expect(']');
    return this.postfix({ is: 'index', object, index, line });
  }

  private primary(): Expression {
    const { line, next } = this;
    if (this.accept('(')) {
      const inner = this.expression();
      this.expect(')');
      return inner;
    }
    if (next.kind === 'number') return number(this.take());
    if (this.accept('true')) return { is: 'bool', value: true, line };
    if (this.accept('false')) return { is: 'bool', value: false, line };
    const callee = this.type();
    if (this.accept('(')) {
      return { is: 'call', callee, args: this.listUntil(')', () => this.expression()), line };
    }
    if (callee.of.length > 0) this.fail(`expected "(", found "${this.next.text}"`);
    return { is: 'name', name: callee.name, line };
  }
}

function number({ text, line }: Token): Expression {
  const [, whole, fraction = '', power, half] =
    /^0x([\da-f]*)\.?([\da-f]*)p([+-]?\d+)([fh]?)$/i.exec(text) ?? [];
  if (power !== undefined && half !== 'h') {
    const value = parseInt(whole + fraction, 16) * 2 ** (Number(power) - 4 * fraction.length);
    return { is: 'number', value, kind: half ? 'f32' : 'float', line };
  }
  const hexadecimal = /^0x/i.test(text);
  const suffix = /[iu]$/.exec(text)?.[0] ?? (hexadecimal ? '' : (/[fh]$/.exec(text)?.[0] ?? ''));
  if (suffix === 'h') throw new WgslError(line, '16-bit floats are not supported');
  const digits = text.slice(0, text.length - suffix.length);
  const kinds = { f: 'f32', i: 'i32', u: 'u32' } as const;
  const plain = hexadecimal || /^\d+$/.test(digits) ? 'int' : 'float';
  const kind = suffix === '' ? plain : kinds[suffix as keyof typeof kinds];
  return { is: 'number', value: Number(digits), kind, line };
}
