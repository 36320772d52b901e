import { expect, it } from 'vitest';
import { neuronsOf } from '../../src/analysis/neurons';
import type { Arm } from '../../src/study/arm';

const layer = (inputs: number, units: number, name: string) => ({
  inputs,
  units,
  bias: true,
  activation: { name },
});
const arm = {
  layers: [layer(2, 3, 'relu'), layer(3, 1, 'linear')],
  optimum: undefined,
} as unknown as Arm;
/** Neurons (1, 2), (1, 2) scaled, and (-3, 1), with biases 0.5, 1, 0, into the weights 7, 8, 9. */
const parameters = Float32Array.of(1, 2, -3, 2, 4, 1, 0.5, 1, 0, 7, 8, 9, -1);
const neurons = (...active: number[]) => neuronsOf(arm, parameters, [Uint32Array.from(active)]);

it('groups weights by neuron', () => {
  const [first, , third, output] = neurons(4, 5, 0);
  expect(first).toEqual({
    layer: 1,
    unit: 1,
    activation: 'relu',
    incoming: [1, 2],
    bias: 0.5,
    outgoing: [7],
    activeRows: 4,
    dead: false,
  });
  expect(third).toMatchObject({
    incoming: [-3, 1],
    bias: 0,
    outgoing: [9],
    activeRows: 0,
    dead: true,
  });
  expect(output).toEqual({
    layer: 2,
    unit: 1,
    activation: 'linear',
    incoming: [7, 8, 9],
    bias: -1,
    outgoing: [],
    activeRows: null,
    dead: false,
  });
});
