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
  /** How many operations and calls it is. */
  readonly operations: number;
}

/** Functions that a formula may call. */
export const expressionFunctions: readonly string[] = Object.keys(functions).filter((name) =>
  /\w/.test(name),
);

/** Operations of a formula that a user writes: compilers go as deep as its tree, and it stands in kernels once a unit. */
const MOST_OPERATIONS = 128;

/**
 * A formula that compilers of shaders take.
 * @throws ExpressionError
 */
export function ofBoundedSize(formula: Expression, what: string): Expression {
  if (formula.operations <= MOST_OPERATIONS) return formula;
  throw new ExpressionError(
    `${what} has ${formula.operations} operations; allowed: at most ${MOST_OPERATIONS}`,
  );
}

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
  operations: operations(root),
});

const operations = (node: Node): number =>
  node.kind === 'call' ? node.args.reduce((sum, child) => sum + operations(child), 1) : 0;

function evaluate(node: Node, x: ArrayLike<number>): number {
  if (node.kind === 'number') return node.value;
  if (node.kind === 'input') return x[node.index];
  return functions[node.name].f(...node.args.map((child) => evaluate(child, x)));
}

/** Literals carry their type, so that they fit everywhere beside `real` arguments (shaders/real.wgsl). */
function emit(node: Node, input: (index: number) => string): string {
  if (node.kind === 'number') return `real(${f32Literal(node.value)})`;
  if (node.kind === 'input') return input(node.index);
  const args = node.args.map((child) => emit(child, input));
  const power = node.name === 'pow' && node.args[1].kind === 'number' ? node.args[1].value : NaN;
  if (!Number.isInteger(power)) return functions[node.name].wgsl(...args);
  const whole = wholePower(args[0], Math.abs(power));
  return power > 0 ? whole : `(1.0 / ${whole})`;
}

/** WGSL's pow is undefined for negative bases. A base is written once, however long (shaders/elementary.wgsl). */
const wholePower = (base: string, power: number) =>
  power === 2 ? `square(${base})` : `whole_power(${base}, ${power}u)`;

const F32_MAX = 3.4028234663852886e38;
const MOST_POWER = 2 ** 31;

/** A number as a WGSL f32 literal, which knows no infinity. */
export const f32Literal = (value: number): string => {
  const text = String(Math.fround(Math.min(Math.max(value, -F32_MAX), F32_MAX)));
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

/**
 * The tree of what was read.
 * @throws ExpressionError also where a number does not fit the device's own
 */
function lower(syntax: jsep.Expression, inputs: number): Node {
  const node = lowerNode(syntax, inputs);
  if (node.kind === 'number' && Math.abs(node.value) > F32_MAX)
    throw new ExpressionError(`${node.value} is beyond float32; allowed: at most 3.4e38`);
  const power = node.kind === 'call' && node.name === 'pow' && node.args[1];
  if (
    power &&
    power.kind === 'number' &&
    Number.isInteger(power.value) &&
    Math.abs(power.value) > MOST_POWER
  )
    throw new ExpressionError(
      `^ ${power.value} is no power for float32; allowed: at most ${MOST_POWER}`,
    );
  return node;
}

function lowerNode(node: jsep.Expression, inputs: number): Node {
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
