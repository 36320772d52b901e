import { describe, expect, it } from 'vitest';
import { editDistance, StudyError } from '../../src/study/errors';
import { merge, readStudy, setPath } from '../../src/study/read';
import { studyJsonSchema } from '../../src/study/schema';

const magnitude = { task: { name: 'magnitude' } };
const population = {
  task: { name: 'magnitude', samples: 'population' },
  model: { bias: false },
};
const table = (x: unknown, y: unknown) => ({ task: { name: 'table', x, y } });

function message(document: unknown): string {
  try {
    readStudy(document);
  } catch (error) {
    if (error instanceof StudyError) return error.message;
    throw error;
  }
  throw new Error('the study was accepted');
}

describe('defaults', () => {
  it('a task is enough', () => {
    const { arms, seeds } = readStudy(magnitude);
    expect(seeds).toEqual({ study: 0, first: 0, count: 1000 });
    expect(arms).toHaveLength(1);
    const [arm] = arms;
    expect(
      arm.layers.map(({ inputs, units, activation }) => [inputs, units, activation.name]),
    ).toEqual([
      [2, 3, 'relu'],
      [3, 1, 'linear'],
    ]);
    expect(arm.optimizer).toEqual({
      library: 'keras',
      name: 'adam',
      values: {
        learning_rate: 0.001,
        beta_1: 0.9,
        beta_2: 0.999,
        epsilon: 1e-7,
        amsgrad: false,
        weight_decay: 0,
        clipnorm: 0,
        global_clipnorm: 0,
        clipvalue: 0,
        use_ema: false,
        ema_momentum: 0.99,
      },
      schedule: { name: 'constant' },
    });
    expect(arm.training).toEqual({
      steps: 3000,
      batchSize: 256,
      order: 'sequential',
      recordAt: undefined,
      stopBelow: null,
      dropout: null,
      regularizer: { name: 'none' },
    });
    expect(arm.layers[0].kernelInit.name).toBe('glorot_uniform');
  });

  it('each library has its own', () => {
    const values = (optimizer: object) =>
      readStudy({ ...magnitude, optimizer }).arms[0].optimizer.values;
    expect(values({ name: 'sgd' })).toMatchObject({ learning_rate: 0.01 });
    expect(values({ library: 'torch', name: 'sgd' })).toMatchObject({ lr: 0.001 });
    expect(values({ library: 'torch', name: 'rmsprop' })).toMatchObject({
      lr: 0.01,
      alpha: 0.99,
      eps: 1e-8,
    });
    expect(values({ library: 'torch', name: 'adam' })).toMatchObject({
      betas: [0.9, 0.999],
      eps: 1e-8,
    });
  });
});

describe('dropout', () => {
  const dropout = (given: unknown) =>
    readStudy({ ...magnitude, training: { dropout: given } }).arms[0].training.dropout;
  it('is a rate, or a rate that keeps one', () => {
    expect(dropout(0.2)).toEqual({ rate: 0.2, keepOne: false });
    expect(dropout({ rate: 0.2 })).toEqual({ rate: 0.2, keepOne: false });
    expect(dropout({ rate: 0.2, keep_one: true })).toEqual({ rate: 0.2, keepOne: true });
    expect(dropout({ rate: 0, keep_one: true })).toBeNull();
    expect(dropout(0)).toBeNull();
  });
});

describe('arms and grids', () => {
  it('arms are merged over the base', () => {
    const { arms } = readStudy({
      ...magnitude,
      optimizer: { name: 'adam', learning_rate: 0.01, beta_1: 0.8 },
      arms: [
        { label: 'base' },
        { label: 'He', init: { kernel: 'he_normal' } },
        { label: 'SGD', optimizer: { name: 'sgd' } },
      ],
    });
    expect(arms.map(({ label }) => label)).toEqual(['base', 'He', 'SGD']);
    expect(arms[1].layers[0].kernelInit.name).toBe('he_normal');
    expect(arms[1].optimizer.values.beta_1).toBe(0.8);
    expect(arms[2].optimizer.values).toMatchObject({ learning_rate: 0.01, momentum: 0 });
    expect(arms[2].optimizer.values).not.toHaveProperty('beta_1');
  });

  it('a grid is a product over paths, and labels are unique', () => {
    const { arms } = readStudy({
      ...magnitude,
      grid: { 'init.kernel': ['he_normal', 'mirror'], 'model.hidden': [[3], [4]] },
    });
    expect(arms.map(({ label }) => label)).toEqual([
      'he_normal, hidden [3]',
      'he_normal, hidden [4]',
      'mirror, hidden [3]',
      'mirror, hidden [4]',
    ]);
    expect(arms[3].layers[0].units).toBe(4);
    expect(
      readStudy({ ...magnitude, arms: [{ label: 'a' }, { label: 'a' }] }).arms.map((a) => a.label),
    ).toEqual(['a', 'a (2)']);
    const named = ['a', 'a', 'a (2)'].map((label) => ({ label }));
    expect(readStudy({ ...magnitude, arms: named }).arms.map((a) => a.label)).toEqual([
      'a',
      'a (3)',
      'a (2)',
    ]);
  });

  it('an unknown library of an arm is said with its path', () => {
    expect(message({ ...magnitude, arms: [{ optimizer: { library: 'jax' } }] })).toMatch(
      /^arms\[0\]\.optimizer\.library: found "jax"; allowed: keras, torch/,
    );
  });

  it.each([
    [{ task: { name: 'fir' }, model: { hidden: [], output: 'sigmoid' } }],
    [{ task: { name: 'dft' }, model: { hidden: [], output: 'tanh' } }],
    [{ task: { name: 'relu' }, model: { hidden: [1], output: 'sigmoid' } }],
  ])('the optimum of %j is not known', (study) => {
    expect(message({ ...study, converged: { within: 1.1, of: 'known' } })).toMatch(
      /^converged\.of: the optimum of this task is not known for this model/,
    );
  });

  it('the other form of an object replaces it', () => {
    const forms = readStudy({
      ...magnitude,
      converged: { within: 2 },
      arms: [{}, { converged: { below: 0.1 } }, { model: { layers: [{ units: 1 }] } }],
    });
    expect(forms.arms[1].converged).toEqual({ below: 0.1 });
    expect(forms.arms[2].layers).toHaveLength(1);
    expect(merge({ below: 1 }, { of: 'known' })).toEqual({ of: 'known' });
    expect(merge({ below: 1 }, {})).toEqual({ below: 1 });
  });

  it.each<[string, Record<string, unknown>, Record<string, unknown>, Record<string, unknown>]>([
    [
      'a task that is drawn, too',
      { task: { name: 'magnitude', samples: 512, seed: 3 } },
      { task: { name: 'relu' } },
      { task: { name: 'relu', samples: 512, seed: 3 } },
    ],
    [
      'a task that is a table',
      { task: { name: 'magnitude', samples: 512 } },
      { task: { name: 'xor' } },
      { task: { name: 'xor' } },
    ],
    [
      'an activation',
      { model: { activation: { name: 'elu', alpha: 0.5 } } },
      { model: { activation: { name: 'celu' } } },
      { model: { activation: { name: 'celu', alpha: 0.5 } } },
    ],
    [
      'a scheme',
      { init: { kernel: { name: 'random_normal', mean: 0.1, stddev: 2 } } },
      { init: { kernel: { name: 'random_uniform' } } },
      { init: { kernel: { name: 'random_uniform' } } },
    ],
    [
      'a penalty',
      { training: { kernel_regularizer: { name: 'l1', l1: 0.5 } } },
      { training: { kernel_regularizer: { name: 'l1_l2' } } },
      { training: { kernel_regularizer: { name: 'l1_l2', l1: 0.5 } } },
    ],
  ])('another row keeps what it has in common with the old one: %s', (_of, base, patch, merged) => {
    expect(merge(base, patch)).toEqual(merged);
  });

  it('merging drops what the newly chosen row does not have, and only that', () => {
    const optimizer = { library: 'keras', name: 'adam', learning_rate: 1, beta_1: 0.5 };
    expect(merge({ optimizer }, { optimizer: { name: 'sgd' } }).optimizer).toEqual({
      library: 'keras',
      name: 'sgd',
      learning_rate: 1,
    });
    const scheduled = { name: 'adam', schedule: { name: 'step_lr', gamma: 0.5 } };
    expect(merge(scheduled, { name: 'sgd' }, 'optimizer')).toEqual({ ...scheduled, name: 'sgd' });
    expect(merge(scheduled, { schedule: { name: 'exponential_lr' } }).schedule).toEqual({
      name: 'exponential_lr',
      gamma: 0.5,
    });
    expect(merge(scheduled, { schedule: { name: 'exponential_decay' } }, 'optimizer')).toEqual({
      name: 'adam',
      schedule: { name: 'exponential_decay' },
    });
    expect(setPath({ a: { b: 1, c: 2 } }, 'a.b', 5)).toEqual({ a: { b: 5, c: 2 } });
  });
});

const nested = (times: number) => `${'tanh('.repeat(times)}x${')'.repeat(times)}`;

describe('errors name the path, what was found and what is allowed', () => {
  it.each<[string, unknown, string]>([
    [
      'a misspelt scheme',
      { ...magnitude, init: { kernel: 'glorot_unifrom' } },
      'init.kernel: found "glorot_unifrom"; did you mean glorot_uniform? allowed: ',
    ],
    [
      '... in an arm',
      { ...magnitude, arms: [{}, { init: { kernel: 'he_norml' } }] },
      'arms[1].init.kernel: found "he_norml"; did you mean he_normal?',
    ],
    [
      '... in long form',
      { ...magnitude, init: { kernel: { name: 'he_norml' } } },
      'init.kernel.name: found "he_norml"; did you mean he_normal?',
    ],
    [
      'an unknown key',
      { ...magnitude, optimiser: {} },
      'optimiser: unknown key; did you mean optimizer? allowed: version, ',
    ],
    [
      '... deep down',
      { ...magnitude, training: { step: 5 } },
      'training.step: unknown key; did you mean steps?',
    ],
    [
      '... of an optimiser',
      { ...magnitude, optimizer: { name: 'sgd', beta_1: 0.9 } },
      'optimizer.beta_1: unknown key; allowed: library, name, learning_rate',
    ],
    [
      '... of an arm',
      { ...magnitude, arms: [{ traning: {} }] },
      'arms[0].traning: unknown key; did you mean training?',
    ],
    [
      'an unknown optimiser',
      { ...magnitude, optimizer: { library: 'torch', name: 'adm' } },
      'optimizer.name: found "adm"; did you mean adam? allowed: sgd, rmsprop, adam, adamw,',
    ],
    [
      'an unknown library',
      { ...magnitude, optimizer: { library: 'jax', name: 'adam' } },
      'optimizer.library: found "jax"; allowed: keras, torch',
    ],
    [
      'a schedule of neither library',
      { ...magnitude, optimizer: { schedule: 'cosine_decy' } },
      'optimizer.schedule: found "cosine_decy"; did you mean cosine_decay? allowed: constant, ',
    ],
    [
      'boundaries without a value each',
      {
        ...magnitude,
        optimizer: { schedule: { name: 'piecewise_constant_decay', boundaries: [5, 9] } },
      },
      'optimizer.schedule.values: found 2; allowed: one more than boundaries, 3',
    ],
    [
      'an average of runs that end early',
      { ...magnitude, optimizer: { use_ema: true }, training: { stop_below: 0.1 } },
      'training.stop_below: a run that ends early has no average of its weights yet',
    ],
    [
      'zero units',
      { ...magnitude, model: { hidden: [0] } },
      'model.hidden[0]: found 0; allowed: at least 1',
    ],
    [
      'half a unit',
      { ...magnitude, model: { hidden: [2.5] } },
      'model.hidden[0]: found 2.5; allowed: whole numbers',
    ],
    [
      'negative steps',
      { ...magnitude, training: { steps: -5 } },
      'training.steps: found -5; allowed: at least 0',
    ],
    [
      'a negative learning rate',
      { ...magnitude, optimizer: { learning_rate: -1 } },
      'optimizer.learning_rate: found -1; allowed: more than 0',
    ],
    [
      '10^12 runs',
      { ...magnitude, seeds: { count: 1e12 } },
      'seeds.count: found 1000000000000; allowed: at most 100000000',
    ],
    [
      'too many runs over arms',
      { ...magnitude, seeds: { count: 6e7 }, arms: [{}, {}] },
      'seeds.count: 2 arms x 60000000 = 120000000 runs; allowed: at most 100000000',
    ],
    [
      'seeds past 2^32',
      { ...magnitude, seeds: { first: 2 ** 32 - 1, count: 2 } },
      'seeds.first: first + count = 4294967297; allowed: at most 2^32',
    ],
    ['ragged rows', table([[1, 2], [3]], [[1], [2]]), 'task.x[1]: found 1 entries; row 0 has 2'],
    ['tables of two lengths', table([[1], [3]], [[1]]), 'task.y: found 1 rows; x has 2'],
    ['text in a table', table([['a']], [[1]]), 'task.x[0][0]: found "a"; it must be a number'],
    ['NaN in a table', table([[NaN]], [[1]]), 'task.x[0][0]: found NaN; it must be a number'],
    ['null in a table', table([[null]], [[1]]), 'task.x[0][0]: found null; it must be a number'],
    [
      'an unknown task',
      { task: { name: 'magnitud' } },
      'task.name: found "magnitud"; did you mean magnitude?',
    ],
    ['no task', {}, 'task: missing; it must be an object'],
    ['no object', 'study', 'found "study"; it must be an object'],
    [
      'a wild formula',
      { task: { name: 'expression', inputs: 1, target: 'x.constructor' } },
      'task.target: MemberExpression is not allowed; allowed: ',
    ],
    [
      'a disc in 1-D',
      { task: { name: 'relu', distribution: 'disc' } },
      'task.distribution: "disc" is for 2 inputs, this task has 1',
    ],
    [
      'fresh rows of a table',
      { task: { name: 'xor' }, training: { order: 'fresh' } },
      'training.order: "fresh" draws new samples, which a table cannot give',
    ],
    [
      'recording after the end',
      { ...magnitude, training: { steps: 5, record_at: [0, 9] } },
      'training.record_at[1]: found 9; allowed: at most training.steps = 5',
    ],
    [
      'parameters of another model',
      { ...magnitude, init: { explicit: [[1, 2]] }, seeds: { count: 1 } },
      'init.explicit[0]: found 2 parameters; this model has 13',
    ],
    [
      'too few explicit runs',
      { ...magnitude, model: { hidden: [] }, init: { explicit: [[1, 2, 3]] }, seeds: { count: 2 } },
      'init.explicit: found parameters for runs 0 .. 0; seeds asks for runs up to 1',
    ],
    [
      'a wrong output layer',
      { ...magnitude, model: { layers: [{ units: 2 }] } },
      'model.layers[0].units: found 2; the task has 1 output',
    ],
    [
      'an optimum nobody knows',
      { ...magnitude, converged: { of: 'known' } },
      'converged.of: the optimum of this task is not known for this model',
    ],
    [
      'an expectation without a closed form',
      { task: { name: 'fir', samples: 'population' } },
      'task.samples: found "population", which this task has no closed form for; allowed: a number, or another task (magnitude, relu, teacher_student)',
    ],
    [
      '... of a formula',
      { task: { name: 'expression', inputs: 1, target: 'x', samples: 'population' } },
      'task.samples: found "population"',
    ],
    [
      'half a word for it',
      { task: { name: 'magnitude', samples: 'populatio' } },
      'task.samples: found "populatio"; did you mean population? allowed: population, or a number',
    ],
    [
      'an expectation over other inputs',
      { ...population, task: { ...population.task, distribution: 'uniform' } },
      'task.distribution: found "uniform"; with task.samples "population" allowed: normal',
    ],
    [
      '... and an initialiser that looks at samples',
      { ...population, init: { kernel: 'redraw_dead' } },
      'init.kernel: found "redraw_dead", which looks at samples; with task.samples "population" allowed: schemes that do not',
    ],
    [
      '... of a layer alone',
      {
        ...population,
        model: {
          layers: [
            { units: 3, activation: 'relu', bias: false },
            { units: 1, bias: false, init: { kernel: { name: 'lsuv', tries: 1 } } },
          ],
        },
      },
      'model.layers[1].init.kernel: found "lsuv", which looks at samples',
    ],
    [
      'kinks without biases',
      { ...magnitude, model: { bias: false }, init: { kernel: 'kinks_at_data' } },
      'init.kernel: found "kinks_at_data", which sets biases; hidden layer 1 has none; allowed: layers with biases ("bias": true), or another scheme',
    ],
    [
      'kinks and biases',
      { ...magnitude, init: { kernel: 'kinks_at_data', bias: 'zeros' } },
      'init.bias: found "zeros"; "kinks_at_data" sets the biases of hidden layers itself; allowed: no scheme for them',
    ],
    [
      'an initialiser without a try',
      { ...magnitude, init: { kernel: { name: 'redraw_dead', tries: 0 } } },
      'init.kernel.tries: found 0; allowed: at least 1',
    ],
    ['... of another loss', { ...population, loss: 'mae' }, 'loss: found "mae"; with task.samples'],
    [
      '... in batches',
      { ...population, training: { batch_size: 8 } },
      'training.batch_size: found 8; with task.samples "population" allowed: null',
    ],
    [
      '... of fresh samples',
      { ...population, training: { order: 'fresh' } },
      'training.order: found "fresh"; with task.samples "population" allowed: sequential',
    ],
    [
      '... of networks with biases',
      { task: population.task },
      'model: found biases; with task.samples "population" allowed: layers without biases',
    ],
    [
      '... of other activations',
      { ...population, model: { activation: 'tanh', bias: false } },
      'model: found layers of tanh, linear; with task.samples "population" allowed: one layer of relu',
    ],
    [
      '... of deep networks',
      { ...population, model: { hidden: [2, 2], bias: false } },
      'model: found layers of relu, relu, linear',
    ],
    [
      'seeds in an arm',
      { ...magnitude, arms: [{ seeds: { count: 1 } }] },
      'arms[0].seeds: is the same for all arms',
    ],
    [
      'a dropout of all',
      { ...magnitude, training: { dropout: 1 } },
      'training.dropout: found 1; allowed: less than 1',
    ],
    [
      'more parameters than anything trains',
      { ...magnitude, model: { hidden: [4096, 4096] } },
      'model.hidden: make 16797697 parameters; allowed: at most 1048576',
    ],
    [
      'a misspelt dropout',
      { ...magnitude, training: { dropout: { rate: 0.1, keepone: true } } },
      'training.dropout.keepone: unknown key; did you mean keep_one? allowed: rate, keep_one',
    ],
    [
      'an activation that is no formula',
      { ...magnitude, model: { activation: { name: 'expression', f: 'y^2' } } },
      'model.activation.f: no input "y"; allowed: x, x1, pi, e',
    ],
    [
      'an activation that makes its kernel too long',
      { ...magnitude, model: { activation: { name: 'expression', f: nested(30) } } },
      'model.activation.f: its derivative has 554 operations; allowed: at most 128',
    ],
    [
      'a target too deep for compilers',
      { task: { name: 'expression', inputs: 1, target: nested(300) } },
      'task.target: the formula has 300 operations; allowed: at most 128',
    ],
    [
      '... in a layer',
      {
        ...magnitude,
        model: { layers: [{ units: 1, activation: { name: 'expression', f: 'x +' } }] },
      },
      'model.layers[0].activation.f: cannot read "x +"',
    ],
  ])('%s', (_, document, expected) => {
    const text = message(document);
    expect(text).toContain(expected);
    expect(text).not.toContain('\n');
  });

  it('counts a swap of neighbours as one edit', () => {
    expect(editDistance('unifrom', 'uniform')).toBe(1);
    expect(editDistance('', 'abc')).toBe(3);
  });
});

it('the JSON Schema for editors knows the names and refuses unknown keys', () => {
  const text = JSON.stringify(studyJsonSchema());
  expect(text).toContain('"glorot_uniform"');
  expect(text).toContain('"additionalProperties":false');
});
