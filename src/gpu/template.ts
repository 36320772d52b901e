// Expands a WGSL template: plain WGSL with directives in comments.
//   //: for i in a..b   //: for v in list   //: if c   //: else   //: end   //: include file
// and `${expression}` anywhere in a line. Expressions see only the values handed in; a name that is not there throws.
import jsep from 'jsep';

export type Scope = Readonly<Record<string, unknown>>;

/** A template that does not fit its values: names the file, the line and the text. */
export class TemplateError extends Error {
  constructor(file: string, line: number, text: string, why: string) {
    super(`${file}.wgsl:${line}: ${why} in "${text.trim()}"`);
    this.name = 'TemplateError';
  }
}

/** `text` is a line as it was written, of a directive without its mark. */
type Node = { readonly text: string; readonly line: number } & (
  | { kind: 'text' }
  | { kind: 'for'; name: string; over: string; body: Node[] }
  | { kind: 'if'; test: string; then: Node[]; else: Node[] }
  | { kind: 'include'; file: string }
);

const directive = /^\s*\/\/:\s*(\w*)\s*(.*)$/;

function parse(file: string, source: string): Node[] {
  const root: Node[] = [];
  const open: { node: Node & { kind: 'for' | 'if' }; into: Node[] }[] = [];
  let into = root;
  source.split('\n').forEach((text, index) => {
    const line = index + 1;
    const [, word, rest] = directive.exec(text) ?? [];
    const written = { text: `${word} ${rest}`, line };
    const fail = (why: string): never => {
      throw new TemplateError(file, line, text, why);
    };
    const enter = (node: Node & { kind: 'for' | 'if' }, body: Node[]) => {
      into.push(node);
      open.push({ node, into });
      into = body;
    };
    if (word === undefined) {
      into.push({ kind: 'text', text, line });
    } else if (word === 'for') {
      const [, name, over] = /^(\w+) in (.+)$/.exec(rest) ?? fail('expected "for name in list"');
      const body: Node[] = [];
      enter({ kind: 'for', name, over, body, ...written }, body);
    } else if (word === 'if') {
      const then: Node[] = [];
      enter({ kind: 'if', test: rest, then, else: [], ...written }, then);
    } else if (word === 'else') {
      const top = open.at(-1)?.node;
      if (top?.kind !== 'if') return fail('"else" without "if"');
      into = top.else;
    } else if (word === 'end') {
      into = (open.pop() ?? fail('"end" without "for" or "if"')).into;
    } else if (word === 'include') {
      into.push({ kind: 'include', file: rest.trim(), ...written });
    } else {
      fail('no such directive; there are for, if, else, end, include');
    }
  });
  const unclosed = open.at(-1)?.node;
  if (unclosed) throw new TemplateError(file, unclosed.line, unclosed.kind, 'no matching "end"');
  return root;
}

const unary: Readonly<Record<string, (a: never) => unknown>> = {
  '!': (a: unknown) => !a,
  '-': (a: number) => -a,
};

const binary: Readonly<Record<string, (a: never, b: never) => unknown>> = {
  '+': (a: number, b: number) => a + b,
  '-': (a: number, b: number) => a - b,
  '*': (a: number, b: number) => a * b,
  '/': (a: number, b: number) => a / b,
  '%': (a: number, b: number) => a % b,
  '<': (a: number, b: number) => a < b,
  '>': (a: number, b: number) => a > b,
  '<=': (a: number, b: number) => a <= b,
  '>=': (a: number, b: number) => a >= b,
  '==': (a: unknown, b: unknown) => a === b,
  '!=': (a: unknown, b: unknown) => a !== b,
};

const own = (object: unknown, key: string): unknown => {
  if (typeof object !== 'object' || object === null || !Object.hasOwn(object, key)) {
    throw new Error(`unknown name "${key}"`);
  }
  return (object as Scope)[key];
};

function evaluate(node: jsep.Expression, scope: Scope): unknown {
  const value = (child: unknown) => evaluate(child as jsep.Expression, scope);
  switch (node.type) {
    case 'Literal':
      return node.value;
    case 'Identifier':
      return own(scope, node.name as string);
    case 'MemberExpression': {
      const key = node.computed ? value(node.property) : (node.property as jsep.Identifier).name;
      return own(value(node.object), String(key));
    }
    case 'CallExpression': {
      const call = value(node.callee) as (...list: unknown[]) => unknown;
      return call(...(node.arguments as jsep.Expression[]).map(value));
    }
    case 'UnaryExpression':
      return (own(unary, node.operator as string) as (a: unknown) => unknown)(value(node.argument));
    case 'BinaryExpression': {
      const operator = node.operator as string;
      if (operator === '&&') return value(node.left) && value(node.right);
      if (operator === '||') return value(node.left) || value(node.right);
      return (own(binary, operator) as (a: unknown, b: unknown) => unknown)(
        value(node.left),
        value(node.right),
      );
    }
    default:
      throw new Error(`no ${node.type} here`);
  }
}

/**
 * The WGSL text of a template for the given values.
 * @param sources every shader file by its path without `.wgsl`, e.g. `train`, `optimizers/keras_adam`
 * @throws TemplateError on an unknown name, file or directive
 */
export function expand(
  file: string,
  sources: Readonly<Record<string, string>>,
  scope: Scope,
): string {
  const lines: string[] = [];

  const include = (name: string, values: Scope, missing: () => never) => {
    const source = Object.hasOwn(sources, name) ? sources[name] : missing();
    walk(name, parse(name, source), values);
  };

  const walk = (name: string, nodes: readonly Node[], values: Scope) => {
    for (const node of nodes) {
      const fail = (why: string): never => {
        throw new TemplateError(name, node.line, node.text, why);
      };
      const evaluated = (text: string): unknown => {
        try {
          return evaluate(jsep(text), values);
        } catch (error) {
          return fail((error as Error).message);
        }
      };
      const interpolated = (text: string) =>
        text.replace(/\$\{([^}]*)\}/g, (_, expression: string) => String(evaluated(expression)));

      if (node.kind === 'text') lines.push(interpolated(node.text));
      else if (node.kind === 'if') walk(name, evaluated(node.test) ? node.then : node.else, values);
      else if (node.kind === 'include') {
        const wanted = interpolated(node.file);
        include(wanted, values, () => fail(`no shader file "${wanted}"`));
      } else {
        const range = node.over.split('..');
        const [first, end] =
          range.length === 2 ? range.map((text) => evaluated(text) as number) : [];
        const list =
          first === undefined
            ? (evaluated(node.over) as readonly unknown[])
            : Array.from({ length: Math.max(0, end - first) }, (_, i) => first + i);
        for (const item of list) walk(name, node.body, { ...values, [node.name]: item });
      }
    }
  };

  include(file, scope, () => {
    throw new TemplateError(file, 0, file, 'no such shader file');
  });
  return lines.join('\n');
}
