// Rows or columns of a kernel as vectors: the CPU twin of shaders/init/vectors.wgsl.
import type { Block } from '../study/catalogues/initializers';

/** Vector k is the entries at + k * step + e * stride for e < length. */
export interface Vectors {
  readonly at: number;
  readonly length: number;
  readonly step: number;
  readonly stride: number;
}

/** A neuron's incoming weights: the columns of a kernel. */
export const incoming = (b: Block): Vectors => ({
  at: b.at,
  length: b.inputs,
  step: 1,
  stride: b.units,
});

/** A neuron's weights into the next layer: the rows of the next kernel. */
export const outgoing = (b: Block): Vectors => ({
  at: b.next,
  length: b.outputs,
  step: b.outputs,
  stride: 1,
});

const entry = (v: Vectors, k: number, e: number) => v.at + k * v.step + e * v.stride;

function product(w: Float32Array, v: Vectors, j: number, k: number): number {
  let sum = 0;
  for (let e = 0; e < v.length; e++) sum += w[entry(v, j, e)] * w[entry(v, k, e)];
  return sum;
}

export const lengthOf = (w: Float32Array, v: Vectors, k: number): number =>
  Math.sqrt(product(w, v, k, k));

/** Scales vector k; one of length 0 keeps it. */
export function setLength(w: Float32Array, v: Vectors, k: number, length: number): void {
  const old = lengthOf(w, v, k);
  const factor = old > 0 ? length / old : 0;
  for (let e = 0; e < v.length; e++) w[entry(v, k, e)] *= factor;
}

/** Takes from vector k its components along the vectors before it, which are orthogonal: Gram and Schmidt, twice. */
export function makeOrthogonal(w: Float32Array, v: Vectors, k: number): void {
  for (let pass = 0; pass < 2; pass++) {
    for (let j = 0; j < k; j++) {
      const square = product(w, v, j, j);
      const part = square > 0 ? product(w, v, j, k) / square : 0;
      for (let e = 0; e < v.length; e++) w[entry(v, k, e)] -= part * w[entry(v, j, e)];
    }
  }
}
