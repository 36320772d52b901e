// Places of arms by their rates, shared where the intervals do not tell them apart.
import type { Rate } from './statistics';

export interface Rank {
  readonly first: number;
  readonly last: number;
}

/** The places an arm may have, given that overlapping intervals cannot be told apart: 3 to 4 rather than 3. */
export function ranksOf(rates: readonly Rate[]): Rank[] {
  return rates.map(({ low, high }) => ({
    first: 1 + rates.filter((other) => other.n > 0 && other.low > high).length,
    last: rates.filter((other) => other.n > 0 && other.high >= low).length,
  }));
}

/** "3", or "3–4". */
export const placeText = ({ first, last }: Rank): string =>
  first === last ? String(first) : `${first}–${last}`;
