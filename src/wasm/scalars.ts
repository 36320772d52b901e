// One word of a value, in all four lanes: how its code is made, kept and turned into a vector.
import {
  f32Const,
  i32Const,
  localGet,
  localSet,
  op,
  vectorConst,
  type Code,
  type WasmType,
} from './encoder';
import type { Emitter } from './emitter';
import type { Scalar, Shape } from './shape';
import type { Kind } from './types';

export const LANES = [0, 1, 2, 3] as const;

export const isFloat = (kind: Kind): boolean => kind === 'f32' || kind === 'float';

const registerOf = ({ kind, shape }: Scalar): WasmType =>
  shape === 'varying' ? 'v128' : isFloat(kind) ? 'f32' : 'i32';

/** A known number; `bool` is 0 or 1. */
export const constant = (kind: Kind, value: number): Scalar => ({
  kind,
  shape: 'uniform',
  constant: value,
  stable: true,
  code: () => (isFloat(kind) ? f32Const(value) : i32Const(value)),
  splat: () => vectorConst(Array(4).fill(kind === 'bool' ? -value : value), isFloat(kind)),
});

/** A value that is made where it is used. */
export const made = (kind: Kind, shape: Shape, code: () => Code): Scalar => ({
  kind,
  shape,
  stable: false,
  code,
});

/** Uniform base + step * lane. */
export const lanes = (kind: Kind, base: () => Code, step: number, stable = false): Scalar => ({
  kind,
  shape: 'lanes',
  step,
  stable,
  code: base,
});

/** The vector of a value's four lanes. */
export function vector(value: Scalar): Code {
  const { kind, shape, step = 0 } = value;
  if (shape === 'varying') return value.code();
  if (value.splat) return value.splat();
  if (isFloat(kind)) return [value.code(), op['f32x4.splat']];
  if (kind === 'bool') return [i32Const(0), value.code(), op['i32.sub'], op['i32x4.splat']];
  const base = [value.code(), op['i32x4.splat']];
  if (shape === 'uniform') return base;
  return [base, vectorConst(LANES.map((lane) => lane * step), false), op['i32x4.add']]; // prettier-ignore
}

/**
 * The value as it is here, for later and repeated use. Its scalar and its vector are each computed only if asked for, but
 * then here.
 */
export function keep(e: Emitter, value: Scalar): Scalar {
  if (value.stable) return value;
  const { kind, shape, step } = value;
  const here = e.placeholder();
  const slot = (type: WasmType, code: () => Code) => {
    let local: number | undefined;
    return () => {
      if (local === undefined) {
        local = e.local(type);
        here.push([code(), localSet(local)]);
      }
      return localGet(local);
    };
  };
  const code = slot(registerOf(value), () => value.code());
  const kept: Scalar = { kind, shape, step, stable: true, code };
  if (shape !== 'uniform' || kind === 'bool') return kept;
  return { ...kept, splat: slot('v128', () => vector(value)) };
}

/** The widest of shapes. */
export const widest = (...shapes: readonly Shape[]): Shape =>
  shapes.includes('varying') ? 'varying' : shapes.includes('lanes') ? 'lanes' : 'uniform';

/** A value as of a wider shape. */
export const widened = (value: Scalar, shape: Shape): Scalar => {
  if (value.shape === shape) return value;
  if (shape === 'varying') {
    return { ...value, shape, constant: undefined, splat: undefined, code: () => vector(value) };
  }
  return { ...value, shape, step: 0, constant: undefined, splat: undefined };
};

/** Is any lane of a mask set? */
export const anyTrue = (mask: Code): Code => [mask, op['v128.any_true']];
