// The real command line: an arm as a program, and a trained network as one.
import { expect, it } from 'vitest';
import { unstuck, workshop } from './child';

const { write } = workshop();
const arms = [{ label: 'plain' }, { label: 'positive', init: { kernel: 'positive_output' } }];
const task = { name: 'magnitude', samples: 16 };
const study = () =>
  write('study.json', JSON.stringify({ task, training: { steps: 20 }, seeds: { count: 4 }, arms }));

it.each([
  ['keras', /^import keras$/m, /keras\.optimizers\.Adam\(/],
  ['torch', /^import torch$/m, /torch\.optim\.|class .*Adam/],
] as const)('prints an arm as a %s program', async (library, imports, optimiser) => {
  const { code, stdout, stderr } = await unstuck([
    'code',
    study(),
    '--arm',
    'positive',
    '--library',
    library,
  ]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(imports);
  expect(stdout).toMatch(optimiser);
  expect(stdout).toContain('np.abs(');
});

it('prints the very weights that replay finds', async () => {
  const which = [study(), '--arm', 'plain', '--seed', '2', '--engine', 'cpu'];
  const [program, replay] = await Promise.all([
    unstuck(['code', ...which]),
    unstuck(['replay', ...which, '--json']),
  ]);
  const { parameters } = JSON.parse(replay.stdout) as { parameters: number[] };
  expect(program.code).toBe(0);
  const numbers = new Set(
    Array.from(program.stdout.matchAll(/-?\d+(?:\.\d+)?(?:e[-+]?\d+)?/g), ([text]) =>
      Math.fround(Number(text)),
    ),
  );
  for (const weight of parameters) expect(numbers).toContain(Math.fround(weight));
});

it('names the arms that there are', async () => {
  const { code, stderr } = await unstuck(['code', study(), '--arm', 'positve']);
  expect(code).toBe(2);
  expect(stderr).toMatch(/^unstuck: --arm: found "positve"; .*positive/);
});
