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
    'The loss of the level’s best run after more training in float64, by L-BFGS and Newton’s method, until it no longer falls. Where all its runs still fell in training, none is polished.',
  onTheWay:
    'These runs had not come to rest: all of them still fell when their training ended, or the best falls by more than 1 % when it is trained on in float64.',
  pointKind:
    'What the polished run rests at: a minimum, a saddle, a plateau, or a kink of the loss, by its gradient and its Hessian.',
  smallestEigenvalue:
    'Of the Hessian at the polished point: below zero the loss still curves down somewhere; near zero it is flat along some direction; – at a kink, where there is none.',
  functions:
    'Of the polished runs, how many compute different functions. Swapping neurons, or scaling one against its outgoing weight, changes none.',
  replay: 'The run is trained once more, alone, from its arm and seed.',
  fold: 'Where a ReLU switches on: the line on which its weighted sum is zero. The surface can only bend there.',
  activeShare:
    'The share of table rows on which the neuron is not zero. A neuron that is never active is dead: it cannot learn.',
  rise: 'How far the loss rises without the neuron: about zero says that it does nothing.',
  fitError: 'Fit minus target.',
  pairs:
    'Seed k draws the same uniforms in every arm. Seeds that end alike in both say nothing of a difference; those on which the arms differ do.',
  pairedDifference:
    'The arm’s rate minus the reference’s, in percentage points; Newcombe’s score interval for paired rates.',
  mcnemar:
    'How likely as uneven a split of the seeds on which two arms differ is, if each side were as likely; exact, two-sided.',
  holm: 'Raises the p-values so that the chance of any false difference among all of them stays below 5 %.',
  power:
    'Independent runs with which a test at 5 % finds such a difference in 80 % of all studies; paired seeds often need fewer.',
  expectedCost:
    'All that the arm’s runs spent until their first hit or the cut-off, over the hits. A run that hits counts, also if it leaves again: training would stop there. Sample updates and FLOP are those of forward and backward passes; where steps search (L-BFGS, Levenberg-Marquardt), of the passes that were counted, and of J′J and its factors.',
  cutOff:
    'The recorded step at which giving up and trying another seed costs the least. It is chosen from these runs; the interval takes it as given.',
  ert: 'Expected running time: the expected steps when runs are given up at the end of the training only.',
  tries:
    'Trainings after which at least one has converged in 99 % of all cases: ln 0.01 / ln(1 − rate), rounded up; the interval is that of the rate.',
  rebound: 'Runs that reached the threshold at a recorded step and end above it.',
  incidence:
    'A run counts from the step on from which its loss stays at or below the threshold. Runs that are stuck or have diverged count as never, so that the curve ends at the rate.',
  cause:
    'Why a run did not converge, by what was measured of its neurons on the table. All that was measured is in the runs as CSV.',
  bornDead: 'The share of neurons that can die that were dead from the start to the end.',
  died: 'The share of neurons that can die that were alive at first and dead at the end; the step is the median of those at which they were first found dead.',
  twin: 'The same training written as plain loops in float64. Runs may part from it where rounding decides; rates should not.',
  sensitivity: 'The distribution function of the final losses.',
} as const;

export type TermName = keyof typeof terms;
