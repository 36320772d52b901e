// Causes, predictors, costs and incidences of all arms under the thresholds in force. They pass over every run, so that they are computed arm by
// arm between frames, once the threshold rests.
import { effect, signal } from '@preact/signals';
import { causesOf, type Causes } from '../analysis/causes';
import { costOf, type ArmCost } from '../analysis/cost';
import { incidenceOf, type Incidence } from '../analysis/incidence';
import { predictorsOf, type Predictor } from '../analysis/predictors';
import { codesAt } from './results';
import { finished } from './state';
import { view } from './view';

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
  const found: Answer[] = [];
  const next = () => {
    const a = found.length;
    const { runs } = results.arms[a];
    const { rate, threshold } = arms[a];
    const outcomes = { codes: codesAt(results.arms[a], threshold), counts: arms[a].counts! };
    const arm = study.arms[a];
    found.push({
      cost: costOf(arm, runs, rate, [{ factor: null, loss: threshold }]),
      incidence: incidenceOf(runs, outcomes, threshold),
      causes: causesOf(arm, runs, outcomes),
      predictors: predictorsOf(arm, runs, outcomes),
    });
    if (found.length === arms.length) answers.value = found;
    else timer = setTimeout(next);
  };
  let timer = setTimeout(next, REST_MS);
  return () => clearTimeout(timer);
});
