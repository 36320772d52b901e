// Types of WGSL values: how many words they are, and where their parts lie in a buffer that the host fills.
import type { Expression, Module, TypeName } from './ast';
import { WgslError } from './errors';

/** `int` and `float` are the abstract numbers of constants, before they meet a concrete type. */
export type Kind = 'f32' | 'i32' | 'u32' | 'bool' | 'int' | 'float';

export type Type =
  | { readonly is: 'scalar'; readonly kind: Kind }
  | { readonly is: 'vector'; readonly kind: Kind; readonly size: number }
  | { readonly is: 'struct'; readonly name: string; readonly fields: readonly TypedField[] }
  | { readonly is: 'array'; readonly element: Type; readonly length: number | null }
  | { readonly is: 'pointer'; readonly to: Type };

export interface TypedField {
  readonly name: string;
  readonly type: Type;
}

export const scalarType = (kind: Kind): Type => ({ is: 'scalar', kind });
export const vectorType = (kind: Kind, size: number): Type => ({ is: 'vector', kind, size });

const SUFFIXES = { f: 'f32', i: 'i32', u: 'u32' } as const;

/** The type of a name; `length` evaluates the length of an array. @throws WgslError on a type that is not supported */
export function typeOf(
  module: Module,
  written: TypeName,
  length: (of: Expression) => number,
): Type {
  const { name, of, line } = written;
  const typed = (other: TypeName) => typeOf(module, other, length);
  const alias = module.aliases.get(name);
  if (alias) return typed(alias);
  if (name === 'f32' || name === 'i32' || name === 'u32' || name === 'bool')
    return scalarType(name);
  const vector = /^vec([234])([fiu]?)$/.exec(name);
  if (vector) {
    if (vector[2]) {
      return vectorType(SUFFIXES[vector[2] as keyof typeof SUFFIXES], Number(vector[1]));
    }
    const element = of[0] && typed(of[0]);
    if (element?.is === 'scalar') return vectorType(element.kind, Number(vector[1]));
  }
  if (name === 'array' && of.length === 1) {
    return {
      is: 'array',
      element: typed(of[0]),
      length: written.length && length(written.length),
    };
  }
  if (name === 'ptr' && of.length >= 2) return { is: 'pointer', to: typed(of[1]) };
  const fields = module.structs.get(name);
  if (!fields) throw new WgslError(line, `type "${name}" is not supported`);
  return {
    is: 'struct',
    name,
    fields: fields.map((field) => ({ name: field.name, type: typed(field.type) })),
  };
}

/** The kinds of a value's words, in order. */
export function wordsOf(type: Type): Kind[] {
  if (type.is === 'scalar') return [type.kind];
  if (type.is === 'vector') return Array<Kind>(type.size).fill(type.kind);
  if (type.is === 'struct') return type.fields.flatMap((field) => wordsOf(field.type));
  if (type.is === 'pointer') return [];
  const element = wordsOf(type.element);
  return Array.from({ length: type.length ?? 0 }, () => element).flat();
}

const roundUp = (value: number, to: number) => Math.ceil(value / to) * to;

/** Bytes of a value in a buffer, its alignment, and the distance of an array's elements. */
export function layoutOf(type: Type): { size: number; align: number } {
  if (type.is === 'vector') {
    return { size: 4 * type.size, align: type.size === 2 ? 8 : 16 };
  }
  if (type.is === 'struct') {
    const { end, align } = fieldOffsets(type.fields);
    return { size: roundUp(end, align), align };
  }
  if (type.is === 'array') {
    return {
      size: (type.length ?? 0) * strideOf(type.element),
      align: layoutOf(type.element).align,
    };
  }
  return { size: 4, align: 4 };
}

export const strideOf = (element: Type): number => {
  const { size, align } = layoutOf(element);
  return roundUp(size, align);
};

/** Byte offsets of a struct's fields. */
export function fieldOffsets(fields: readonly TypedField[]) {
  let end = 0;
  let most = 4;
  const offsets = fields.map(({ type }) => {
    const { size, align } = layoutOf(type);
    const at = roundUp(end, align);
    end = at + size;
    most = Math.max(most, align);
    return at;
  });
  return { offsets, end, align: most };
}

/** A type as it is written. */
export function show(type: Type): string {
  if (type.is === 'scalar') return type.kind;
  if (type.is === 'vector') return `vec${type.size}<${type.kind}>`;
  if (type.is === 'struct') return type.name;
  if (type.is === 'pointer') return `ptr<${show(type.to)}>`;
  return `array<${show(type.element)}${type.length === null ? '' : `, ${type.length}`}>`;
}
