// A formula as a tree, the functions that it may have, and its derivative. A tree is made by `make`, which leaves out what
// obviously does nothing, so that derivatives stay short.

export type Node =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'input'; readonly index: number }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Node[] };

interface Row {
  readonly arity: number;
  readonly f: (...a: number[]) => number;
  /** WGSL of `real` arguments (shaders/real.wgsl). */
  readonly wgsl: (...a: string[]) => string;
  /** What is left of a call that obviously does nothing. */
  readonly shorter?: (a: Node, b: Node) => Node | undefined;
  /** The derivative, given the arguments and their derivatives; none: 0. */
  readonly d?: (a: readonly Node[], da: readonly Node[]) => Node;
}

const constant = (value: number): Node => ({ kind: 'number', value });
const zero = constant(0);
const one = constant(1);

const is = (node: Node, value: number) => node.kind === 'number' && node.value === value;

const [plus, minus, times, over] = (['+', '-', '*', '/'] as const).map(
  (name) => (a: Node, b: Node) => make(name, [a, b]),
);
const of = (name: string, ...args: Node[]) => make(name, args);
const square = (a: Node) => of('pow', a, constant(2));

const call =
  (name: string) =>
  (...a: string[]) =>
    `${name}(${a.join(', ')})`;
const infix = (op: string) => (a: string, b: string) => `(${a} ${op} ${b})`;

/** A function of one argument with the slope `d`. */
const unary = (name: string, f: (a: number) => number, d?: (a: Node) => Node): Row => ({
  arity: 1,
  f,
  wgsl: call(name),
  ...(d && { d: ([a], [da]) => times(d(a), da) }),
});
/** The smaller or larger of two: the slope of the one that is, given by `first`; of b where they are equal. */
const either = (name: 'min' | 'max', first: (a: Node, b: Node) => Node): Row => ({
  arity: 2,
  f: Math[name],
  wgsl: call(name),
  d: ([a, b], [da, db]) => plus(times(first(a, b), da), times(minus(one, first(a, b)), db)),
});

export const functions: Readonly<Record<string, Row>> = {
  '+': {
    arity: 2,
    f: (a, b) => a + b,
    wgsl: infix('+'),
    shorter: (a, b) => (is(a, 0) ? b : is(b, 0) ? a : undefined),
    d: (_, [da, db]) => plus(da, db),
  },
  '-': {
    arity: 2,
    f: (a, b) => a - b,
    wgsl: infix('-'),
    shorter: (a, b) => (is(b, 0) ? a : is(a, 0) ? of('negate', b) : undefined),
    d: (_, [da, db]) => minus(da, db),
  },
  '*': {
    arity: 2,
    f: (a, b) => a * b,
    wgsl: infix('*'),
    shorter: (a, b) => (is(a, 0) || is(b, 0) ? zero : is(a, 1) ? b : is(b, 1) ? a : undefined),
    d: ([a, b], [da, db]) => plus(times(da, b), times(a, db)),
  },
  '/': {
    arity: 2,
    f: (a, b) => a / b,
    wgsl: infix('/'),
    shorter: (a, b) => (is(a, 0) ? zero : is(b, 1) ? a : undefined),
    d: ([a, b], [da, db]) => minus(over(da, b), over(times(a, db), square(b))),
  },
  negate: {
    arity: 1,
    f: (a) => -a,
    wgsl: (a) => `(-${a})`,
    shorter: (a) => (a.kind === 'call' && a.name === 'negate' ? a.args[0] : undefined),
    d: (_, [da]) => of('negate', da),
  },
  pow: {
    arity: 2,
    f: (a, b) => a ** b,
    wgsl: call('pow'),
    shorter: (a, b) => (is(b, 0) ? one : is(b, 1) ? a : undefined),
    d: ([a, b], [da, db]) =>
      b.kind === 'number'
        ? times(times(b, of('pow', a, constant(b.value - 1))), da)
        : times(of('pow', a, b), plus(times(db, of('log', a)), over(times(b, da), a))),
  },
  min: either('min', (a, b) => of('above', b, a)),
  max: either('max', (a, b) => of('above', a, b)),
  // 1 where a > b, else 0
  above: { arity: 2, f: (a, b) => (a > b ? 1 : 0), wgsl: call('above') },
  atan2: {
    arity: 2,
    f: Math.atan2,
    wgsl: call('atan2'),
    d: ([a, b], [da, db]) => over(minus(times(da, b), times(a, db)), plus(square(a), square(b))),
  },
  sqrt: unary('sqrt', Math.sqrt, (a) => over(constant(0.5), of('sqrt', a))),
  abs: unary('abs', Math.abs, (a) => of('sign', a)),
  exp: unary('exp', Math.exp, (a) => of('exp', a)),
  log: unary('log', Math.log, (a) => over(one, a)),
  sin: unary('sine', Math.sin, (a) => of('cos', a)),
  cos: unary('cosine', Math.cos, (a) => of('negate', of('sin', a))),
  tan: {
    ...unary('', Math.tan, (a) => plus(one, square(of('tan', a)))),
    wgsl: (a) => `(sine(${a}) / cosine(${a}))`,
  },
  tanh: unary('hyperbolic_tangent', Math.tanh, (a) => minus(one, square(of('tanh', a)))),
  sign: unary('sign', Math.sign),
  floor: unary('floor', Math.floor),
};

/** A call, or what is the same and shorter: 0 x, 1 x, x + 0, x^1, a number where all arguments are. */
export function make(name: string, args: readonly Node[]): Node {
  const { f, shorter } = functions[name];
  const values = args.map((node) => (node.kind === 'number' ? node.value : NaN));
  const value = f(...values);
  if (Number.isFinite(value) && !values.some(Number.isNaN)) return constant(value);
  return shorter?.(args[0], args[1]) ?? { kind: 'call', name, args };
}

/** The derivative in an input. */
export function derivative(node: Node, index: number): Node {
  if (node.kind === 'number') return zero;
  if (node.kind === 'input') return node.index === index ? one : zero;
  const { d } = functions[node.name];
  const slopes = node.args.map((child) => derivative(child, index));
  return d && !slopes.every((slope) => is(slope, 0)) ? d(node.args, slopes) : zero;
}
