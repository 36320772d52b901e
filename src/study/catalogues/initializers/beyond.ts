// Initialisers of neither library with laws of their own; modifiers.ts has those that change what another has drawn.
import { constant, normal, uniformWithin, type Fans } from './operations';
import type { BaseSchemes } from './row';

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
