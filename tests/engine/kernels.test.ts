// Every kernel for every row of every table compiles without a message (kernel() throws on any).
import { kernelTexts } from '../../src/engine/gpu/kernels';
import { shaders } from '../../src/engine/gpu/shaders';
import { expect, test } from 'vitest';
import { kernel } from '../../src/gpu/kernel';
import { activations } from '../../src/study/activations';
import { readStudy } from '../../src/study/arms';
import { losses } from '../../src/study/losses';
import { optimizers, type Optimizer } from '../../src/study/optimizers';
import { gpuTest } from '../support/gpu';

const task = { name: 'magnitude' };
const rows = [
  ...Object.keys(activations).flatMap((activation) =>
    Object.keys(losses).map((loss) => ({
      task,
      loss,
      model: { hidden: [2, 2], activation, output: activation },
    })),
  ),
  ...Object.entries(optimizers).flatMap(([library, list]) =>
    Object.entries<Optimizer>(list).flatMap(([name, { params }]) => {
      const flags = Object.keys(params).filter(
        (key) => params[key].type === 'boolean' || key === 'momentum' || key === 'weight_decay',
      );
      const settings = Array.from({ length: 2 ** flags.length }, (_, bits) =>
        Object.fromEntries(
          flags.map((flag, i) => [
            flag,
            bits & (1 << i) ? (params[flag].type === 'boolean' ? true : 0.5) : params[flag].default,
          ]),
        ),
      );
      return settings.map((setting) => ({ task, optimizer: { library, name, ...setting } }));
    }),
  ),
];

gpuTest.for(rows)('$task.name $model $loss $optimizer', async (document, { device }) => {
  const [arm] = readStudy(document).arms;
  for (const software of [true, false]) {
    for (const text of Object.values(kernelTexts(arm, software))) await kernel(device, text!);
  }
});

test('an optimiser of the table has its file, and the other way round', () => {
  const files = Object.keys(shaders).filter((path) => path.startsWith('optimizers/'));
  const listed = Object.entries(optimizers).flatMap(([library, list]) =>
    Object.keys(list).map((name) => `optimizers/${library}_${name}`),
  );
  expect(files.sort()).toEqual(listed.sort());
});
