// Where polishing ends, and what it says of the place, against closed forms.
import { describe, expect, it } from 'vitest';
import { uniformDraw } from '../../src/random/draws';
import { eigenOf } from '../../src/reference/eigen';
import { polish } from '../../src/reference/polish';
import { tableOf } from '../../src/reference/table';
import { readStudy } from '../../src/study/read';

const polished = (study: object, parameters: readonly number[]) => {
  const [arm] = readStudy(study).arms;
  return polish(arm, tableOf(arm.task), parameters);
};

describe('eigenvalues', () => {
  it('are those of a matrix made from them, with vectors that diagonalise it', () => {
    const size = 6;
    const entry = (i: number, j: number) =>
      2 * uniformDraw(1, 0, 0, Math.min(i, j), Math.max(i, j)) - 1;
    const a = Float64Array.from({ length: size * size }, (_, at) =>
      entry(Math.floor(at / size), at % size),
    );
    const { values, vectors } = eigenOf(a, size);
    expect([...values].sort((x, y) => x - y)).toEqual([...values]);
    vectors.forEach((v, k) => {
      v.forEach((_, i) => {
        const product = v.reduce((sum, component, j) => sum + a[i * size + j] * component, 0);
        expect(product).toBeCloseTo(values[k] * v[i], 12);
      });
      vectors.forEach((u, l) => {
        const dot = v.reduce((sum, component, i) => sum + component * u[i], 0);
        expect(dot).toBeCloseTo(k === l ? 1 : 0, 12);
      });
    });
  });

  it('keep zeros and signs', () => {
    const { values } = eigenOf(Float64Array.of(0, 1, 0, 1, 0, 0, 0, 0, 0), 3);
    expect([...values].map((v) => Number(v.toFixed(12)) + 0)).toEqual([-1, 0, 1]);
  });
});

describe('polishing', () => {
  const twoLines = { name: 'table', x: [[-1], [0], [1], [2]], y: [[-3], [0.5], [1], [3.5]] };

  it('ends a linear network at least squares, in a minimum', () => {
    // by hand: slope 10/5 = 2, mean of y 0.5 at mean of x 0.5, so y = 2 x - 0.5; residuals -0.5, 1, -0.5, 0
    const found = polished({ task: twoLines, model: { hidden: [] } }, [7, -3]);
    expect(found.loss).toBeCloseTo(1.5 / 4, 12);
    expect(found.parameters[0]).toBeCloseTo(2, 8);
    expect(found.parameters[1]).toBeCloseTo(-0.5, 8);
    expect(found).toMatchObject({ kind: 'minimum', flat: 0 });
    // the Hessian of the mean square is 2 [mean x^2, mean x; mean x, 1] = [3, 1; 1, 2]
    expect(found.smallest).toBeCloseTo((5 - Math.sqrt(5)) / 2, 6);
    expect(found.largest).toBeCloseTo((5 + Math.sqrt(5)) / 2, 6);
  });

  it('calls the origin of a linear network with a hidden layer a saddle', () => {
    const model = { hidden: [1], activation: 'linear', bias: false };
    const found = polished({ task: twoLines, model }, [0, 0]);
    expect(found).toMatchObject({ kind: 'saddle', gradientNorm: 0 });
    // f = mean (a w x - y)^2: d2f/da dw = -2 mean x y = -5.5 at the origin
    expect(found.smallest).toBeCloseTo(-5.5, 6);
    expect(found.largest).toBeCloseTo(5.5, 6);
  });

  it('calls a network whose neurons are all dead a plateau, where its output has no bias', () => {
    const model = {
      layers: [
        { units: 1, activation: 'relu' },
        { units: 1, bias: false },
      ],
    };
    const found = polished({ task: twoLines, model }, [0, -1, 1]);
    expect(found).toMatchObject({ kind: 'plateau', gradientNorm: 0, flat: 3 });
  });

  it('calls the median under absolute errors a kink', () => {
    const task = { name: 'table', x: [[0], [0], [0]], y: [[1], [2], [7]] };
    const model = { layers: [{ units: 1 }] };
    const found = polished({ task, model, loss: 'mae' }, [0, 1.5]);
    expect(found.kind).toBe('kink');
    expect(found.loss).toBeCloseTo(2, 6);
  });

  it('brings three neurons to the hexagon, on the population', () => {
    const task = { name: 'magnitude', samples: 'population' };
    const study = { task, model: { hidden: [3], bias: false } };
    const found = polished(study, [1, -0.4, -0.6, 0.1, 0.8, -0.9, 1.1, 0.9, 1.2]);
    const h2 = 0.5 + (3 * Math.sqrt(3)) / (4 * Math.PI);
    expect(found.loss).toBeCloseTo(2 * (1 - (3 / Math.PI) ** 2 / h2), 12);
    // three scales, and the turn of all of them
    expect(found).toMatchObject({ kind: 'minimum', flat: 4 });
  });

  it('leaves what is not trained as it is', () => {
    const model = {
      layers: [{ units: 2, activation: 'tanh', trainable: false }, { units: 1 }],
    };
    const from = [0.5, -2, 0.25, 1, 3, 3, 3];
    const { parameters } = polished({ task: twoLines, model }, from);
    expect([...parameters.subarray(0, 4)]).toEqual(from.slice(0, 4));
    expect(parameters[4]).not.toBe(3);
  });
});
