// Where things stand on the axes that page and report share.

/** Where step 0 stands: a third of a decade left of step 1. */
const START = -0.35;

/** Where a step stands on a logarithmic axis. */
export const placeOfStep = (step: number): number => (step === 0 ? START : Math.log10(step));

/** Half widths that an axis of differences may have. */
const REACHES = [0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 0.75];

/** Half the width of an axis around 0 that holds these intervals. */
export function reachOf(
  differences: readonly { readonly low: number; readonly high: number }[],
): number {
  const most = Math.max(...differences.flatMap(({ low, high }) => [-low, high]));
  return REACHES.find((at) => at >= most) ?? 1;
}
