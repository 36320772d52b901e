// Many tests at once.

/**
 * Holm's step-down adjustment: p-values that may be compared with the level as if each were the only one; the chance that
 * any true hypothesis is rejected stays below the level, whatever the tests have to do with each other. In the given order.
 * Source: S. Holm (1979), "A simple sequentially rejective multiple test procedure", Scand. J. Statist. 6, 65-70.
 */
export function holm(p: readonly number[]): number[] {
  const ascending = Array.from(p.keys()).sort((a, b) => p[a] - p[b]);
  const adjusted = [...p];
  let most = 0;
  ascending.forEach((at, rank) => {
    most = Math.max(most, Math.min(1, (p.length - rank) * p[at]));
    adjusted[at] = most;
  });
  return adjusted;
}
