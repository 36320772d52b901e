// The catalogue of initialisers and the operations that it gives: laws of both libraries on 2 -> 3 -> 1, biases, order.

import { describe, expect, it } from 'vitest';
import {
  baseSchemes,
  blockOf,
  initializers,
  initOperations,
  type InitializerName,
} from '../../src/study/catalogues/initializers';
import { erf } from '../../src/study/catalogues/initializers/operations';
import { expectClose } from '../support/close';
import { layersOf, scheme } from '../support/draw';

const WIDTHS = [2, 3, 1];
const names = Object.keys(initializers) as InitializerName[];

/** op, then its arguments, of each operation on a kernel or a bias. */
function operations(
  on: 'kernel' | 'bias',
  ...init: Parameters<typeof layersOf> extends [unknown, ...infer R] ? R : never
) {
  return initOperations(layersOf(WIDTHS, ...init))
    .filter((operation) => operation.on === on)
    .map(({ op, layer, args }) => ({ op, layer, args }));
}

/** Half the width of the uniform law of each layer, and that its centre is 0. */
function limits(...init: Parameters<typeof operations> extends [unknown, ...infer R] ? R : never) {
  return operations('kernel', ...init).map(({ op, args }) => {
    expect([op, args[0]]).toEqual(['uniform', 0]);
    return args[1];
  });
}

describe('numbers for 2 -> 3 -> 1', () => {
  it.each([
    ['glorot_uniform', {}, [1.0954451, 1.2247449]],
    ['he_uniform', {}, [1.7320508, 1.4142136]],
    ['lecun_uniform', {}, [1.2247449, 1]],
    ['torch_linear', {}, [0.70710678, 0.57735027]],
    ['xavier_uniform_', {}, [1.0954451, 1.2247449]],
    ['kaiming_uniform_', {}, [1.7320508, 1.4142136]],
    ['kaiming_uniform_', { a: Math.sqrt(5) }, [0.70710678, 0.57735027]],
    ['kaiming_uniform_', { nonlinearity: 'tanh' }, [2.0412415, 1.6666667]],
    ['kaiming_uniform_', { nonlinearity: 'selu', mode: 'fan_out' }, [0.75, 1.2990381]],
    ['variance_scaling', { distribution: 'uniform' }, [1.2247449, 1]],
    [
      'variance_scaling',
      { distribution: 'uniform', scale: 2, mode: 'fan_out' },
      [1.4142136, 2.4494897],
    ],
    ['playground', {}, [0.5, 0.5]],
  ] as const)('%s %o is uniform within %j', (name, values, expected) => {
    expectClose(limits(scheme(name, values)), expected, { rtol: 1e-7 });
  });

  it('glorot_normal and he_normal are cut at two of their raw standard deviations', () => {
    const raw = (name: InitializerName) =>
      operations('kernel', scheme(name)).filter(({ layer }) => layer === 0);
    for (const [name, deviation] of [
      ['glorot_normal', 0.71900532],
      ['he_normal', 1.1368472],
    ] as const) {
      const [draw, cut] = raw(name);
      expect([draw.op, cut.op]).toEqual(['truncated_normal', 'clamp']);
      expectClose(draw.args, [0, deviation, 0, erf(Math.SQRT2)], { rtol: 1e-6 });
      expectClose(cut.args, [-2 * deviation, 2 * deviation, 0, 0], { rtol: 1e-6 });
    }
  });

  it('PyTorch’s normals are not cut, and trunc_normal_ is cut at absolute values', () => {
    const [kaiming] = operations('kernel', scheme('kaiming_normal_'));
    expect(kaiming).toEqual({ op: 'normal', layer: 0, args: [0, 1, 0, 0] });
    const [, cut] = operations('kernel', scheme('trunc_normal_', { std: 0.5 }));
    expect(cut).toEqual({ op: 'clamp', layer: 0, args: [-2, 2, 0, 0] });
  });
});

describe('biases', () => {
  it.each([
    [
      'torch_linear',
      [
        ['uniform', 0, 1 / Math.sqrt(2)],
        ['uniform', 0, 1 / Math.sqrt(3)],
      ],
    ],
    [
      'playground',
      [
        ['constant', 0.1, 0],
        ['constant', 0.1, 0],
      ],
    ],
    [
      'nguyen_widrow',
      [
        ['uniform', 0, 0.7 * Math.sqrt(3)],
        ['uniform', 0, 0.7],
      ],
    ],
    [
      'glorot_uniform',
      [
        ['constant', 0, 0],
        ['constant', 0, 0],
      ],
    ],
  ] as const)('%s brings its own law of biases', (name, expected) => {
    const found = operations('bias', scheme(name));
    expect(found.map(({ op, args }) => [op, args[0], args[1]])).toEqual(expected);
  });

  it('a modifier has its base’s', () => {
    const bias = operations('bias', scheme('mirror', { base: 'playground' }));
    expect(bias.map(({ args }) => args[0])).toEqual([0.1, 0.1]);
  });

  it('a given one overrides, a layer without biases has none', () => {
    const given = operations('bias', scheme('torch_linear'), scheme('ones'));
    expect(given.map(({ op, args }) => [op, args[0]])).toEqual([
      ['constant', 1],
      ['constant', 1],
    ]);
    expect(operations('bias', scheme('torch_linear'), null, false)).toEqual([]);
  });

  it('of a Keras scheme with fans count the units as both', () => {
    const given = operations('bias', scheme('zeros'), scheme('he_uniform'));
    expectClose(
      given.map(({ args }) => args[1]),
      [Math.sqrt(6 / 3), Math.sqrt(6)],
      { rtol: 1e-12 },
    );
  });

  it('torch_linear as a bias looks at the layer’s inputs', () => {
    const [{ args }] = operations('bias', scheme('zeros'), scheme('torch_linear'));
    expect(args[1]).toBeCloseTo(Math.SQRT1_2, 12);
  });
});

describe('order', () => {
  it('modifiers follow the draws of all layers', () => {
    const found = initOperations(layersOf([2, 3, 3, 1], scheme('balanced')));
    const ops = found.map(({ op, layer }) => `${op} ${layer}`);
    const draws = [0, 1, 2].flatMap((layer) => [`uniform ${layer}`, `constant ${layer}`]);
    expect(ops).toEqual([...draws, 'balance 0', 'balance 1']);
  });

  it('a layer that cannot die is not drawn again', () => {
    const layers = layersOf([2, 3, 3, 1], scheme('redraw_dead', { base: 'rai' }));
    const tanh = { ...layers[0], activation: { name: 'tanh' } as const };
    const found = initOperations([tanh, ...layers.slice(1)]);
    const again = found.filter(({ op }) => op === 'redraw');
    expect(again.map(({ layer, args }) => [layer, args[0]])).toEqual([[1, 64]]);
    const repeated = again[0].again!.map((index) => found[index]);
    expect(repeated.map(({ op, layer, on }) => [op, layer, on])).toEqual([
      ['normal', 1, 'kernel'],
      ['normal', 1, 'bias'],
      ['rai', 1, 'kernel'],
    ]);
  });

  it('a block says where', () => {
    const layers = layersOf(WIDTHS, scheme('mirror'));
    const blocks = initOperations(layers).map((operation) =>
      Object.values(blockOf(layers, operation)),
    );
    const hidden = [0, 2, 3, 6, 9, 1, 0];
    const output = [9, 3, 1, 12, 13, 0, 1];
    expect(blocks).toEqual([
      hidden,
      [6, 1, 3, 6, 9, 1, 0],
      output,
      [12, 1, 1, 12, 13, 0, 1],
      hidden,
    ]);
  });
});

describe('the table', () => {
  it.each(names)('%s: every operation has four finite numbers', (name) => {
    const biases = initializers[name].forBias ? scheme(name) : null;
    for (const { args } of initOperations(layersOf(WIDTHS, scheme(name), biases))) {
      expect(args).toHaveLength(4);
      expect(args.every(Number.isFinite)).toBe(true);
    }
  });

  it('names the schemes that can be a base', () => {
    const modifiers = names.filter((name) => 'modifies' in initializers[name]);
    expect([...baseSchemes, ...modifiers]).toEqual(names);
    expect(modifiers.slice(0, 4)).toEqual(['mirror', 'spread', 'positive_output', 'balanced']);
  });
});

it('erf is right in float64', () => {
  // Python: [math.erf(x) for x in (.5, 1, 2, 3.5)]
  const known = [0.5204998778130465, 0.8427007929497149, 0.9953222650189527, 0.9999992569016276];
  expectClose([0.5, 1, 2, 3.5].map(erf), known, { rtol: 1e-15 });
  expect([erf(0), erf(-1), erf(7), erf(Infinity)]).toEqual([0, -erf(1), 1, 1]);
});
