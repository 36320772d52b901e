// WGSL's built-in functions that are a few instructions. The others are written in WGSL: a function `builtin_<name>` of
// numbers, beside the kernel.
import { op, type Instruction } from './encoder';
import type { Emitter } from './emitter';
import { WgslError } from './errors';
import { binary, choose, commonKind, concrete, defaultKind, negated, unary } from './operators';
import { constant, isFloat, keep, made, vector, widest } from './scalars';
import type { Scalar } from './shape';
import { scalarType, vectorType } from './types';
import type { Value } from './values';

type Builtin = (e: Emitter, args: readonly Value[], line: number) => Value;
/** A function of one component of each argument. The words are kept, so that they may be used often. */
type OfWords = (e: Emitter, words: readonly Scalar[], line: number) => Scalar;

/** Applies `f` to every component; numbers go with every component of vectors. */
function componentwise(e: Emitter, args: readonly Value[], line: number, f: OfWords): Value {
  const size = Math.max(...args.map(({ words }) => words.length));
  const kinds = args.map(({ words }) => words[0].kind);
  const common = defaultKind(kinds.reduce(commonKind));
  const lists = args.map(({ words }) => words.map((word) => keep(e, concrete(word, common, line))));
  const words = Array.from({ length: size }, (_, i) =>
    f(
      e,
      lists.map((list) => list[list.length === 1 ? 0 : i]),
      line,
    ),
  );
  const { kind } = words[0];
  return { type: size === 1 ? scalarType(kind) : vectorType(kind, size), words };
}

const each =
  (count: number, f: OfWords): Builtin =>
  (e, args, line) => {
    if (args.length !== count) throw new WgslError(line, `${count} arguments expected`);
    return componentwise(e, args, line, f);
  };

const instruction = (stem: string) => each(1, (_, [a]) => unary(stem, a));
const f32 = (value: number) => constant('f32', value);

/** The larger or smaller; of floats the first where one is NaN, by a single instruction. */
const extreme = (greater: boolean): OfWords => {
  const stem = greater ? 'max' : 'min';
  return (e, [a, b], line) => {
    if (widest(a.shape, b.shape) === 'uniform') {
      return choose(a, b, binary(e, greater ? '>' : '<', b, a, line));
    }
    const sign = a.kind === 'u32' ? '_u' : '_s';
    const name = isFloat(a.kind) ? `f32x4.p${stem}` : `i32x4.${stem}${sign}`;
    return made(a.kind, 'varying', () => [vector(a), vector(b), op[name as Instruction]]);
  };
};
const smaller = extreme(false);
const larger = extreme(true);

const absolute: OfWords = (e, [a], line) => {
  if (a.kind === 'u32') return a;
  if (isFloat(a.kind) || a.shape === 'varying') return unary('abs', a);
  return choose(a, negated(e, a, line), binary(e, '<', a, constant(a.kind, 0), line));
};

const signOf: OfWords = (e, [a], line) => {
  const zero = constant(a.kind, 0);
  const one = constant(a.kind, 1);
  const above = choose(zero, one, binary(e, '>', a, zero, line));
  return choose(above, negated(e, one, line), binary(e, '<', a, zero, line));
};

const dot: Builtin = (e, [a, b], line) => {
  const terms = a.words.map((word, i) => binary(e, '*', word, b.words[i], line));
  const sum = terms.reduce((x, y) => binary(e, '+', x, y, line));
  return { type: scalarType(sum.kind), words: [sum] };
};

const root = (e: Emitter, value: Value): Scalar => keep(e, unary('sqrt', value.words[0]));

/** `any(v)`, `all(v)` of a vector of bools. */
const across =
  (operator: '|' | '&'): Builtin =>
  (e, [value], line) => ({
    type: scalarType('bool'),
    words: [value.words.reduce((x, y) => binary(e, operator, x, y, line))],
  });

const keptAll = (e: Emitter, value: Value): Value => ({
  ...value,
  words: value.words.map((word) => keep(e, word)),
});

const minus: OfWords = (e, [a, b], line) => binary(e, '-', a, b, line);

/** By name; each has words of any shape for arguments and result. */
export const builtins: Readonly<Record<string, Builtin>> = {
  abs: each(1, absolute),
  sign: each(1, signOf),
  min: each(2, smaller),
  max: each(2, larger),
  clamp: each(3, (e, [a, low, high], line) => smaller(e, [keep(e, larger(e, [a, low], line)), high], line)), // prettier-ignore
  saturate: each(1, (e, [a], line) => smaller(e, [keep(e, larger(e, [a, f32(0)], line)), f32(1)], line)), // prettier-ignore
  floor: instruction('floor'),
  ceil: instruction('ceil'),
  trunc: instruction('trunc'),
  round: instruction('nearest'),
  sqrt: instruction('sqrt'),
  inverseSqrt: each(1, (e, [a], line) => binary(e, '/', f32(1), unary('sqrt', a), line)),
  fract: each(1, (e, [a], line) => binary(e, '-', a, unary('floor', a), line)),
  /** WGSL lets this round twice, as it must where there is no instruction for it. */
  fma: each(3, (e, [a, b, c], line) => binary(e, '+', binary(e, '*', a, b, line), c, line)),
  step: each(2, (e, [edge, x], line) => choose(f32(0), f32(1), binary(e, '<=', edge, x, line))),
  mix: each(
    3,
    (e, [a, b, t], line) =>
    binary(e, '+', binary(e, '*', a, binary(e, '-', f32(1), t, line), line), binary(e, '*', b, t, line), line), // prettier-ignore
  ),
  select: (e, [no, yes, test], line) => {
    const { kind: found } = test.words[0];
    if (found !== 'bool') throw new WgslError(line, `expected bool, found ${found}`);
    const both = componentwise(e, [no, yes], line, (_, [a]) => a);
    const other = componentwise(e, [yes, no], line, (_, [a]) => a);
    const tests = test.words.map((word) => keep(e, word));
    const words = both.words.map((word, i) =>
      choose(word, other.words[i], tests[tests.length === 1 ? 0 : i]),
    );
    return { type: both.type, words };
  },
  dot: (e, [a, b], line) => dot(e, [keptAll(e, a), keptAll(e, b)], line),
  length: (e, [v], line) => {
    const kept = keptAll(e, v);
    return { type: scalarType('f32'), words: [root(e, dot(e, [kept, kept], line))] };
  },
  distance: (e, [a, b], line) =>
    builtins['length'](e, [componentwise(e, [a, b], line, minus)], line),
  normalize: (e, [v], line) => {
    const kept = keptAll(e, v);
    const length = root(e, dot(e, [kept, kept], line));
    return { ...kept, words: kept.words.map((word) => binary(e, '/', word, length, line)) };
  },
  any: across('|'),
  all: across('&'),
};
