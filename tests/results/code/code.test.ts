// Programs for Keras and PyTorch: every row of every catalogue gives one or a refusal that says what to do; what a program has to
// hold; some in full. Python itself is not needed here.
import { describe, expect, it } from 'vitest';
import { pythonCode, weightsJson, type Framework } from '../../../src/results/code';
import { formulaCode, pythonFunctions } from '../../../src/results/code/formula';
import { decimal, float32, literal } from '../../../src/results/code/python';
import type { Arm } from '../../../src/study/arm';
import { optimizers } from '../../../src/study/catalogues/optimizers';
import { schedules } from '../../../src/study/catalogues/schedules';
import { StudyError } from '../../../src/study/errors';
import { expressionFunctions } from '../../../src/study/expression';
import { layoutOf, parameterCount } from '../../../src/study/layout';
import { readStudy } from '../../../src/study/read';
import { rows } from './rows';

const frameworks: readonly Framework[] = ['keras', 'torch'];
const opening: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

/** Brackets that do not match, strings and comments left out. */
function unbalanced(code: string): string[] {
  const open: string[] = [];
  const bare = code.replaceAll(/'''[^]*?'''|"""[^]*?"""|"[^"\n]*"|#.*/g, '');
  for (const sign of bare) {
    if ('([{'.includes(sign)) open.push(sign);
    if (sign in opening && open.pop() !== opening[sign]) return [sign];
  }
  return open;
}

/** What must not be in a program: text of a value that JavaScript has and Python does not. */
const foreign = /\b(undefined|null|true|false|NaN|Infinity|\[object)\b/;

/** The program, or why there is none. */
function attempt(arm: Arm, framework: Framework): string | StudyError {
  try {
    return pythonCode(arm, framework);
  } catch (error) {
    if (error instanceof StudyError) return error;
    throw error;
  }
}

describe.each(frameworks)('for %s', (framework) => {
  const attempts = rows.map(([name, arm]) => [name, arm, attempt(arm, framework)] as const);
  const programs = attempts.filter(([, , code]) => typeof code === 'string');

  it('only optimisers, schedules and ways to clip may be refused, with what to do instead', () => {
    const wrong = attempts.filter(
      ([name, , code]) =>
        code instanceof StudyError &&
        !(/optimizer|schedule|clipped/.test(name) && / has no .+; take the /.test(code.what)),
    );
    expect(wrong.map(([name]) => name)).toEqual([]);
    expect(programs.length).toBeGreaterThan(rows.length * 0.9);
  });

  it.each(programs)('%s gives a program', (_, arm, made) => {
    const code = String(made);
    expect(unbalanced(code)).toEqual([]);
    expect(code.replaceAll(/#.*/g, '')).not.toMatch(foreign);
    for (let layer = 1; layer <= arm.layers.length; layer++)
      expect(code).toContain(`dense${layer}`);
    expect(code).toContain('print("loss"');
  });

  it.each(rows)('%s: trained weights are in the program, to the bit, and no training', (_, arm) => {
    const parameters = Float32Array.from({ length: parameterCount(arm.layers) }, (__, i) =>
      Math.sin(i + 1),
    );
    const code = pythonCode(arm, framework, { parameters, seed: 7 });
    expect(unbalanced(code)).toEqual([]);
    expect(code).toContain('(run 7)');
    expect(code).not.toMatch(/optimi[sz]er|\.fit\(/);
    const [, json] = /'''(.*?)'''/s.exec(code)!;
    expect(JSON.parse(json)).toEqual(JSON.parse(weightsJson(arm.layers, parameters)));
    const { layers } = JSON.parse(json) as {
      layers: { kernel: number[][]; bias?: number[]; slopes?: number[] }[];
    };
    const flat = layers.flatMap(({ kernel, bias = [], slopes = [] }) => [
      ...kernel.flat(),
      ...bias,
      ...slopes,
    ]);
    expect(Float32Array.from(flat)).toEqual(parameters);
    layoutOf(arm.layers).forEach(({ bias, slopes }, i) => {
      expect(code).toContain(`kernel${i + 1} = np.array`);
      expect(code.includes(`bias${i + 1} = np.array`)).toBe(bias);
      expect(code.includes(`slopes${i + 1} = np.array`)).toBe(slopes !== undefined);
    });
  });
});

it('an optimiser and a schedule have code in their own library', () => {
  for (const framework of frameworks) {
    for (const name of Object.keys(optimizers[framework])) {
      const { arms } = readStudy({
        task: { name: 'xor' },
        optimizer: { library: framework, name },
      });
      expect(pythonCode(arms[0], framework)).toMatch(/keras\.optimizers\.|torch\.optim\./);
    }
  }
  for (const name of Object.keys(schedules).filter((schedule) => schedule !== 'constant')) {
    const given = frameworks.filter((library) => {
      const { arms } = readStudy({
        task: { name: 'xor' },
        optimizer: { library, name: 'adam', schedule: name },
      });
      try {
        return pythonCode(arms[0], library).match(/schedules\.|lr_scheduler\./) !== null;
      } catch {
        return false;
      }
    });
    expect(given, name).toHaveLength(1);
  }
});

it('arguments of an optimiser are those that differ from the library', () => {
  const line = (optimizer: object, framework: Framework) =>
    /(?:optimizer=|optimizer = )(.*?\))(?:, loss|\n)/.exec(
      pythonCode(readStudy({ task: { name: 'xor' }, optimizer }).arms[0], framework),
    )![1];
  const trained = 'model.parameters()';
  expect(line({ name: 'adam' }, 'keras')).toBe('keras.optimizers.Adam(learning_rate=0.001)');
  expect(line({ name: 'adamw', weight_decay: 0 }, 'keras')).toBe(
    'keras.optimizers.AdamW(learning_rate=0.001, weight_decay=0)',
  );
  expect(line({ name: 'sgd', momentum: 0.9, nesterov: true }, 'torch')).toBe(
    `torch.optim.SGD(${trained}, lr=0.01, momentum=0.9, nesterov=True)`,
  );
  // Keras' epsilon is not PyTorch's default, and neither is its Nadam's momentum
  expect(line({ name: 'nadam' }, 'torch')).toBe(
    `torch.optim.NAdam(${trained}, lr=0.001, eps=1e-7, momentum_decay=1)`,
  );
  expect(line({ library: 'torch', name: 'adam', betas: [0.9, 0.99] }, 'keras')).toBe(
    'keras.optimizers.Adam(learning_rate=0.001, beta_2=0.99, epsilon=1e-8)',
  );
  // the study searches lines by default, PyTorch does not
  expect(line({ library: 'torch', name: 'lbfgs' }, 'torch')).toContain(
    'line_search_fn="strong_wolfe"',
  );
});

it('gives PyTorch tensors where it takes no numbers', () => {
  expect(formulaCode('max(x, -1)', 1, 'torch', () => 'z')).toBe(
    'torch.maximum(z, torch.tensor((-1)))',
  );
  expect(formulaCode('min(1e-7, x)', 1, 'torch', () => 'z')).toBe(
    'torch.minimum(torch.tensor(1e-7), z)',
  );
});

it('every function of formulas has Python', () => {
  expect(expressionFunctions.filter((name) => !Object.hasOwn(pythonFunctions, name))).toEqual([]);
});

it('numbers are the shortest of their float32, and Python', () => {
  expect([0.1, 1 / 3, 1e-40, 16777216, -0.5].map(float32)).toEqual([
    '0.1',
    '0.33333334',
    '1e-40',
    '16777216.0',
    '-0.5',
  ]);
  expect([decimal(1), literal([1, 2]), literal([1]), literal(true), literal(null)]).toEqual([
    '1.0',
    '(1, 2)',
    '(1,)',
    'True',
    'None',
  ]);
});

describe('in full', () => {
  const arm = (change: object) =>
    readStudy({ task: { name: 'xor' }, training: { steps: 100 }, ...change }).arms[0];

  it('Keras defaults', () => {
    expect(pythonCode(arm({}), 'keras')).toMatchSnapshot();
  });
  it('a scheme of NumPy, in PyTorch', () => {
    expect(pythonCode(arm({ init: { kernel: 'redraw_dead' } }), 'torch')).toMatchSnapshot();
  });
  it('a trained network, in Keras', () => {
    const parameters = Float32Array.from({ length: 13 }, (_, i) => i / 8);
    expect(pythonCode(arm({}), 'keras', { parameters, seed: 3 })).toMatchSnapshot();
  });
});
