// Causes, predictors, costs and incidences of all arms under the thresholds in force. They pass over every run, so that they
// are computed one after the other between frames, once the threshold rests.
import { effect, signal } from '@preact/signals';
import { causesOf, type Causes } from '../../analysis/causes';
import { costOf, type ArmCost } from '../../analysis/cost';
import { incidenceOf, type Incidence } from '../../analysis/incidence';
import { predictorsOf, type Predictor } from '../../analysis/predictors';
import type { Study } from '../../study/arm';
import { codesAt, type Finished } from './results';
import { finished } from './signals';
import { view, type ArmView } from './view';

export interface Answer {
  readonly cost: ArmCost;
  readonly incidence: Incidence | null;
  readonly causes: Causes;
  readonly predictors: readonly Predictor[];
}

const REST_MS = 120;

/** One an arm, of the last thresholds that rested; undefined until there are any. */
export const answers = signal<readonly Answer[] | undefined>(undefined);

effect(() => {
  const results = finished.value;
  const { arms, study } = view.value;
  answers.value = undefined;
  if (!results || !arms[0].counts) return undefined;
  const work = answer(results, arms, study);
  const next = () => {
    const { done, value } = work.next();
    if (done) answers.value = value;
    else timer = setTimeout(next);
  };
  let timer = setTimeout(next, REST_MS);
  return () => clearTimeout(timer);
});

/** The answers of all arms; yields where the page may draw. */
function* answer(
  results: Finished,
  arms: readonly ArmView[],
  study: Study,
): Generator<undefined, Answer[]> {
  const found: Answer[] = [];
  for (const [a, { rate, threshold, counts }] of arms.entries()) {
    const { runs } = results.arms[a];
    const arm = study.arms[a];
    const outcomes = { codes: codesAt(results.arms[a], threshold), counts: counts! };
    const cost = costOf(arm, runs, rate, [{ factor: null, loss: threshold }]);
    yield;
    const incidence = incidenceOf(runs, outcomes, threshold);
    yield;
    const causes = causesOf(arm, runs, outcomes);
    yield;
    found.push({ cost, incidence, causes, predictors: predictorsOf(arm, runs, outcomes) });
    yield;
  }
  return found;
}
