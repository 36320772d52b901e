// Steps at equal distances of their logarithm.
const PER_DECADE = 10;

/** Steps from 1 up to `steps`, ten a decade, ascending. */
export function logSpaced(steps: number): number[] {
  if (steps === 0) return [];
  const count = Math.floor(PER_DECADE * Math.log10(steps));
  const spaced = Array.from({ length: count + 1 }, (_, k) => Math.round(10 ** (k / PER_DECADE)));
  return [...new Set(spaced)];
}
