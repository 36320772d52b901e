// Values of any type as lists of words, and the places that hold them: locals, buffers and scratch memory.
import { i32Const, localGet, localSet, memoryFill, op, type WasmType } from './encoder';
import type { Emitter } from './emitter';
import { WgslError } from './errors';
import { load, store, type Location } from './memory';
import { binary, concrete } from './operators';
import { constant, isFloat, keep, made, vector } from './scalars';
import type { Scalar, Shape } from './shape';
import { fieldOffsets, show, strideOf, wordsOf, type Kind, type Type } from './types';

export interface Value {
  readonly type: Type;
  /** In the order of `wordsOf(type)`. */
  readonly words: readonly Scalar[];
  /** What a pointer points to. */
  readonly place?: Place;
}

/** A word in a local. */
export interface Variable {
  readonly number: number;
  readonly kind: Kind;
  readonly shape: Shape;
  readonly step: number;
  readonly local: number;
  /** The lanes that ran when it was declared: no other lane ever reads it. */
  readonly mask: number | null;
}

export type Place = { readonly type: Type } & (
  | { readonly in: 'locals'; readonly variables: readonly Variable[] }
  | { readonly in: 'uniform' | 'storage' | 'scratch'; readonly where: Location }
);

/** A variable with its first value. */
export function declare(e: Emitter, value: Scalar): Variable {
  const number = e.number();
  const shape = e.findings.varying.has(number) ? 'varying' : value.shape;
  const { kind, step = 0 } = value;
  const type: WasmType = shape === 'varying' ? 'v128' : isFloat(kind) ? 'f32' : 'i32';
  const local = e.local(type);
  e.push([shape === 'varying' ? vector(value) : value.code(), localSet(local)]);
  return { number, kind, shape, step, local, mask: e.mask };
}

export const current = ({ kind, shape, step, local }: Variable): Scalar => ({
  ...made(kind, shape, () => localGet(local)),
  step,
});

/** Changes a variable in the lanes that run. */
export function assign(e: Emitter, variable: Variable, value: Scalar): void {
  const { number, shape, step, local, mask } = variable;
  const partial = e.mask !== mask;
  if (shape !== 'varying') {
    const fits = shape === value.shape && step === (value.step ?? 0);
    if (partial || !fits)
      e.findings.varying.add(number); // the next pass knows
    else e.push([value.code(), localSet(local)]);
    return;
  }
  const { mask: running } = e;
  const blend =
    partial && running !== null ? [localGet(local), localGet(running), op['v128.bitselect']] : [];
  e.push([vector(value), blend, localSet(local)]);
}

/** All words 0. */
export const zero = (type: Type): Value => ({
  type,
  words: wordsOf(type).map((kind) => constant(kind, 0)),
});

/** The value as it is here, for later use. */
export const kept = (e: Emitter, value: Value): Value => ({
  ...value,
  words: value.words.map((word) => keep(e, word)),
});

/** A value of the wanted type: abstract numbers become concrete. @throws WgslError where it is of another type */
export function fitting(value: Value, type: Type, line: number): Value {
  const kinds = wordsOf(type);
  const fits =
    value.type.is === type.is &&
    value.words.length === kinds.length &&
    (type.is !== 'struct' || value.type.is !== 'struct' || type.name === value.type.name);
  if (!fits) throw new WgslError(line, `expected ${show(type)}, found ${show(value.type)}`);
  return { ...value, type, words: value.words.map((word, i) => concrete(word, kinds[i], line)) };
}

/** A place for a variable of this type: locals, or scratch memory if it holds arrays. */
export function reserve(e: Emitter, value: Value): Place {
  const { type, words } = value;
  if (!holdsArray(type)) {
    return { in: 'locals', type, variables: words.map((word) => declare(e, word)) };
  }
  const at = e.scratch;
  e.scratch += 16 * words.length;
  const address = constant('u32', at);
  const place: Place = { in: 'scratch', type, where: { address, offset: 0, interleaved: true } };
  if (words.every((word) => word.constant === 0)) {
    e.push([i32Const(at), i32Const(0), i32Const(16 * words.length), memoryFill]);
  } else write(e, place, value);
  return place;
}

const holdsArray = (type: Type): boolean =>
  type.is === 'array' || (type.is === 'struct' && type.fields.some((f) => holdsArray(f.type)));

/** The words of a place's type with their distances in memory, in bytes. */
function offsetsOf(type: Type, interleaved: boolean): number[] {
  if (interleaved) return wordsOf(type).map((_, i) => 16 * i);
  if (type.is === 'struct') {
    const { offsets } = fieldOffsets(type.fields);
    return type.fields.flatMap((field, i) =>
      offsetsOf(field.type, false).map((o) => o + offsets[i]),
    );
  }
  if (type.is === 'array') {
    const inner = offsetsOf(type.element, false);
    const stride = strideOf(type.element);
    return Array.from({ length: type.length ?? 0 }, (_, i) =>
      inner.map((o) => o + i * stride),
    ).flat();
  }
  return wordsOf(type).map((_, i) => 4 * i);
}

/** What a place holds now. */
export function read(e: Emitter, place: Place): Value {
  const { type } = place;
  if (place.in === 'locals') return { type, words: place.variables.map(current) };
  const { where } = place;
  const kinds = wordsOf(type);
  const offsets = offsetsOf(type, where.interleaved);
  const words = kinds.map((kind, i) => {
    const word = { ...where, offset: where.offset + offsets[i] };
    return place.in === 'uniform' ? loadOnce(e, kind, word) : load(e, kind, word);
  });
  return { type, words };
}

/** A word of a uniform, which does not change while the kernel runs. */
function loadOnce(e: Emitter, kind: Kind, where: Location): Scalar {
  const { address, offset } = where;
  if (!address.stable || address.shape !== 'uniform') return load(e, kind, where);
  const key = `${JSON.stringify(address.code())}+${offset}`;
  const word = e.hoisted.get(key) ?? e.early(() => keep(e, load(e, kind, where)));
  e.hoisted.set(key, word);
  return word;
}

/** Changes a place in the lanes that run. */
export function write(e: Emitter, place: Place, value: Value): void {
  if (place.in === 'locals') {
    const words = value.words.length > 1 ? value.words.map((word) => keep(e, word)) : value.words;
    place.variables.forEach((variable, i) => assign(e, variable, words[i]));
    return;
  }
  const { where, type } = place;
  const offsets = offsetsOf(type, where.interleaved);
  kept(e, value).words.forEach((word, i) =>
    store(e, word, { ...where, offset: where.offset + offsets[i] }),
  );
}

/** A field of a struct or a component of a vector: its words from word `first` on, `offset` bytes in where the host wrote. */
export function part(place: Place, first: number, offset: number, type: Type): Place {
  if (place.in === 'locals') {
    const variables = place.variables.slice(first, first + wordsOf(type).length);
    return { ...place, type, variables };
  }
  const { where } = place;
  const distance = where.interleaved ? 16 * first : offset;
  return { ...place, type, where: { ...where, offset: where.offset + distance } };
}

/** An element of a place in memory. */
export function element(e: Emitter, place: Place, index: Scalar, line: number): Place {
  const { type } = place;
  if (place.in === 'locals' || (type.is !== 'array' && type.is !== 'vector')) {
    throw new WgslError(line, `an index into ${show(type)} is not supported here`);
  }
  const inner: Type = type.is === 'array' ? type.element : { is: 'scalar', kind: type.kind };
  const stride = place.where.interleaved ? 16 * wordsOf(inner).length : strideOf(inner);
  const number = concrete(index.kind === 'i32' ? { ...index, kind: 'u32' } : index, 'u32', line);
  const { where } = place;
  if (number.constant !== undefined) {
    const offset = where.offset + number.constant * stride;
    return { ...place, type: inner, where: { ...where, offset } };
  }
  // a known part goes to the instruction, unless it could be a negative number
  const parted = number.sum && number.sum.plus >= 0 && number.sum.plus < 2 ** 24;
  const unknown: Scalar = parted ? { ...number.sum!.of, kind: 'u32' } : number;
  const offset = where.offset + (parted ? number.sum!.plus * stride : 0);
  const distance = binary(e, '*', unknown, constant('u32', stride), line);
  const address = binary(e, '+', where.address, distance, line);
  return { ...place, type: inner, where: { ...where, address, offset } };
}
