// The kinds of ending of a study: as plain JSON for the result document, and as lines for the terminal.
import type { DescribedLandscape } from '../analysis/description';
import type { Ending } from '../analysis/landscape';
import { signatureText, type Signature } from '../analysis/signature';
import { pointKinds, type Polished } from '../reference/polish';
import type { Study } from '../study/arm';
import { countText, lossText, percentText, scientificText } from './numbers';

export interface EndingSummary {
  /** The median of its runs' losses, and the ends. */
  readonly loss: number;
  readonly lowest: number;
  readonly highest: number;
  readonly count: number;
  /** Of all runs of the landscape, with its 95 % Wilson interval. */
  readonly share: number;
  readonly low: number;
  readonly high: number;
  /** Its runs of each arm, in the order of the landscape's arms. */
  readonly counts: readonly number[];
  /** Its runs with the smallest losses, of those that had settled where there are any. */
  readonly best: readonly { readonly arm: string; readonly seed: number }[];
  /** Of the best run; null where parameters were not kept. */
  readonly signature: Signature | null;
  /** The best run polished in float64; null where all still fell, it is too large, or parameters were not kept. */
  readonly polished: Omit<Polished, 'parameters'> | null;
  /** Whether some of its runs no longer fell and polishing leaves the loss where it was: else these were on their way. */
  readonly rests: boolean;
  /** Of `compared` polished runs, how many compute different functions. */
  readonly compared: number;
  readonly functions: number | null;
}

export interface LandscapeSummary {
  /** Labels. */
  readonly arms: readonly string[];
  readonly runs: number;
  readonly endings: readonly EndingSummary[];
  /** Runs within 0.5 % of the best loss. */
  readonly atBest: number;
  /** The estimated probability that the next run ends where none has; null where no run has settled. */
  readonly unseen: number | null;
}

const labelOf = ({ arms }: Study, arm: number) => arms[arm].label;

/** A landscape as the result document has it. */
export function landscapeSummary(
  study: Study,
  { arms, endings, ...rest }: DescribedLandscape,
): LandscapeSummary {
  const ending = ({ share, best, ...level }: Ending) => ({
    loss: level.loss,
    lowest: level.lowest,
    highest: level.highest,
    count: share.count,
    share: share.rate,
    low: share.low,
    high: share.high,
    counts: level.counts,
    best: best.map(({ arm, seed }) => ({ arm: labelOf(study, arm), seed })),
  });
  return {
    arms: arms.map((arm) => labelOf(study, arm)),
    runs: rest.runs,
    atBest: rest.atBest,
    unseen: rest.unseen,
    endings: endings.map(({ description, ...level }) => ({
      ...ending(level),
      signature: description?.signature ?? null,
      polished: description?.polished ?? null,
      rests: description?.rests ?? true,
      compared: description?.compared ?? 0,
      functions: description?.functions ?? null,
    })),
  };
}

/** The fewest runs at the best loss with which one may believe it. */
const ENOUGH_AT_BEST = 3;

/** What makes one doubt that the best loss found is the best there is; undefined where nothing does. */
export function doubt({
  atBest,
  runs,
}: Pick<LandscapeSummary, 'atBest' | 'runs'>): string | undefined {
  if (runs < ENOUGH_AT_BEST || atBest === 0 || atBest >= ENOUGH_AT_BEST) return undefined;
  return `Only ${atBest} of ${countText(runs)} runs reached the best loss: there may be a better one that none has found; more runs would tell`;
}

/** "0.003516  50.9 %  minimum  3 of 3 alive, 3 directions, +++", a line each, the lowest loss first. */
function endingLines({ endings, unseen }: LandscapeSummary): string[] {
  const rows = endings.map((ending) => [
    lossText(ending.loss),
    `${percentText(ending.share, ending.count / ending.share)} %`,
    pointTitle(ending),
    ending.signature ? signatureText(ending.signature) : '',
  ]);
  const widths = [0, 1, 2].map((i) => Math.max(0, ...rows.map((row) => row[i].length)));
  const lines = rows.map(([loss, share, kind, signature]) =>
    `${loss.padStart(widths[0])}  ${share.padStart(widths[1])}  ${kind.padEnd(widths[2])}  ${signature}`.trimEnd(),
  );
  const rare =
    unseen === null
      ? []
      : [`unseen  ${percentText(unseen, 1000)} % of runs, by those that stand alone`];
  return endings.length > 0 ? [...lines, ...rare] : [];
}

/** Kinds of ending as a section for the terminal, ending with a newline; empty where there are none. */
export function endingsText(landscapes: readonly LandscapeSummary[]): string {
  const sections = landscapes.flatMap((landscape) => {
    const lines = endingLines(landscape);
    if (lines.length === 0) return [];
    const of = landscapes.length > 1 ? `, ${landscape.arms.join(', ')}` : '';
    const warning = doubt(landscape);
    return [['', `Kinds of ending${of}`, ...lines, ...(warning ? [warning] : []), ''].join('\n')];
  });
  return sections.join('');
}

/** "minimum", "on the way to 0.003516" where polishing leaves the level, or "on the way" where its runs still fell. */
export function pointTitle({ polished, rests }: Pick<EndingSummary, 'polished' | 'rests'>): string {
  if (!polished) return rests ? '' : 'on the way';
  return rests ? pointKinds[polished.kind].title : `on the way to ${lossText(polished.loss)}`;
}

/** The smallest eigenvalue at a polished point; at a kink differences of gradients say nothing of it. */
export const curvatureText = ({ kind, smallest }: Pick<Polished, 'kind' | 'smallest'>): string =>
  kind === 'kink' ? '–' : scientificText(smallest);
