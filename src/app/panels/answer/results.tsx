// The answer, top to bottom. A further section is a further row here.
import type { ComponentType } from 'preact';
import { lazy } from '../../parts/lazy';
import { finished } from '../../state/signals';
import { FinalLoss } from './final_loss';
import { Rates } from './rates';

/** A section whose code is loaded with the first results. */
function later(load: () => Promise<ComponentType>): ComponentType {
  const Section = lazy(load);
  return () => (finished.value ? <Section /> : null);
}

const sections = [
  Rates,
  FinalLoss,
  later(() => import('./loss_over_time').then((m) => m.LossOverTime)),
  later(() => import('./why_not').then((m) => m.WhyNot)),
  later(() => import('./endings').then((m) => m.Endings)),
  later(() => import('./predictors').then((m) => m.Predictors)),
  later(() => import('./comparison').then((m) => m.ComparisonTable)),
  later(() => import('./cost').then((m) => m.CostTable)),
  later(() => import('./time_to_converge').then((m) => m.TimeToConverge)),
  later(() => import('./sensitivity').then((m) => m.Sensitivity)),
  later(() => import('./cross_check').then((m) => m.CrossCheck)),
  later(() => import('./numbers_table').then((m) => m.NumbersTable)),
] as const;

export function Results() {
  return (
    <main class="results-column" tabIndex={-1}>
      {sections.map((Section, i) => (
        <Section key={i} />
      ))}
    </main>
  );
}
