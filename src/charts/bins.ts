// The axis that all small multiples of final losses share, and the bars on it. Positions are log10 of the loss; losses
// outside the fixed bins, and runs that diverged, have slots of their own beside the axis.
import {
  BINS,
  BINS_A_DECADE,
  binEdges,
  coarser,
  HIGHEST,
  LOWEST,
  type LossHistogram,
} from '../analysis/histogram';

export type SlotName = 'underflow' | 'overflow' | 'diverged';

export interface LossAxis {
  /** Whole decades. */
  readonly low: number;
  readonly high: number;
  /** Fixed bins a bar holds. */
  readonly factor: number;
  /** Left end of each slot that is drawn, and their width. */
  readonly slots: Readonly<Partial<Record<SlotName, number>>>;
  readonly slotWidth: number;
  readonly from: number;
  readonly to: number;
  /** The largest share that one bar has. */
  readonly most: number;
}

export interface Bar {
  readonly left: number;
  readonly right: number;
  readonly count: number;
  /** Losses from .. to; for slots the ends are infinite or NaN. */
  readonly lossFrom: number;
  readonly lossTo: number;
  readonly slot: SlotName | undefined;
}

const NARROWEST = 2;
/** What is shown before anything is known. */
const EMPTY = { low: -3, high: 1 };
/** Room between the axis and a slot, so that their ticks do not meet. */
const SLOT_GAP = 0.08;
const BARS = 72;

const sum = (histograms: readonly LossHistogram[], slot: SlotName) =>
  histograms.reduce((n, h) => n + h[slot], 0);

/**
 * The axis for these histograms and thresholds.
 * @param before what was shown last: while training the axis only grows
 */
export function lossAxis(
  histograms: readonly LossHistogram[],
  thresholds: readonly number[],
  before?: LossAxis,
): LossAxis {
  let first = BINS;
  let last = -1;
  for (const { counts } of histograms) {
    const from = counts.findIndex((count) => count > 0);
    if (from < 0) continue;
    first = Math.min(first, from);
    last = Math.max(
      last,
      counts.findLastIndex((count) => count > 0),
    );
  }
  const known = last >= 0 || !thresholds.some((at) => at > 0);
  let low = last < 0 ? (known ? EMPTY.low : Infinity) : Math.floor(LOWEST + first / BINS_A_DECADE);
  let high =
    last < 0 ? (known ? EMPTY.high : -Infinity) : Math.ceil(LOWEST + (last + 1) / BINS_A_DECADE);
  if (before) [low, high] = [Math.min(low, before.low), Math.max(high, before.high)];
  for (const at of thresholds.map(Math.log10).filter(Number.isFinite)) {
    if (at >= LOWEST && at <= HIGHEST)
      [low, high] = [Math.min(low, Math.floor(at)), Math.max(high, Math.ceil(at))];
  }
  while (high - low < NARROWEST) {
    if (high < HIGHEST) high++;
    else low--;
  }
  const span = high - low;
  const factor = [1, 2, 4, 5].find((f) => (span * BINS_A_DECADE) / f <= BARS) ?? 5;
  const slotWidth = 0.035 * span;
  const slots: Partial<Record<SlotName, number>> = {};
  let [from, to] = [low, high];
  if (sum(histograms, 'underflow') > 0) from = slots.underflow = low - SLOT_GAP * span - slotWidth;
  for (const slot of ['overflow', 'diverged'] as const) {
    if (sum(histograms, slot) === 0) continue;
    slots[slot] = to + SLOT_GAP * span;
    to = slots[slot] + slotWidth;
  }
  const axis = { low, high, factor, slots, slotWidth, from, to: to + 0.01 * span };
  const most = Math.max(
    0,
    ...histograms.flatMap((h) =>
      h.total > 0 ? barsOf(h, { ...axis, most: 1 }).map(({ count }) => count / h.total) : [],
    ),
  );
  return { ...axis, most: Math.max(most, before?.most ?? 0) || 1 };
}

/** The bars of one histogram that are not empty. */
export function barsOf(histogram: LossHistogram, axis: LossAxis): Bar[] {
  const { counts, edges } = coarser(histogram, axis.factor);
  const bars: Bar[] = [];
  const width = axis.factor / BINS_A_DECADE;
  counts.forEach((count, i) => {
    if (count === 0) return;
    const left = LOWEST + i * width;
    const lossTo = i + 1 < edges.length ? edges[i + 1] : binEdges[BINS];
    bars.push({ left, right: left + width, count, lossFrom: edges[i], lossTo, slot: undefined });
  });
  const ends = {
    underflow: [-Infinity, 10 ** LOWEST],
    overflow: [10 ** HIGHEST, Infinity],
    diverged: [NaN, NaN],
  } as const;
  for (const [name, left] of Object.entries(axis.slots) as [SlotName, number][]) {
    if (histogram[name] === 0) continue;
    const [lossFrom, lossTo] = ends[name];
    bars.push({
      left,
      right: left + axis.slotWidth,
      count: histogram[name],
      lossFrom,
      lossTo,
      slot: name,
    });
  }
  return bars;
}

/** What a slot holds, for its tick and its description. */
export const slotTexts = {
  underflow: { tick: '0', about: `below 1e${LOWEST}` },
  overflow: { tick: 'over', about: `1e${HIGHEST} or more` },
  diverged: { tick: 'NaN', about: 'not finite' },
} as const satisfies Record<SlotName, { tick: string; about: string }>;

const SHARES = [1, 0.5, 0.25, 0.1, 0.01, 0.001];

/** Round shares whose roots are far enough apart to be read. */
export function shareTicks(most: number): number[] {
  const kept: number[] = [];
  for (const share of SHARES.filter((s) => s <= most * 1.001)) {
    const far = (other: number) =>
      Math.abs(Math.sqrt(other) - Math.sqrt(share)) > 0.2 * Math.sqrt(most);
    if (kept.every(far)) kept.push(share);
  }
  return kept;
}
