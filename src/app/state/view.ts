// What the results panels show: the arms' counts under the rule in force, live estimates while training, and whether the
// document has moved on since the results were computed.
import { computed } from '@preact/signals';
import { lowestOf, shareBelow, type LossHistogram } from '../../analysis/histogram';
import { thresholdsFor } from '../../analysis/outcomes';
import { wilson, type Rate } from '../../analysis/statistics';
import type { Progress } from '../../engine/sweep';
import type { Study } from '../../study/arm';
import { same } from './document';
import { byRate, countsBy, type ArmCounts } from './results';
import { finished, phase, study } from './signals';

export interface ArmView {
  readonly index: number;
  readonly label: string;
  readonly rate: Rate;
  /** NaN while nothing is known. */
  readonly threshold: number;
  readonly histogram: LossHistogram | undefined;
  /** The outcomes; undefined before and while training. */
  readonly counts: ArmCounts | undefined;
}

export interface View {
  readonly study: Study;
  /** In the study's order. */
  readonly arms: readonly ArmView[];
  /** Arms by rate while there are results; the study's order before. */
  readonly ranking: readonly number[];
  readonly state: 'empty' | 'live' | 'partial' | 'complete';
  /** The results are of another study than the controls show. */
  readonly stale: boolean;
}

const trained = ({ arms, seeds }: Study) => [
  seeds,
  arms.map((arm) => ({ ...arm, converged: undefined })),
];
const counting = (n: number) => Array.from({ length: n }, (_, i) => i);

const emptyView = (study: Study): View => ({
  study,
  arms: study.arms.map(({ label }, index) => ({
    index,
    label,
    rate: wilson(0, 0),
    threshold: NaN,
    histogram: undefined,
    counts: undefined,
  })),
  ranking: counting(study.arms.length),
  state: 'empty',
  stale: false,
});

/** While training, the best loss is known to a bin. */
function liveView(study: Study, { histograms, constantLosses }: Progress): View {
  const empty = emptyView(study);
  const thresholds = thresholdsFor(
    study,
    histograms.map((h, a) => ({ best: lowestOf(h), constantLoss: constantLosses[a] })),
  );
  const arms = empty.arms.map((arm, a) => {
    const histogram = histograms[a];
    const share = histogram.total > 0 ? shareBelow(histogram, thresholds[a]) : 0;
    const rate = wilson(Math.round((share || 0) * histogram.total), histogram.total);
    return { ...arm, rate, threshold: thresholds[a], histogram };
  });
  return { ...empty, arms, state: 'live' };
}

/** What is shown now. */
export const view = computed<View>(() => {
  const now = phase.value;
  if (now.name === 'running') {
    const { study: ran, progress } = now;
    return progress ? liveView(ran, progress) : emptyView(ran);
  }
  const results = finished.value;
  if (!results) return emptyView(study.value);
  const stale = !same(trained(study.value), trained(results.study));
  const shown = stale ? results.study : study.value;
  const counts = countsBy(shown, results.arms);
  return {
    study: shown,
    arms: results.arms.map(({ histogram }, index) => ({
      index,
      label: shown.arms[index].label,
      rate: counts[index].rate,
      threshold: counts[index].threshold,
      histogram,
      counts: counts[index],
    })),
    ranking: byRate(counts.map(({ rate }) => rate)),
    state: results.cancelled || results.lost ? 'partial' : 'complete',
    stale,
  };
});
