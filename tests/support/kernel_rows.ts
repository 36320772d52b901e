// A study for every row of every table that shapes kernels: activations, losses, optimisers with their flags.
import { kernelTexts } from '../../src/engine/gpu/kernels';
import type { Device } from '../../src/gpu/device';
import { kernel } from '../../src/gpu/kernel';
import { activations } from '../../src/study/activations';
import { readStudy } from '../../src/study/arms';
import { losses } from '../../src/study/losses';
import { optimizers, type Optimizer } from '../../src/study/optimizers';

const task = { name: 'magnitude' };
const network = (activation: string, loss: string) => ({
  task,
  loss,
  model: { hidden: [2, 2], activation, output: activation },
});

const layer = { activation: 'relu', bias: false };
const populationRows = [
  { task: { name: 'relu', samples: 'population' }, model: { layers: [{ ...layer, units: 1 }] } },
  {
    task: { name: 'teacher_student', inputs: 3, neurons: 2, samples: 'population' },
    model: {
      layers: [
        { ...layer, units: 4 },
        { units: 1, bias: false, trainable: false },
      ],
    },
  },
  {
    task: { ...task, samples: 'population' },
    model: { hidden: [3], bias: false },
    optimizer: { library: 'torch', name: 'adam', weight_decay: 0.1 },
  },
];

/** Documents of studies that make a pipeline: functions.test.ts makes those of activations and losses. */
export const kernelRows = [
  ...populationRows,
  { ...network('relu', 'mse'), training: { dropout: { rate: 0.1, keep_one: true } } },
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

/** All pairs of activation and loss: checked as texts, since a pipeline takes up to a second on a software adapter. */
export const textRows = Object.keys(activations).flatMap((activation) =>
  Object.keys(losses).map((loss) => network(activation, loss)),
);

const kinds = [true, false]; // adapters on the CPU, and GPUs

/** What the compiler says of the texts of a row: nothing, where all is well. */
export async function messagesOfTexts(document: object, device: Device): Promise<string[]> {
  const [arm] = readStudy(document).arms;
  const sources = kinds.flatMap((software) => {
    const { train, evaluate } = kernelTexts(arm, software);
    return [train.source, evaluate.source];
  });
  const found = await Promise.all(
    sources.map((code) => device.gpu.createShaderModule({ code }).getCompilationInfo()),
  );
  return found.flatMap(({ messages }) => messages.map(({ message }) => message));
}

/** Compiles every kernel of a row, for GPUs and for adapters on the CPU. @throws ShaderError on any message */
export async function compileRow(document: object, device: Device): Promise<void> {
  const [arm] = readStudy(document).arms;
  for (const software of kinds) {
    for (const text of Object.values(kernelTexts(arm, software))) await kernel(device, text!);
  }
}
