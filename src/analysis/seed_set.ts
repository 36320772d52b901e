// Sets of seeds as bits, so that two arms are compared 32 seeds at a time.
import type { PairedTable } from './statistics';

/** The seeds of an arm that ran, and those of them that converged: bit k of word i is seed first + 32 i + k. */
export interface SeedSet {
  readonly ran: Uint32Array;
  readonly converged: Uint32Array;
}

/**
 * The sets of one arm.
 * @param seeds the seeds that ran, within first .. first + count - 1
 * @param converged whether run i of them did
 */
export function seedSet(
  { first, count }: { readonly first: number; readonly count: number },
  seeds: Uint32Array,
  converged: (i: number) => boolean,
): SeedSet {
  const words = Math.ceil(count / 32);
  const set = { ran: new Uint32Array(words), converged: new Uint32Array(words) };
  for (let i = 0; i < seeds.length; i++) {
    const at = seeds[i] - first;
    const bit = 1 << (at & 31);
    set.ran[at >>> 5] |= bit;
    if (converged(i)) set.converged[at >>> 5] |= bit;
  }
  return set;
}

/** The paired table of two arms, over the seeds that ran in both. */
export function pairedTable(a: SeedSet, b: SeedSet): PairedTable {
  let [both, onlyA, onlyB, neither] = [0, 0, 0, 0];
  for (let i = 0; i < a.ran.length; i++) {
    const ran = a.ran[i] & b.ran[i];
    const [x, y] = [a.converged[i], b.converged[i]];
    both += ones(ran & x & y);
    onlyA += ones(ran & x & ~y);
    onlyB += ones(ran & ~x & y);
    neither += ones(ran & ~(x | y));
  }
  return { both, onlyA, onlyB, neither };
}

/** How many bits of a word are set, added up in pairs, fours and eights. */
function ones(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
