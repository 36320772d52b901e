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
  quantiles:
    'The loss that this share of all runs is at or below at that step; runs that are not finite count as the worst.',
  level:
    'A loss at which many runs ended, within 0.5 % of each other: each is a kind of minimum. Arms that share a task, a loss and a shape share levels.',
  unseen:
    'By Good and Turing: the share of settled runs that stand alone, with no other within 0.5 % of their loss.',
  polished:
    'The loss of the level’s best run after more training in float64, by L-BFGS and Newton’s method, until it no longer falls.',
  pointKind:
    'What the polished run rests at: a minimum, a saddle, a plateau, or a kink of the loss, by its gradient and its Hessian.',
  smallestEigenvalue:
    'Of the Hessian at the polished point: below zero the loss still curves down somewhere; near zero it is flat along some direction.',
  functions:
    'Of the polished runs, how many compute different functions. Swapping neurons, or scaling one against its outgoing weight, changes none.',
  replay: 'The run is trained once more, alone, from its arm and seed.',
  fold: 'Where a ReLU switches on: the line on which its weighted sum is zero. The surface can only bend there.',
  activeShare:
    'The share of table rows on which the neuron is not zero. A neuron that is never active is dead: it cannot learn.',
  fitError: 'Fit minus target.',
} as const;

export type TermName = keyof typeof terms;
