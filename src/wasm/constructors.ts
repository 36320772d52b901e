// Values from their parts: numbers, vectors, structs, arrays, and bits as another type.
import type { TypeName } from './ast';
import { named, type Context } from './context';
import { WgslError } from './errors';
import { converted, reinterpreted } from './conversions';
import { commonKind, concrete, defaultKind } from './operators';
import { keep } from './scalars';
import type { Scalar } from './shape';
import { show, vectorType, wordsOf, type Kind, type Type } from './types';
import { fitting, zero, type Value } from './values';

const BUILT_IN = /^(f32|i32|u32|bool|vec[234][fiu]?|array|bitcast)$/;

export const isConstructor = ({ module }: Context, { name }: TypeName): boolean =>
  BUILT_IN.test(name) || module.aliases.has(name) || module.structs.has(name);

/** The value of `callee(args)`. @throws WgslError where the parts do not make one */
export function construct(
  context: Context,
  callee: TypeName,
  args: readonly Value[],
  line: number,
): Value {
  const { e } = context;
  if (callee.name === 'bitcast') {
    const type = named(context, callee.of[0]);
    const [kind] = wordsOf(type);
    const words = args[0].words.map((word) =>
      reinterpreted(concrete(word, defaultKind(word.kind), line), kind),
    );
    return { type, words };
  }
  const words = args.flatMap((arg) => arg.words);
  const type = inferred(callee, args) ?? named(context, callee);
  if (args.length === 0) return zero(type);
  const convert = (list: readonly Scalar[], kind: Kind) =>
    list.map((word) => converted(e, word, kind, line));
  if (type.is === 'scalar' && words.length === 1) return { type, words: convert(words, type.kind) };
  if (type.is === 'vector') {
    if (words.length === 1) {
      const word = keep(e, convert(words, type.kind)[0]);
      return { type, words: Array.from({ length: type.size }, () => word) };
    }
    if (words.length === type.size) return { type, words: convert(words, type.kind) };
  }
  if (type.is === 'array' && args.length === type.length) {
    return { type, words: args.flatMap((arg) => fitting(arg, type.element, line).words) };
  }
  if (type.is === 'struct' && args.length === type.fields.length) {
    return { type, words: args.flatMap((arg, i) => fitting(arg, type.fields[i].type, line).words) };
  }
  throw new WgslError(
    line,
    `${show(type)} cannot be made of ${args.map((a) => show(a.type)).join(', ')}`,
  );
}

/** The type of `vec3(1.0, x, y)` and `array(1u, 2u)`, which name no element. */
function inferred({ name, of }: TypeName, args: readonly Value[]): Type | null {
  if (of.length > 0 || args.length === 0) return null;
  const kinds = args.flatMap((arg) => arg.words.map((word) => word.kind));
  const kind = kinds.reduce(commonKind, kinds[0]);
  if (/^vec[234]$/.test(name)) return vectorType(kind, Number(name[3]));
  if (name !== 'array') return null;
  const [{ type }] = args;
  const element: Type = type.is === 'scalar' ? { is: 'scalar', kind: defaultKind(kind) } : type;
  return { is: 'array', element, length: args.length };
}
