// How outcomes come about over the steps: when runs converge, get stuck or diverge, and where their losses are meanwhile.
//
// The three exclude each other, so that they are competing risks: each has its cumulative incidence, and the three and the
// runs still under way add up to all. Runs are followed to the end and leave the study only there, unfinished; the estimator
// of Aalen and Johansen (Scand. J. Statist. 5, 141-150, 1978) then is the share of runs, with the interval of a share. Curves
// that treat stuck runs as if they might still converge (Kaplan-Meier) would end above the rate.
import { quantileOf, type LossHistogram } from './histogram';
import { outcomeNames, type OutcomeName, type Outcomes } from './outcomes';
import type { Runs } from './runs';

/** [checkpoint] runs to which it had happened by then. At the end they are the counts of the outcomes. */
export interface Incidence {
  readonly converged: readonly number[];
  readonly stuck: readonly number[];
  readonly diverged: readonly number[];
}

/** A stuck run is stuck from where its loss stays within this share of its end. */
const REST = 0.01;

/** Whether a loss belongs to the state in which a run ended. */
const stays = {
  converged: (loss, _end, threshold) => loss <= threshold,
  stuck: (loss, end) => Math.abs(loss - end) <= REST * end,
  diverged: (loss) => !Number.isFinite(loss),
} satisfies Record<keyof Incidence, (loss: number, end: number, threshold: number) => boolean>;

/**
 * The cumulative incidence of each outcome: a run has converged from the first recorded step on from which its loss stays at or
 * below the threshold, is stuck from where its loss stays within 1 % of its end, and has diverged from where its loss stays
 * not finite (or, exploded but finite, at the end). null where the curves were not kept.
 */
export function incidenceOf(
  { checkpoints, curves, finalLoss }: Pick<Runs, 'checkpoints' | 'curves' | 'finalLoss'>,
  { codes }: Pick<Outcomes, 'codes'>,
  threshold: number,
): Incidence | null {
  if (!curves) return null;
  const width = checkpoints.length;
  const happened = { converged: zeros(width), stuck: zeros(width), diverged: zeros(width) };
  for (let run = 0; run < codes.length; run++) {
    const name: OutcomeName = outcomeNames[codes[run]];
    if (name === 'unfinished') continue;
    const holds = stays[name];
    let at = width - 1;
    while (at > 0 && holds(curves[run * width + at - 1], finalLoss[run], threshold)) at--;
    happened[name][at]++;
  }
  return {
    converged: summed(happened.converged),
    stuck: summed(happened.stuck),
    diverged: summed(happened.diverged),
  };
}

const zeros = (length: number) => new Float64Array(length);

function summed(counts: Float64Array): number[] {
  let sum = 0;
  return Array.from(counts, (count) => (sum += count));
}

/** The shares of runs whose losses a fan shows. */
export const FAN = [0.05, 0.25, 0.5, 0.75, 0.95] as const;

/**
 * [checkpoint][share of FAN] the loss that this share of the runs is at or below, from the counted losses: right to a twentieth
 * of a decade, however many runs there are; 0 below the bins, null where it is not finite.
 */
export const fanOf = (density: readonly LossHistogram[]): (number | null)[][] =>
  density.map((histogram) =>
    FAN.map((share) => {
      const loss = quantileOf(histogram, share);
      return Number.isFinite(loss) ? loss : null;
    }),
  );
