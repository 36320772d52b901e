// A study for every row of every table that shapes kernels: activations with losses, optimisers with their flags.
import { kernelTexts } from '../../src/engine/gpu/kernels';
import type { Device } from '../../src/gpu/device';
import { kernel } from '../../src/gpu/kernel';
import { activations } from '../../src/study/activations';
import { readStudy } from '../../src/study/arms';
import { losses } from '../../src/study/losses';
import { optimizers, type Optimizer } from '../../src/study/optimizers';

const task = { name: 'magnitude' };
/** Documents of studies. */
export const kernelRows = [
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

/** Compiles every kernel of a row, for GPUs and for adapters on the CPU. @throws ShaderError on any message */
export async function compileRow(document: object, device: Device): Promise<void> {
  const [arm] = readStudy(document).arms;
  for (const software of [true, false]) {
    for (const text of Object.values(kernelTexts(arm, software))) await kernel(device, text!);
  }
}
