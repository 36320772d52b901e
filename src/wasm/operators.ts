// WGSL's operators on single words: as scalar instructions where all lanes agree, else on vectors of four.
import { extractLane, i32Const, op, replaceLane, type Code, type Instruction } from './encoder';
import type { Emitter } from './emitter';
import { WgslError } from './errors';
import { constant, isFloat, keep, lanes, LANES, made, vector, widest } from './scalars';
import type { Scalar } from './shape';
import type { Kind } from './types';

/** The stem of an operator's instructions for floats, signed and unsigned integers, and bools. */
const STEMS: Readonly<Record<string, readonly [string, string, string, string]>> = {
  '+': ['add', 'add', 'add', ''],
  '-': ['sub', 'sub', 'sub', ''],
  '*': ['mul', 'mul', 'mul', ''],
  '/': ['div', '/', '/', ''],
  '%': ['%', '%', '%', ''],
  '&': ['', 'and', 'and', 'and'],
  '|': ['', 'or', 'or', 'or'],
  '^': ['', 'xor', 'xor', 'xor'],
  '&&': ['', '', '', 'and'],
  '||': ['', '', '', 'or'],
  '==': ['eq', 'eq', 'eq', 'eq'],
  '!=': ['ne', 'ne', 'ne', 'ne'],
  '<': ['lt', 'lt_s', 'lt_u', ''],
  '<=': ['le', 'le_s', 'le_u', ''],
  '>': ['gt', 'gt_s', 'gt_u', ''],
  '>=': ['ge', 'ge_s', 'ge_u', ''],
};
const COLUMN: Readonly<Record<Kind, number>> = {
  f32: 0,
  float: 0,
  i32: 1,
  int: 1,
  u32: 2,
  bool: 3,
};

const FOLDS: Readonly<Record<string, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '&': (a, b) => a & b,
  '|': (a, b) => a | b,
  '^': (a, b) => a ^ b,
  '&&': (a, b) => a & b,
  '||': (a, b) => a | b,
  '==': (a, b) => Number(a === b),
  '!=': (a, b) => Number(a !== b),
  '<': (a, b) => Number(a < b),
  '<=': (a, b) => Number(a <= b),
  '>': (a, b) => Number(a > b),
  '>=': (a, b) => Number(a >= b),
};
const COMPARES = new Set(['==', '!=', '<', '<=', '>', '>=']);

/** A number rounded to its kind. */
export const fitted = (kind: Kind, value: number): number => {
  if (kind === 'f32') return Math.fround(value);
  if (kind === 'u32') return value >>> 0;
  if (kind === 'i32') return value | 0;
  return value;
};

/** An abstract number as one of a concrete kind; other values must be of that kind. */
export function concrete(value: Scalar, kind: Kind, line: number): Scalar {
  if (value.kind === kind) return value;
  const fits = value.kind === 'int' ? kind !== 'bool' : value.kind === 'float' && isFloat(kind);
  if (!fits || value.constant === undefined) {
    throw new WgslError(line, `expected ${kind}, found ${value.kind}`);
  }
  return constant(kind, fitted(kind, value.constant));
}

/** The kind that both meet at: abstract numbers give way, whole ones first. */
export const commonKind = (a: Kind, b: Kind): Kind =>
  a === 'int' || (a === 'float' && b !== 'int') ? b : a;

/** The kind of a variable that starts with a value of this one. */
export const defaultKind = (kind: Kind): Kind =>
  kind === 'int' ? 'i32' : kind === 'float' ? 'f32' : kind;

/** `a operator b`. */
export function binary(
  e: Emitter,
  operator: string,
  left: Scalar,
  right: Scalar,
  line: number,
): Scalar {
  if (operator === '<<' || operator === '>>') return shift(e, operator, left, right, line);
  const kind = commonKind(left.kind, right.kind);
  const a = concrete(left, kind, line);
  const b = concrete(right, kind, line);
  const stem = STEMS[operator]?.[COLUMN[kind]];
  if (!stem) throw new WgslError(line, `"${operator}" is not supported for ${kind}`);
  const result: Kind = COMPARES.has(operator) ? 'bool' : kind;
  if (a.constant !== undefined && b.constant !== undefined) {
    return constant(result, folded(operator, kind, a.constant, b.constant));
  }
  if (stem === '/' || stem === '%') {
    return isFloat(kind) ? floatRemainder(e, a, b, line) : divide(e, stem, kind, a, b);
  }
  const parted = operator === '+' && (kind === 'u32' || kind === 'i32') ? partedSum(e, a, b) : null;
  if (parted) return parted;
  const shape = widest(a.shape, b.shape);
  if (shape === 'lanes') {
    const stepped = stepsOf(operator, a, b);
    if (stepped !== null) {
      const base = () => [a.code(), b.code(), op[`i32.${stem}` as Instruction]];
      return lanes(kind, base, stepped);
    }
  }
  const wide = shape !== 'uniform';
  const name = instruction(kind, stem, wide);
  return wide
    ? made(result, 'varying', () => [vector(a), vector(b), op[name]])
    : made(result, 'uniform', () => [a.code(), b.code(), op[name]]);
}

/** a + b with the known parts of both put together; null where there are none. */
function partedSum(e: Emitter, a: Scalar, b: Scalar): Scalar | null {
  const known = (x: Scalar) => x.constant ?? x.sum?.plus ?? 0;
  const plus = known(a) + known(b);
  if (plus === 0) return null;
  const rest = [a, b].flatMap((x) => (x.constant === undefined ? [x.sum?.of ?? x] : []));
  const of = rest.length === 1 ? rest[0] : binary(e, '+', rest[0], rest[1], 0);
  return { ...sumOf(of, constant(of.kind, plus)), sum: { of, plus } };
}

const sumOf = (a: Scalar, b: Scalar): Scalar => {
  const code = () => [a.code(), b.code(), op['i32.add']];
  if (a.shape === 'varying') {
    return made(a.kind, 'varying', () => [vector(a), vector(b), op['i32x4.add']]);
  }
  return a.shape === 'lanes' ? lanes(a.kind, code, a.step!) : made(a.kind, 'uniform', code);
};

function instruction(kind: Kind, stem: string, wide: boolean): Instruction {
  const bits = stem === 'and' || stem === 'or' || stem === 'xor';
  const set = wide ? (bits ? 'v128' : isFloat(kind) ? 'f32x4' : 'i32x4') : isFloat(kind) ? 'f32' : 'i32'; // prettier-ignore
  return `${set}.${stem}` as Instruction;
}

function folded(operator: string, kind: Kind, a: number, b: number): number {
  const whole = !isFloat(kind);
  if (operator === '/') return fitted(kind, whole ? (b === 0 ? a : Math.trunc(a / b)) : a / b);
  if (operator === '%') return fitted(kind, whole && b === 0 ? 0 : a % b);
  if (operator === '*' && whole && kind !== 'int') return fitted(kind, Math.imul(a, b));
  const value = FOLDS[operator](a, b);
  return COMPARES.has(operator) ? value : fitted(kind, value);
}

/** The step of a sum, difference or multiple of stepped values, or null where the result has none. */
function stepsOf(operator: string, a: Scalar, b: Scalar): number | null {
  const { step: i = 0 } = a;
  const { step: j = 0 } = b;
  if (operator === '+') return i + j;
  if (operator === '-') return i - j;
  if (operator !== '*') return null;
  if (b.constant !== undefined) return Math.imul(i, b.constant);
  return a.constant !== undefined ? Math.imul(j, a.constant) : null;
}

/** The four results of `f`, lane by lane, as a vector of integers. */
const laneByLane = (kind: Kind, f: (lane: number) => Code): Scalar =>
  made(kind, 'varying', () =>
    LANES.slice(1).reduce<Code>(
      (sum, lane) => [sum, f(lane), replaceLane(false, lane)],
      [f(0), op['i32x4.splat']],
    ),
  );

/** The i32 of one lane. */
const laneOf = (value: Scalar, lane: number): Code =>
  value.shape === 'uniform'
    ? value.code()
    : value.shape === 'lanes'
      ? [value.code(), i32Const(lane * value.step!), op['i32.add']]
      : [value.code(), extractLane(false, lane)];

/** Whole-number quotient or remainder. As WGSL has it x / 0 = x, x % 0 = 0, and the lowest i32 divided by -1 is itself. */
function divide(e: Emitter, operator: '/' | '%', kind: Kind, a: Scalar, b: Scalar): Scalar {
  const power = b.constant && Math.log2(b.constant);
  if (kind === 'u32' && b.shape === 'uniform' && power !== undefined && Number.isInteger(power)) {
    if (operator === '%') return binary(e, '&', a, constant('u32', b.constant! - 1), 0);
    return binary(e, '>>', a, constant('u32', power), 0);
  }
  const x = keep(e, a);
  const y = keep(e, b);
  const divisor = (lane: number) => [laneOf(y, lane), laneOf(y, lane), op['i32.eqz'], op['i32.or']];
  const unsigned = op[operator === '/' ? 'i32.div_u' : 'i32.rem_u'];
  const signed = op[operator === '/' ? 'i64.div_s' : 'i64.rem_s'];
  const long = op['i64.extend_i32_s'];
  const one = (lane: number): Code =>
    kind === 'u32'
      ? [laneOf(x, lane), divisor(lane), unsigned]
      : [laneOf(x, lane), long, divisor(lane), long, signed, op['i32.wrap_i64']];
  if (x.shape === 'uniform' && y.shape === 'uniform') return made(kind, 'uniform', () => one(0));
  return laneByLane(kind, one);
}

function shift(e: Emitter, operator: string, a: Scalar, by: Scalar, line: number): Scalar {
  const amount = concrete(by, by.kind === 'int' ? 'u32' : by.kind, line);
  if (a.constant !== undefined && amount.constant !== undefined) {
    const { constant: value } = a;
    const left = value << amount.constant;
    const right = a.kind === 'u32' ? value >>> amount.constant : value >> amount.constant;
    return constant(a.kind, fitted(a.kind, operator === '<<' ? left : right));
  }
  const value = concrete(a, defaultKind(a.kind), line);
  const stem = operator === '<<' ? 'shl' : value.kind === 'u32' ? 'shr_u' : 'shr_s';
  const narrow = op[`i32.${stem}`];
  if (amount.shape !== 'uniform') {
    const [x, y] = [keep(e, value), keep(e, amount)];
    return laneByLane(value.kind, (lane) => [laneOf(x, lane), laneOf(y, lane), narrow]);
  }
  if (value.shape === 'uniform') {
    return made(value.kind, 'uniform', () => [value.code(), amount.code(), narrow]);
  }
  const wide = op[`i32x4.${stem}`];
  return made(value.kind, 'varying', () => [vector(value), amount.code(), wide]);
}

/** a - b trunc(a / b) */
function floatRemainder(e: Emitter, left: Scalar, right: Scalar, line: number): Scalar {
  const [a, b] = [keep(e, left), keep(e, right)];
  const whole = unary('trunc', binary(e, '/', a, b, line));
  return binary(e, '-', a, binary(e, '*', b, whole, line), line);
}

/** An instruction of one float or integer operand, by its stem. */
export function unary(stem: string, a: Scalar): Scalar {
  const wide = a.shape !== 'uniform';
  const name = instruction(a.kind, stem, wide);
  return made(a.kind, wide ? 'varying' : 'uniform', () => [wide ? vector(a) : a.code(), op[name]]);
}

export function negated(e: Emitter, a: Scalar, line: number): Scalar {
  if (a.constant !== undefined) return constant(a.kind, fitted(a.kind, -a.constant));
  return isFloat(a.kind) ? unary('neg', a) : binary(e, '-', constant(a.kind, 0), a, line);
}

/** `!a`, or `~a` of integers. */
export function inverted(a: Scalar): Scalar {
  if (a.constant !== undefined) {
    return constant(a.kind, a.kind === 'bool' ? 1 - a.constant : fitted(a.kind, ~a.constant));
  }
  if (a.shape !== 'uniform') return made(a.kind, 'varying', () => [vector(a), op['v128.not']]);
  if (a.kind === 'bool') return made('bool', 'uniform', () => [a.code(), op['i32.eqz']]);
  return made(a.kind, 'uniform', () => [a.code(), i32Const(-1), op['i32.xor']]);
}

/** `test ? yes : no`, lane by lane; both are evaluated. */
export function choose(no: Scalar, yes: Scalar, test: Scalar): Scalar {
  if (test.constant !== undefined) return test.constant ? yes : no;
  const { kind } = no;
  if (widest(no.shape, yes.shape, test.shape) === 'uniform') {
    return made(kind, 'uniform', () => [yes.code(), no.code(), test.code(), op.select]);
  }
  const mask = () => vector(test);
  // 0 in one arm leaves a single instruction
  if (isZero(no)) return made(kind, 'varying', () => [vector(yes), mask(), op['v128.and']]);
  if (isZero(yes)) return made(kind, 'varying', () => [vector(no), mask(), op['v128.andnot']]);
  return made(kind, 'varying', () => [vector(yes), vector(no), mask(), op['v128.bitselect']]);
}

const isZero = ({ constant: value }: Scalar) => value !== undefined && Object.is(value, 0);
