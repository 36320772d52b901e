// Initialisers of neither library: schemes with laws of their own, and modifiers, which change what another has drawn.
import { constant, normal, uniformWithin, type Fans, type Op } from './operations';
import type { BaseSchemes, Modifiers } from './row';

const unstuck = { library: 'unstuck', forBias: false, params: {} } as const;

/** Deviation of the normal part of RAI (Lu, Shin, Su, Karniadakis, arXiv 1903.06733). */
const rai = ({ inputs }: Fans) => normal(0, 0.6007 / Math.sqrt(inputs));
/** Length of a neuron's weights (Nguyen and Widrow, IJCNN 1990). */
const nguyenWidrow = ({ inputs, units }: Fans) => 0.7 * units ** (1 / inputs);

export const furtherInitializers = {
  playground: {
    library: 'playground',
    forBias: true,
    params: {},
    title: 'TensorFlow Playground',
    law: 'U(±0.5), biases 0.1',
    kernel: () => uniformWithin(0.5),
    bias: () => constant(0.1),
  },
  rai: {
    ...unstuck,
    title: 'Randomised asymmetric',
    law: 'N(0, 0.6007²/n), one random entry of each neuron Beta(2, 1)',
    kernel: rai,
    bias: rai,
    joint: ({ inputs, bias }) => [{ op: 'rai', args: [inputs + (bias ? 1 : 0)] }],
  },
  nguyen_widrow: {
    ...unstuck,
    forBias: true,
    title: 'Nguyen-Widrow',
    law: 'random directions of length 0.7 m^(1/n), biases U(± that)',
    kernel: (fans) => [...uniformWithin(1), { op: 'unit_length', args: [nguyenWidrow(fans)] }],
    bias: (fans) => uniformWithin(nguyenWidrow(fans)),
  },
} as const satisfies BaseSchemes;

const only = (op: Op['op']): Op[] => [{ op, args: [] }];

export const modifiers = {
  mirror: {
    ...unstuck,
    title: 'Mirrored pairs',
    law: 'base; hidden neuron k + ⌊m/2⌋ has the weights of neuron k, negated',
    modifies: ({ last }) => (last ? [] : only('mirror')),
  },
  spread: {
    ...unstuck,
    title: 'Spread directions',
    law: 'lengths of the base; directions of hidden neurons at equal angles, or an orthogonal frame',
    modifies: ({ last, inputs }) => {
      if (last) return [];
      return only(inputs === 1 ? 'spread_line' : inputs === 2 ? 'spread_circle' : 'spread_frame');
    },
  },
  positive_output: {
    ...unstuck,
    title: 'Positive output',
    law: 'base; absolute values in the output layer',
    modifies: ({ last }) => (last ? only('absolute') : []),
  },
  balanced: {
    ...unstuck,
    title: 'Balanced',
    law: 'base; outgoing weights of a hidden neuron scaled to the norm of its incoming ones',
    modifies: ({ last }) => (last ? [] : only('balance')),
  },
} as const satisfies Modifiers;
