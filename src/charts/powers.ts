// Ticks of logarithmic axes.

/** The whole exponents in a range, thinned to about six. */
export function decades(low: number, high: number): number[] {
  const all = Array.from(
    { length: Math.max(0, Math.floor(high) - Math.ceil(low) + 1) },
    (_, i) => Math.ceil(low) + i,
  );
  const every = Math.ceil(all.length / 6);
  return all.filter((k) => k % every === 0);
}

/** An exponent as it is raised, with a true minus sign. */
export const raised = (k: number): string => String(k).replace('-', '−');
