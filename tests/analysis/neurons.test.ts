import { describe, expect, it } from 'vitest';
import { diagnose, neuronsOf } from '../../src/analysis/neurons';
import type { Arm } from '../../src/study/arms';
import { columns } from './columns';

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
const diagnosis = (active: number[], loss = 0.1, earlier = loss, change = {}) =>
  diagnose(
    { ...arm, ...change },
    columns([loss], { earlierLoss: Float32Array.of(earlier) }),
    neurons(...active),
    10,
  );

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
  });
  expect(third).toMatchObject({ incoming: [-3, 1], bias: 0, outgoing: [9], activeRows: 0 });
  expect(output).toEqual({
    layer: 2,
    unit: 1,
    activation: 'linear',
    incoming: [7, 8, 9],
    bias: -1,
    outgoing: [],
    activeRows: null,
  });
});

describe('the diagnosis', () => {
  it('names dead, always-on and doubled neurons', () => {
    expect(diagnosis([4, 5, 0])).toEqual([
      'Neuron 3 of layer 1 is dead: it is zero on all 10 rows and gets no gradient.',
      'Neuron 1 of layer 1 and neuron 2 have collapsed into one: the same direction within 1 degree.',
    ]);
    expect(diagnosis([0, 10, 3])).toEqual([
      'Neuron 1 of layer 1 is dead: it is zero on all 10 rows and gets no gradient.',
      'Neuron 2 of layer 1 is active on all 10 rows, so it is only linear there.',
    ]);
  });

  it('names a loss that is not finite, no better than a constant, falling, or far from the optimum', () => {
    expect(diagnosis([4, 5, 3], NaN)).toEqual([
      'It diverged: the loss or a parameter is not finite.',
    ]);
    expect(diagnosis([4, 0, 3], 0.5)[1]).toBe(
      'It does no better than the best constant prediction.',
    );
    expect(diagnosis([4, 0, 3], 0.1, 0.2)[1]).toMatch(
      'The loss still fell, by 50.0 % over the last tenth',
    );
    expect(diagnosis([4, 0, 3], 0.1, 0.1, { optimum: 0.01 })[1]).toMatch(
      '10.0 times the best possible one, 0.01000',
    );
  });

  it('says when nothing is wrong', () => {
    const apart = neuronsOf(arm, Float32Array.of(1, 2, -3, 2, -4, 1, 0, 0, 0, 7, 8, 9, -1), [
      Uint32Array.of(4, 5, 3),
    ]);
    expect(diagnose(arm, columns([0.1]), apart, 10)).toEqual([
      'Nothing is wrong that is measured: no neuron is dead, always on or doubled.',
    ]);
  });
});
