// Modules and statements of WGSL from text.
import type {
  Attribute,
  Declaration,
  Field,
  FunctionDefinition,
  Module,
  ModuleVariable,
  Statement,
  TypeName,
} from './ast';
import { ExpressionParser } from './parse_expression';

const ASSIGN = /^(?:[-+*/%&|^]|<<|>>)?=$/;

/**
 * The syntax tree of a module.
 * @throws WgslError with the line where the text is none, or is outside the subset
 */
export const parse = (text: string): Module => new Parser(text).module();

class Parser extends ExpressionParser {
  module(): Module {
    const functions = new Map<string, FunctionDefinition>();
    const structs = new Map<string, readonly Field[]>();
    const aliases = new Map<string, TypeName>();
    const constants = new Map<string, Declaration>();
    const variables: ModuleVariable[] = [];
    while (this.next.kind !== 'end') {
      if (this.accept(';')) continue;
      if (this.accept('enable') || this.accept('diagnostic') || this.accept('requires')) {
        while (!this.accept(';')) this.take();
        continue;
      }
      const attributes = this.attributes();
      const { line } = this;
      if (this.accept('fn')) {
        const made = this.function(attributes, line);
        functions.set(made.name, made);
      } else if (this.accept('struct')) {
        const name = this.name();
        this.expect('{');
        structs.set(
          name,
          this.listUntil('}', () => this.field()),
        );
      } else if (this.accept('alias')) {
        const name = this.name();
        this.expect('=');
        aliases.set(name, this.type());
        this.expect(';');
      } else if (this.accept('const')) {
        const made = this.declaration('const');
        constants.set(made.name, made);
        this.expect(';');
      } else if (this.accept('const_assert')) {
        this.expression();
        this.expect(';');
      } else if (this.accept('var')) variables.push(this.moduleVariable(attributes, line));
      else this.fail(`"${this.next.text}" is not supported here`);
    }
    return { functions, structs, aliases, constants, variables };
  }

  private attributes(): Attribute[] {
    const found: Attribute[] = [];
    while (this.accept('@')) {
      const name = this.name();
      found.push({
        name,
        args: this.accept('(') ? this.listUntil(')', () => this.expression()) : [],
      });
    }
    return found;
  }

  private field(): Field {
    const attributes = this.attributes();
    const name = this.name();
    this.expect(':');
    return { name, type: this.type(), attributes };
  }

  private function(attributes: Attribute[], line: number): FunctionDefinition {
    const name = this.name();
    this.expect('(');
    const params = this.listUntil(')', () => this.field());
    let result: TypeName | null = null;
    if (this.accept('->')) {
      this.attributes();
      result = this.type();
    }
    return { name, params, result, body: this.block(), attributes, line };
  }

  private moduleVariable(attributes: Attribute[], line: number): ModuleVariable {
    let space = '';
    let access: string | null = null;
    if (this.accept('<')) {
      space = this.name();
      if (this.accept(',')) access = this.name();
      this.expect('>');
    }
    const made = { ...this.declaration('var'), space, access, attributes, line };
    this.expect(';');
    return made;
  }

  private declaration(how: Declaration['how']): Declaration {
    const { line } = this;
    const name = this.name();
    const type = this.accept(':') ? this.type() : null;
    const value = this.accept('=') ? this.expression() : null;
    return { is: 'declare', how, name, type, value, line };
  }

  private block(): Statement[] {
    this.expect('{');
    const body: Statement[] = [];
    while (!this.accept('}')) if (!this.accept(';')) body.push(this.statement());
    return body;
  }

  private statement(): Statement {
    const { line, next } = this;
    if (next.text === '{') return { is: 'block', body: this.block(), line };
    if (this.accept('if')) return this.if(line);
    if (this.accept('for')) return this.for(line);
    if (this.accept('while')) {
      const test = this.expression();
      return { is: 'loop', first: null, test, body: this.block(), after: [], breakIf: null, line }; // prettier-ignore
    }
    if (this.accept('loop')) return this.loop(line);
    if (['switch', 'discard'].includes(next.text)) this.fail(`"${next.text}" is not supported`);
    let made: Statement;
    if (this.accept('break')) made = { is: 'break', line };
    else if (this.accept('continue')) made = { is: 'continue', line };
    else if (this.accept('return')) {
      made = { is: 'return', value: this.next.text === ';' ? null : this.expression(), line };
    } else made = this.simple();
    this.expect(';');
    return made;
  }

  /** A statement that may also stand in the head of a `for`. */
  private simple(): Statement {
    const { line } = this;
    for (const how of ['let', 'const'] as const) if (this.accept(how)) return this.declaration(how);
    if (this.accept('var')) {
      if (this.accept('<')) {
        this.expect('function');
        this.expect('>');
      }
      return this.declaration('var');
    }
    if (this.accept('_')) {
      this.expect('=');
      return { is: 'assign', target: null, operator: null, value: this.expression(), line };
    }
    const target = this.expression();
    for (const sign of ['++', '--']) {
      if (!this.accept(sign)) continue;
      const one = { is: 'number', value: 1, kind: 'int', line } as const;
      return { is: 'assign', target, operator: sign[0], value: one, line };
    }
    if (ASSIGN.test(this.next.text)) {
      const operator = this.take().text.slice(0, -1);
      return { is: 'assign', target, operator: operator || null, value: this.expression(), line };
    }
    if (target.is !== 'call') this.fail(`expected an assignment or a call`);
    return { is: 'assign', target: null, operator: null, value: target, line };
  }

  private if(line: number): Statement {
    const test = this.expression();
    const then = this.block();
    if (!this.accept('else')) return { is: 'if', test, then, otherwise: [], line };
    const inner = this.line;
    const otherwise = this.accept('if') ? [this.if(inner)] : this.block();
    return { is: 'if', test, then, otherwise, line };
  }

  private for(line: number): Statement {
    this.expect('(');
    const first = this.next.text === ';' ? null : this.simple();
    this.expect(';');
    const test = this.next.text === ';' ? null : this.expression();
    this.expect(';');
    const after = this.next.text === ')' ? [] : [this.simple()];
    this.expect(')');
    return { is: 'loop', first, test, body: this.block(), after, breakIf: null, line };
  }

  private loop(line: number): Statement {
    this.expect('{');
    const body: Statement[] = [];
    const after: Statement[] = [];
    let breakIf = null;
    while (!this.accept('}')) {
      if (!this.accept('continuing')) {
        if (!this.accept(';')) body.push(this.statement());
        continue;
      }
      this.expect('{');
      while (!this.accept('}')) {
        if (this.next.text === 'break') {
          this.take();
          this.expect('if');
          breakIf = this.expression();
          this.expect(';');
        } else after.push(this.statement());
      }
    }
    return { is: 'loop', first: null, test: null, body, after, breakIf, line };
  }
}
