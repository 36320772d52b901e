// A study for every row of every table that shapes kernels: activations, losses, optimisers with their flags.
import { methodOf } from '../../src/engine/kernels/methods';
import { group } from '../../src/engine/kernels/methods/group';
import { loops } from '../../src/engine/cpu/loops';
import { plainTarget, type Target } from '../../src/engine/kernels/target';
import { kernelTexts } from '../../src/engine/kernels/texts';
import type { Device } from '../../src/gpu/device';
import { kernel, type KernelText } from '../../src/gpu/kernel';
import { activations } from '../../src/study/catalogues/activations';
import { initializers } from '../../src/study/catalogues/initializers';
import { losses } from '../../src/study/catalogues/losses';
import {
  commonParams,
  optimizers,
  type Library,
  type Optimizer,
} from '../../src/study/catalogues/optimizers';
import { readStudy } from '../../src/study/read';

const task = { name: 'magnitude' };
const network = (activation: string, loss: string) => ({
  task,
  loss,
  model: { hidden: [2, 2], activation, output: activation === 'crelu' ? 'linear' : activation },
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
    Object.keys(list).map((name) => ({ task, optimizer: { library, name } })),
  ),
];

/** Every optimiser with all its own switches, on and off. */
const switched = Object.entries(optimizers).flatMap(([library, list]) =>
  Object.entries<Optimizer>(list).flatMap(([name, { params }]) => {
    const flags = Object.keys(params).filter(
      (key) =>
        !(key in commonParams[library as Library]) &&
        (params[key].type === 'boolean' || key === 'momentum' || key === 'weight_decay'),
    );
    return Array.from({ length: 2 ** flags.length }, (_, bits) => {
      const on = flags.filter((_flag, i) => bits & (1 << i));
      const setting = on.map((flag) => [flag, params[flag].type === 'boolean' ? true : 0.5]);
      return { task, optimizer: { library, name, ...Object.fromEntries(setting) } };
    });
  }),
);

/** What surrounds an optimiser's formula, for networks whose update is unrolled and whose is a loop. */
const surrounded = [3, 17].flatMap((units) =>
  [
    { name: 'lamb', weight_decay: 0.1, clipnorm: 1, use_ema: true },
    { name: 'lamb', clipvalue: 1 },
    { name: 'adagrad', weight_decay: 0.1, global_clipnorm: 1, use_ema: true },
    { name: 'ftrl', learning_rate_power: -0.3, clipvalue: 1 },
    { library: 'torch', name: 'rprop', clip_grad_norm: 1 },
  ].map((optimizer) => ({
    task,
    model: { hidden: [units] },
    optimizer,
    training: { kernel_regularizer: { name: 'l1_l2', l1: 0.1, l2: 0.1 } },
  })),
);

/** Checked as texts, since a pipeline takes up to a second on a software adapter. */
export const textRows = [
  ...switched,
  ...surrounded,
  ...Object.keys(activations).map((activation) => network(activation, 'mse')),
  ...Object.keys(losses).map((loss) => network('linear', loss)),
];

const wide = { hidden: [20, 12] };
/** Every initialiser, and what else shapes the text of those that look at the table. */
export const initRows = [
  ...Object.keys(initializers).map((kernel) => ({ task, init: { kernel } })),
  { task, model: wide, init: { kernel: 'redraw_dead' } },
  { task, model: { ...wide, activation: 'prelu' }, init: { kernel: 'lsuv' } },
  { task, model: { activation: 'prelu' }, init: { kernel: 'kinks_at_data' } },
  { task, model: { activation: 'expression', bias: false }, init: { kernel: 'lsuv' } },
  { task: { ...task, samples: 5000 }, init: { kernel: 'redraw_dead' } },
  { task, training: { order: 'fresh' }, init: { kernel: 'kinks_at_data' } },
];

/** Compiles the kernel that initialises. @throws ShaderError on any message */
export async function compileInit(document: object, device: Device): Promise<void> {
  await kernel(device, kernelTexts(readStudy(document).arms[0], device.info).init!);
}

/** GPUs, and adapters on the CPU, with subgroups where the compiler at hand has them. */
const targets = ({ info: { subgroups } }: Device): readonly Target[] => [
  plainTarget,
  { software: true, subgroups: false },
  ...(subgroups ? [{ software: true, subgroups }] : []),
];

/** What the compiler says of the texts of a row: nothing, where all is well. */
export async function messagesOfTexts(document: object, device: Device): Promise<string[]> {
  const [arm] = readStudy(document).arms;
  const sources = targets(device).flatMap((target) =>
    [methodOf(arm), ...[group, loops].filter(({ suits }) => suits(arm))].flatMap((method) => {
      const { train, evaluate, probe } = kernelTexts(arm, target, method);
      return [train, evaluate, probe].flatMap((text) => (text ? [text.source] : []));
    }),
  );
  const found = await Promise.all(
    [...new Set(sources)].map((code) =>
      device.gpu.createShaderModule({ code }).getCompilationInfo(),
    ),
  );
  return found.flatMap(({ messages }) => messages.map(({ message }) => message));
}

/** Compiles every kernel of a row, as an adapter of this kind gets it. @throws ShaderError on any message */
export async function compileRow(document: object, device: Device, target: Target): Promise<void> {
  const [arm] = readStudy(document).arms;
  const texts: readonly (KernelText | null)[] = Object.values(kernelTexts(arm, target));
  for (const text of texts) if (text) await kernel(device, text);
}
