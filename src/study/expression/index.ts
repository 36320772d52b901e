// Formulas that users type, e.g. "sqrt(x^2 + y^2)". Parsed by jsep; only the nodes, names and functions below exist,
// so that nothing else can be reached. Emits a JavaScript function and WGSL; no text of the user is ever evaluated.
import jsep from 'jsep';
import { derivative, functions, make, type Node } from './node';

const constants: Readonly<Record<string, number>> = { pi: Math.PI, e: Math.E };
const shortNames = ['x', 'y', 'z', 'w'];

/** A formula that cannot be read; the text says what is allowed. */
export class ExpressionError extends Error {
  override name = 'ExpressionError';
}

export interface Expression {
  /** The formula as a tree, for other languages. */
  readonly root: Node;
  /** The value for one sample's inputs. */
  readonly evaluate: (x: ArrayLike<number>) => number;
  /** WGSL for the inputs named by `input(i)`. */
  readonly wgsl: (input: (index: number) => string) => string;
  /** The partial derivative in an input; at a kink that of one side. */
  readonly derivative: (index: number) => Expression;
}

/** Functions that a formula may call. */
export const expressionFunctions: readonly string[] = Object.keys(functions).filter((name) =>
  /\w/.test(name),
);

/**
 * Reads a formula of `inputs` variables: x1 .. xn, of which the first four are also x, y, z, w.
 * @throws ExpressionError
 */
export const parseExpression = (text: string, inputs: number): Expression =>
  expressionOf(lower(readSyntax(text), inputs));

const expressionOf = (root: Node): Expression => ({
  root,
  evaluate: (x) => evaluate(root, x),
  wgsl: (input) => emit(root, input),
  derivative: (index) => expressionOf(derivative(root, index)),
});

function evaluate(node: Node, x: ArrayLike<number>): number {
  if (node.kind === 'number') return node.value;
  if (node.kind === 'input') return x[node.index];
  return functions[node.name].f(...node.args.map((child) => evaluate(child, x)));
}

/** Powers up to this are products in WGSL, whose pow is undefined for negative bases. */
const MOST_FACTORS = 16;

/** Literals carry their type, so that they fit everywhere beside `real` arguments (shaders/real.wgsl). */
function emit(node: Node, input: (index: number) => string): string {
  if (node.kind === 'number') return `real(${f32Literal(node.value)})`;
  if (node.kind === 'input') return input(node.index);
  const args = node.args.map((child) => emit(child, input));
  const power = node.name === 'pow' && node.args[1].kind === 'number' ? node.args[1].value : NaN;
  if (Number.isInteger(power) && power !== 0 && Math.abs(power) <= MOST_FACTORS) {
    const product = `(${Array.from({ length: Math.abs(power) }, () => args[0]).join(' * ')})`;
    return power > 0 ? product : `(1.0 / ${product})`;
  }
  return functions[node.name].wgsl(...args);
}

/** A number as a WGSL f32 literal. */
export const f32Literal = (value: number): string => {
  const text = String(Math.fround(value));
  return /^-?\d+$/.test(text) ? `${text}.0` : text.replace(/e\+?(-?\d+)$/, 'e$1');
};

// jsep forgets parentheses, but -x^2 is not (-x)^2: a group becomes a call of this name
const GROUP = '$';

function readSyntax(text: string): jsep.Expression {
  // `^` is a power here; jsep's registry is global, so the change is undone
  jsep.removeBinaryOp('^');
  jsep.addBinaryOp('^', 11, true);
  try {
    return jsep(text.replace(/(?<![\w$)]\s*)\(/g, `${GROUP}(`));
  } catch (error) {
    throw new ExpressionError(`cannot read "${text}": ${(error as Error).message}`);
  } finally {
    jsep.removeBinaryOp('^');
    jsep.addBinaryOp('^', 4);
  }
}

function lower(node: jsep.Expression, inputs: number): Node {
  const child = (value: unknown) => lower(value as jsep.Expression, inputs);
  switch (node.type) {
    case 'Literal':
      if (typeof node.value === 'number') return { kind: 'number', value: node.value };
      throw new ExpressionError(`${String(node.raw)} is no number`);
    case 'Identifier':
      return variable(node.name as string, inputs);
    case 'UnaryExpression':
      if (node.operator === '-') return make('negate', [child(node.argument)]);
      if (node.operator === '+') return child(node.argument);
      throw new ExpressionError(`no operator "${String(node.operator)}"; allowed: + - * / ^`);
    case 'BinaryExpression': {
      const left = node.left as jsep.Expression;
      if (node.operator === '^' && left.type === 'UnaryExpression') {
        // a sign binds less than a power
        return child({ ...left, argument: { ...node, left: left.argument } });
      }
      const name = node.operator === '^' ? 'pow' : (node.operator as string);
      if (!/^([-+*/]|pow)$/.test(name)) {
        throw new ExpressionError(`no operator "${name}"; allowed: + - * / ^`);
      }
      return make(name, [child(node.left), child(node.right)]);
    }
    case 'CallExpression': {
      const callee = node.callee as jsep.Expression;
      const name = callee.type === 'Identifier' ? (callee.name as string) : '';
      if (name === GROUP && (node.arguments as unknown[]).length === 1) {
        return child((node.arguments as unknown[])[0]);
      }
      if (!expressionFunctions.includes(name)) {
        throw new ExpressionError(
          `no function ${name ? `"${name}"` : 'like this'}; allowed: ${expressionFunctions.join(', ')}`,
        );
      }
      const args = (node.arguments as unknown[]).map(child);
      const { arity } = functions[name];
      if (args.length !== arity) {
        throw new ExpressionError(
          `${name} takes ${arity} argument${arity > 1 ? 's' : ''}, found ${args.length}`,
        );
      }
      return make(name, args);
    }
    default:
      throw new ExpressionError(
        `${node.type} is not allowed; allowed: numbers, inputs, + - * / ^ and ${expressionFunctions.join(', ')}`,
      );
  }
}

function variable(name: string, inputs: number): Node {
  if (Object.hasOwn(constants, name)) return { kind: 'number', value: constants[name] };
  const numbered = /^x([1-9]\d*)$/.exec(name);
  const index = numbered ? Number(numbered[1]) - 1 : shortNames.indexOf(name);
  if (index >= 0 && index < inputs) return { kind: 'input', index };
  const names = [...shortNames.slice(0, inputs), inputs > 1 ? `x1 .. x${inputs}` : 'x1'];
  throw new ExpressionError(`no input "${name}"; allowed: ${names.join(', ')}, pi, e`);
}
