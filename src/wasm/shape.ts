// What is known of one word of a value in all four lanes.
import type { Code } from './encoder';
import type { Kind } from './types';

/**
 * How a value differs between the four lanes of a vector: not at all, by a constant step from lane to lane, or in any way.
 * Only integers have steps; they are the addresses of neighbours, which one vector access reads.
 */
export type Shape = 'uniform' | 'lanes' | 'varying';

export interface Scalar {
  readonly kind: Kind;
  readonly shape: Shape;
  /** The value where it is known now. */
  readonly constant?: number;
  /** From one lane to the next, of shape `lanes`. */
  readonly step?: number;
  /** May be evaluated at any later place, and again at no cost. */
  readonly stable: boolean;
  /** The same number as a sum with a known part, which an address can leave to the instruction. */
  readonly sum?: { readonly of: Scalar; readonly plus: number };
  /** Its instructions: i32 or f32 (in lane 0) or, if varying, v128. They have no effects and emit nothing. */
  code(): Code;
  /** A shorter way to the vector of a uniform value. */
  splat?(): Code;
}
