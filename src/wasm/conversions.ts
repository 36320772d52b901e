// A value's kind changed: by its number (`f32(x)`) or by its bits (`bitcast<u32>(x)`).
import { op, type Instruction } from './encoder';
import type { Emitter } from './emitter';
import { binary, choose, fitted } from './operators';
import { constant, isFloat, made, vector } from './scalars';
import type { Scalar } from './shape';
import type { Kind } from './types';

/** A value of one kind as another: `f32(x)`, `u32(x)`, `i32(x)`, `bool(x)`. Floats out of range are clamped. */
export function converted(e: Emitter, a: Scalar, kind: Kind, line: number): Scalar {
  const from = a.kind;
  if (from === kind) return a;
  if (a.constant !== undefined) {
    const { constant: value } = a;
    if (kind === 'bool') return constant(kind, Number(value !== 0));
    if (isFloat(kind) || !isFloat(from)) return constant(kind, fitted(kind, value));
    const [low, high] = kind === 'u32' ? [0, 2 ** 32 - 1] : [-(2 ** 31), 2 ** 31 - 1];
    return constant(kind, Math.min(high, Math.max(low, Math.trunc(value))));
  }
  if (kind === 'bool') return binary(e, '!=', a, constant(from, 0), line);
  if (from === 'bool') return choose(constant(kind, 0), constant(kind, 1), a);
  const sign = (integer: Kind) => (integer === 'u32' ? 'u' : 's');
  const wide = a.shape !== 'uniform';
  const shape = wide ? 'varying' : 'uniform';
  const input = () => (wide ? vector(a) : a.code());
  if (kind === 'f32') {
    const name = wide ? `f32x4.convert_i32x4_${sign(from)}` : `f32.convert_i32_${sign(from)}`;
    return made(kind, shape, () => [input(), op[name as Instruction]]);
  }
  if (from === 'f32') {
    const name = wide ? `i32x4.trunc_sat_f32x4_${sign(kind)}` : `i32.trunc_sat_f32_${sign(kind)}`;
    return made(kind, shape, () => [input(), op[name as Instruction]]);
  }
  return { ...a, kind, sum: undefined }; // i32 and u32 have the same bits
}

/** The same bits as another kind. */
export function reinterpreted(a: Scalar, kind: Kind): Scalar {
  if (isFloat(a.kind) === isFloat(kind) || a.shape === 'varying') {
    if (a.constant === undefined) return { ...a, kind, sum: undefined };
    return constant(kind, fitted(kind, a.constant));
  }
  if (a.constant !== undefined) {
    const view = new DataView(new ArrayBuffer(4));
    if (isFloat(a.kind)) view.setFloat32(0, a.constant);
    else view.setUint32(0, a.constant);
    const read = { f32: 'getFloat32', i32: 'getInt32', u32: 'getUint32' } as const;
    return constant(kind, view[read[kind as keyof typeof read]](0));
  }
  if (a.shape === 'lanes') return made(kind, 'varying', () => vector(a));
  const name = isFloat(kind) ? 'f32.reinterpret_i32' : 'i32.reinterpret_f32';
  return {
    kind,
    shape: 'uniform',
    stable: false,
    code: () => [a.code(), op[name]],
    splat: () => vector(a),
  };
}
