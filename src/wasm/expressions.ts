// Expressions: names, members, elements, operators and calls, as values or as the places that hold them.
import type { Expression } from './ast';
import { builtins } from './builtins';
import { isConstructor, construct } from './constructors';
import { lookUp, type Context } from './context';
import { WgslError } from './errors';
import { binary, concrete, inverted, negated } from './operators';
import { takesLarger } from './patterns';
import { constant, keep } from './scalars';
import type { Scalar } from './shape';
import { when, localGet, localSet } from './encoder';
import { fieldOffsets, scalarType, show, vectorType, wordsOf, type Type } from './types';
import { element, fitting, kept, part, read, reserve, type Place, type Value } from './values';

const scalarValue = (word: Scalar): Value => ({
  type: scalarType(word.kind),
  words: [word],
});

/** The value of an expression. */
export function evaluate(context: Context, expression: Expression): Value {
  const { line } = expression;
  if (expression.is === 'number') return scalarValue(constant(expression.kind, expression.value));
  if (expression.is === 'bool') return scalarValue(constant('bool', Number(expression.value)));
  const place = locate(context, expression);
  if (place) return read(context.e, place);
  if (expression.is === 'name') return valueOfName(context, expression.name, line);
  if (expression.is === 'member') return member(evaluate(context, expression.object), expression);
  if (expression.is === 'index') return indexed(context, expression);
  if (expression.is === 'unary') return unaryValue(context, expression);
  if (expression.is === 'binary') return binaryValue(context, expression);
  return called(context, expression);
}

function valueOfName(context: Context, name: string, line: number): Value {
  const binding = lookUp(context.scope, name, line);
  if ('value' in binding) return binding.value;
  return read(context.e, binding.place);
}

/** The place that an expression names, or null if it is only a value. */
export function locate(context: Context, expression: Expression): Place | null {
  const { e } = context;
  const { line } = expression;
  if (expression.is === 'name') {
    const binding = lookUp(context.scope, expression.name, line);
    return 'place' in binding ? binding.place : null;
  }
  if (expression.is === 'unary' && expression.operator === '*') {
    return pointed(evaluate(context, expression.operand), line);
  }
  if (expression.is === 'member') {
    const place = locate(context, expression.object) ?? pointer(context, expression.object);
    if (!place) return null;
    const parts = partOf(place.type, expression.name, line);
    return parts.length === 1 ? part(place, parts[0].first, parts[0].offset, parts[0].type) : null;
  }
  if (expression.is !== 'index') return null;
  const object = locate(context, expression.object) ?? pointer(context, expression.object);
  if (!object) return null;
  const index = scalarOf(evaluate(context, expression.index), line);
  const { type } = object;
  if (object.in !== 'locals') return element(e, object, index, line);
  if (type.is !== 'vector' || index.constant === undefined) return null;
  return part(object, index.constant, 4 * index.constant, scalarType(type.kind));
}

/** The place behind a name that is a pointer: `p.x` and `p[i]` stand for `(*p).x` and `(*p)[i]`. */
function pointer(context: Context, expression: Expression): Place | null {
  if (expression.is !== 'name') return null;
  const binding = lookUp(context.scope, expression.name, expression.line);
  return ('value' in binding && binding.value.place) || null;
}

function pointed(value: Value, line: number): Place {
  if (!value.place) throw new WgslError(line, `"*" of ${show(value.type)}, which is no pointer`);
  return value.place;
}

/** @throws WgslError unless it is a single number or bool */
function scalarOf(value: Value, line: number): Scalar {
  if (value.type.is === 'scalar') return value.words[0];
  throw new WgslError(line, `expected a number, found ${show(value.type)}`);
}

/** @throws WgslError unless it is a single bool */
export function testOf(value: Value, line: number): Scalar {
  const found = scalarOf(value, line);
  if (found.kind !== 'bool') throw new WgslError(line, `expected bool, found ${found.kind}`);
  return found;
}

/** The words that a member names: a field of a struct, or components of a vector. */
function partOf(type: Type, name: string, line: number) {
  if (type.is === 'struct') {
    const at = type.fields.findIndex((field) => field.name === name);
    if (at >= 0) {
      const before = type.fields.slice(0, at).flatMap((field) => wordsOf(field.type));
      const offset = fieldOffsets(type.fields).offsets[at];
      return [{ first: before.length, offset, type: type.fields[at].type }];
    }
  }
  if (type.is === 'vector' && /^([xyzw]{1,4}|[rgba]{1,4})$/.test(name)) {
    const found = name.split('').map((letter) => 'xyzwrgba'.indexOf(letter) % 4);
    if (found.every((i) => i < type.size)) {
      return found.map((first) => ({ first, offset: 4 * first, type: scalarType(type.kind) }));
    }
  }
  throw new WgslError(line, `${show(type)} has no member "${name}"`);
}

function member(value: Value, { name, line }: { name: string; line: number }): Value {
  const parts = partOf(value.type, name, line);
  const words = parts.flatMap(({ first, type }) =>
    value.words.slice(first, first + wordsOf(type).length),
  );
  const [{ type }] = parts;
  if (parts.length === 1 || type.is !== 'scalar') return { type, words };
  return { type: vectorType(type.kind, words.length), words };
}

function indexed(context: Context, expression: Expression & { is: 'index' }): Value {
  const { line } = expression;
  const value = evaluate(context, expression.object);
  const index = scalarOf(evaluate(context, expression.index), line);
  const { type } = value;
  if (type.is !== 'vector' && type.is !== 'array') {
    throw new WgslError(line, `an index into ${show(type)}`);
  }
  const inner: Type = type.is === 'vector' ? scalarType(type.kind) : type.element;
  const count = wordsOf(inner).length;
  if (index.constant !== undefined) {
    const words = value.words.slice(index.constant * count, (index.constant + 1) * count);
    if (words.length < count) throw new WgslError(line, `index ${index.constant} is out of range`);
    return { type: inner, words };
  }
  const { e } = context;
  const length = value.words.length / count;
  const array = { type: { is: 'array', element: inner, length }, words: value.words } as const;
  return read(e, element(e, reserve(e, array), index, line));
}

function unaryValue(context: Context, expression: Expression & { is: 'unary' }): Value {
  const { operator, operand, line } = expression;
  const { e } = context;
  if (operator === '&') {
    const place = locate(context, operand);
    if (!place) throw new WgslError(line, '"&" of something that is no variable');
    return { type: { is: 'pointer', to: place.type }, words: [], place: settled(context, place) };
  }
  const value = evaluate(context, operand);
  const words = value.words.map((word) =>
    operator === '-' ? negated(e, word, line) : inverted(word),
  );
  return { type: value.type, words };
}

/** A place whose address does not change any more. */
export const settled = ({ e }: Context, place: Place): Place =>
  place.in === 'locals'
    ? place
    : { ...place, where: { ...place.where, address: keep(e, place.where.address) } };

function binaryValue(context: Context, expression: Expression & { is: 'binary' }): Value {
  const { operator, left, right, line } = expression;
  const { e } = context;
  const first = evaluate(context, left);
  if (operator === '&&' || operator === '||') return shortCircuit(context, operator, first, right);
  const a = callsFunctions(context, right) ? kept(e, first) : first;
  return combined(context, operator, a, evaluate(context, right), line);
}

/** `a operator b`, component by component; a number goes with every component of a vector. */
export function combined(
  { e }: Context,
  operator: string,
  left: Value,
  right: Value,
  line: number,
): Value {
  const size = Math.max(left.words.length, right.words.length);
  const spread = (value: Value) => {
    if (value.words.length === size) return value.words;
    const word = keep(e, scalarOf(value, line));
    return Array.from({ length: size }, () => word);
  };
  for (const { type } of [left, right]) {
    if (type.is !== 'scalar' && type.is !== 'vector') {
      throw new WgslError(line, `"${operator}" of ${show(type)}`);
    }
  }
  const [a, b] = [spread(left), spread(right)];
  const words = a.map((word, i) => binary(e, operator, word, b[i], line));
  const bothScalar = left.type.is === 'scalar' && right.type.is === 'scalar';
  const type = bothScalar ? scalarType(words[0].kind) : vectorType(words[0].kind, size);
  return { type, words };
}

/** `&&` and `||`, which evaluate their right side only where it matters, if it could fail elsewhere. */
function shortCircuit(
  context: Context,
  operator: '&&' | '||',
  first: Value,
  right: Expression,
): Value {
  const { e } = context;
  const { line } = right;
  const left = scalarOf(first, line);
  if (left.constant !== undefined) {
    return (left.constant === 1) === (operator === '&&') ? evaluate(context, right) : first;
  }
  if (left.shape !== 'uniform') {
    const second = scalarOf(evaluate(context, right), line);
    return scalarValue(binary(e, operator, keep(e, left), second, line));
  }
  const result = e.local('i32');
  e.push([left.code(), localSet(result)]);
  let varying: Scalar | null = null;
  const body = e.nested(() => {
    const second = scalarOf(evaluate(context, right), line);
    if (second.shape === 'uniform') e.push([second.code(), localSet(result)]);
    else varying = second;
  });
  if (varying) return combined(context, operator, first, evaluate(context, right), line);
  const test = scalarValue({ ...left, code: () => localGet(result), splat: undefined }).words[0];
  const needed = operator === '&&' ? test : inverted(test);
  e.push(when(needed.code(), body));
  return scalarValue({
    kind: 'bool',
    shape: 'uniform',
    stable: true,
    code: () => localGet(result),
  });
}

/** Does it call a function of the module, which could change what was read before? */
function callsFunctions({ module }: Context, expression: Expression): boolean {
  if (expression.is === 'name' || expression.is === 'number') return false;
  const known = calls.get(expression);
  if (known !== undefined) return known;
  const any = (list: readonly Expression[]): boolean =>
    list.some((each) => callsFunctions({ module } as Context, each));
  const found =
    (expression.is === 'call' &&
      (module.functions.has(expression.callee.name) || any(expression.args))) ||
    (expression.is === 'binary' && any([expression.left, expression.right])) ||
    (expression.is === 'unary' && any([expression.operand])) ||
    (expression.is === 'member' && any([expression.object])) ||
    (expression.is === 'index' && any([expression.object, expression.index]));
  calls.set(expression, found);
  return found;
}
const calls = new WeakMap<Expression, boolean>();

function called(context: Context, expression: Expression & { is: 'call' }): Value {
  const { callee, line } = expression;
  const { e, module } = context;
  const lastCall = expression.args.findLastIndex((arg) => callsFunctions(context, arg));
  const args = expression.args.map((arg, i) => {
    const value = evaluate(context, arg);
    return i < lastCall ? kept(e, value) : value;
  });
  const definition = module.functions.get(callee.name);
  if (definition) {
    const result = context.call(context, definition, args, line);
    return result ?? { type: vectorType('f32', 0), words: [] };
  }
  if (isConstructor(context, callee)) return construct(context, callee, args, line);
  if (takesLarger(expression)) return builtins['max'](e, [args[0], args[1]], line);
  const builtin = Object.hasOwn(builtins, callee.name) ? builtins[callee.name] : null;
  if (builtin) return builtin(e, args, line);
  const written = module.functions.get(`builtin_${callee.name}`);
  if (!written) throw new WgslError(line, `"${callee.name}" is not supported`);
  return mapped(context, args, line, (words) => {
    const values = words.map((word) => scalarValue(concrete(word, 'f32', line)));
    return context.call(context, written, values, line)!.words[0];
  });
}

/** A function of numbers on every component. */
function mapped(
  { e }: Context,
  args: readonly Value[],
  line: number,
  f: (words: Scalar[]) => Scalar,
): Value {
  const size = Math.max(...args.map(({ words }) => words.length));
  const lists = args.map((value) => fitting(value, value.type, line).words);
  const words = Array.from({ length: size }, (_, i) =>
    keep(e, f(lists.map((list) => list[list.length === 1 ? 0 : i]))),
  );
  return size === 1 ? scalarValue(words[0]) : { type: vectorType('f32', size), words };
}
