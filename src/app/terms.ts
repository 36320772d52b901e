// One-line definitions of terms of art, shown on hover and focus.
import { outcomes } from '../analysis/outcomes';

export const terms = {
  arm: 'One configuration in a study, such as an initialisation scheme. All arms run the same seeds.',
  run: 'One network: one arm and one seed. The same arm and seed give the same bits again.',
  seed: 'The number that all random draws of a run come from. Seed k draws the same uniforms in every arm.',
  interval:
    'Wilson score interval: of 100 such intervals, about 95 hold the true rate. It narrows with the square root of the runs.',
  rank: 'The places an arm may have when overlapping intervals are not told apart: 3–4 means that the order is not settled.',
  threshold:
    'The loss at or below which a run has converged. It can be moved without training again.',
  squareRoot:
    'The height of a bar is the square root of its share of the runs, so that rare endings stay visible.',
  converged: outcomes.converged.rule,
  stuck: outcomes.stuck.rule,
  unfinished: outcomes.unfinished.rule,
  diverged: outcomes.diverged.rule,
  replay: 'The run is trained once more, alone, from its arm and seed.',
  fold: 'Where a ReLU switches on: the line on which its weighted sum is zero. The surface can only bend there.',
  activeShare:
    'The share of table rows on which the neuron is not zero. A neuron that is never active is dead: it cannot learn.',
  fitError: 'Fit minus target.',
} as const;

export type TermName = keyof typeof terms;
