// Initialisers that change what another has drawn, their base. Some look at the table: the samples that the task trains on,
// or with fresh samples those of its evaluation table.
import { baseSchemes, type BaseSchemeName } from './bases';
import type { Op } from './operations';
import { num, type Modifiers } from './row';

const unstuck = { library: 'unstuck', forBias: false } as const;

const base = (name: BaseSchemeName) =>
  ({ base: { type: 'choice', default: name, of: baseSchemes } }) as const;

const tries = (most: number) =>
  ({ tries: { type: 'number', default: most, min: 1, max: 1000, integer: true } }) as const;

const only = (op: Op['op'], ...args: number[]): Op[] => [{ op, args }];

export const modifiers = {
  mirror: {
    ...unstuck,
    title: 'Mirrored pairs',
    law: 'base; hidden neuron k + ⌊m/2⌋ has the weights of neuron k, negated',
    params: base('glorot_uniform'),
    modifies: ({ last }) => (last ? [] : only('mirror')),
  },
  spread: {
    ...unstuck,
    title: 'Spread directions',
    law: 'lengths of the base; directions of hidden neurons at equal angles, or an orthogonal frame',
    params: base('glorot_uniform'),
    modifies: ({ last, inputs }) => {
      if (last) return [];
      return only(inputs === 1 ? 'spread_line' : inputs === 2 ? 'spread_circle' : 'spread_frame');
    },
  },
  positive_output: {
    ...unstuck,
    title: 'Positive output',
    law: 'base; absolute values in the output layer',
    params: base('glorot_uniform'),
    modifies: ({ last }) => (last ? only('absolute') : []),
  },
  balanced: {
    ...unstuck,
    title: 'Balanced',
    law: 'base; outgoing weights of a hidden neuron scaled to the norm of its incoming ones',
    params: base('glorot_uniform'),
    modifies: ({ last }) => (last ? [] : only('balance')),
  },
  /** Kinks as Holzmüller and Steinwart put them, arXiv 2002.04861. */
  kinks_at_data: {
    ...unstuck,
    title: 'Kinks at data',
    law: 'base; kink of each hidden neuron at a random sample: bias -w·x',
    params: base('glorot_uniform'),
    modifies: ({ last }) => (last ? [] : only('kinks')),
  },
  /** Mishkin and Matas, arXiv 1511.06422; as there, the tolerance is of the variance, and biases stay as drawn. */
  lsuv: {
    ...unstuck,
    title: 'Unit variance, layer by layer',
    law: 'base; each layer divided by the standard deviation of its sums over the table',
    params: {
      ...base('orthogonal'),
      tolerance: { type: 'number', default: 0.1, above: 0 },
      ...tries(10),
    },
    modifies: (_, v) => only('unit_variance', num(v, 'tolerance'), num(v, 'tries')),
  },
  /** Layer by layer, at most `tries` times each; a layer whose activation cannot die is not drawn again. */
  redraw_dead: {
    ...unstuck,
    title: 'Redrawn while samples are dead',
    law: 'base; hidden layers drawn again while a sample activates none of their neurons',
    params: { ...base('glorot_uniform'), ...tries(64) },
    modifies: ({ last, canDie }, v) => (last || !canDie ? [] : only('redraw', num(v, 'tries'))),
  },
} as const satisfies Modifiers;
