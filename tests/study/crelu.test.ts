// CReLU, which gives two activations a unit: a layer of sums, and one of their halves that is not trained.
import { expect, it } from 'vitest';
import { backward } from '../../src/reference/backward';
import { initialise } from '../../src/reference/init';
import { forward, loadInputs, network } from '../../src/reference/network';
import { tableOf } from '../../src/reference/table';
import { lossOf } from '../../src/study/catalogues/losses';
import { flopPerSample, layoutOf } from '../../src/study/layout';
import { readStudy } from '../../src/study/read';
import { trainedVariables } from '../../src/study/training/update';
import { expectClose } from '../support/close';

const task = { name: 'magnitude', samples: 20 };
const study = (change: object) => readStudy({ task, model: { activation: 'crelu' }, ...change });

const [arm] = study({ model: { hidden: [3], activation: 'crelu' } }).arms;
const table = tableOf(arm.task);
const [first, halves, last] = layoutOf(arm.layers);

/** The output and its gradient in the trained weights, by the definition. */
function definition(w: Float32Array, x: readonly number[]) {
  const gradient = new Float64Array(w.length);
  let output = w[last.biasAt];
  gradient[last.biasAt] = 1;
  for (let o = 0; o < 3; o++) {
    const incoming = x.map((_, i) => first.kernel + 3 * i + o);
    const z = incoming.reduce((sum, p, i) => sum + w[p] * x[i], w[first.biasAt + o]);
    const [up, down] = [last.kernel + o, last.kernel + 3 + o];
    output += w[up] * Math.max(z, 0) + w[down] * Math.max(-z, 0);
    const slope = z > 0 ? w[up] : -w[down];
    gradient[up] = Math.max(z, 0);
    gradient[down] = Math.max(-z, 0);
    incoming.forEach((p, i) => (gradient[p] = slope * x[i]));
    gradient[first.biasAt + o] = slope;
  }
  return { output, gradient };
}

it('is max(z, 0) and max(-z, 0) of each sum, in value and gradient', () => {
  const net = network(arm.layers);
  const identity = { ...lossOf(arm.loss), slope: () => 1 };
  for (let seed = 0; seed < 10; seed++) {
    const w = initialise(arm.layers, table, 0, seed);
    const pairs = [1, 0, 0, -1, 0, 0, 0, 1, 0, 0, -1, 0, 0, 0, 1, 0, 0, -1];
    expectClose(w.slice(halves.kernel, halves.end), pairs);
    for (let row = 0; row < 20; row++) {
      loadInputs(net, table, row);
      const x = [0, 1].map((i) => table.values[3 * row + i]);
      const expected = definition(w, x);
      expectClose(forward(net, w), [expected.output], { rtol: 1e-12, atol: 1e-12 });
      const g = new Float64Array(w.length);
      backward(net, w, new Float64Array(1), identity, g);
      expectClose(g, expected.gradient, { rtol: 1e-12, atol: 1e-12 });
    }
  }
});

it('trains only what stands in the study', () => {
  const trained = trainedVariables(arm).map(({ first, end }) => [first, end]);
  expect(trained).toEqual([
    [0, 6],
    [6, 9],
    [27, 33],
    [33, 34],
  ]);
});

it('costs what its own weights cost', () => {
  // 2 (12 + 3) of the sums; 2 (12 + 1) and 12 of the output
  expect(flopPerSample(arm.layers)).toBe(30 + 26 + 12);
});

it('may stand in any hidden layer', () => {
  const [{ layers }] = study({
    model: {
      layers: [{ units: 2, activation: 'crelu' }, { units: 3, activation: 'crelu' }, { units: 1 }],
    },
  }).arms;
  expect(layers.map(({ inputs, units }) => [inputs, units])).toEqual([
    [2, 2],
    [2, 4],
    [4, 3],
    [3, 6],
    [6, 1],
  ]);
});

it.each([
  [{ model: { output: 'crelu' } }, 'model.output: found "crelu"'],
  [
    { model: { layers: [{ units: 1, activation: 'crelu' }] } },
    'model.layers[0].activation: found "crelu"',
  ],
  [{ init: { explicit: [Array(34).fill(0)] }, seeds: { count: 1 } }, 'init.explicit: found'],
  [{ training: { dropout: 0.1 } }, 'training.dropout: found'],
  [
    {
      model: {
        layers: [
          { units: 2, activation: 'crelu' },
          { units: 3, bias: false, init: { kernel: 'kinks_at_data' } },
          { units: 1 },
        ],
      },
    },
    'model.layers[1].init.kernel: found "kinks_at_data"',
  ],
])('says what cannot be: %j', (change, message) => {
  expect(() => study(change)).toThrow(message);
});
