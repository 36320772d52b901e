// The kernels of every activation, loss and optimiser compile for the CPU: WGSL that is new to the compiler fails here.
import { test } from 'vitest';
import { cpuKernels } from '../../src/engine/cpu/kernels';
import { activations } from '../../src/study/catalogues/activations';
import { losses } from '../../src/study/catalogues/losses';
import { optimizers, type Optimizer } from '../../src/study/catalogues/optimizers';
import { readStudy } from '../../src/study/read';

const task = { name: 'magnitude' };
const small = { hidden: [2] };
/** Settings that choose other text, one after the other. */
const settings = (library: string, name: string, { params }: Optimizer) => [
  { library, name },
  ...Object.keys(params)
    .filter((key) => params[key].type === 'boolean')
    .map((key) => ({ library, name, [key]: true, ...('momentum' in params && { momentum: 0.5 }) })),
];

test.for([
  ...Object.keys(activations).map((activation) => ({ model: { hidden: [2, 2], activation } })),
  ...Object.keys(losses).map((loss) => ({ loss, model: small })),
  ...Object.entries(optimizers).flatMap(([library, list]) =>
    Object.entries<Optimizer>(list).flatMap(([name, row]) =>
      settings(library, name, row).map((optimizer) => ({ optimizer, model: small })),
    ),
  ),
  { model: { hidden: [30, 30] } },
  { model: small, training: { dropout: 0.1, order: 'fresh', batch_size: 8 } },
  { model: { hidden: [30, 30] }, training: { dropout: 0.1, order: 'shuffled', batch_size: 8 } },
])('$model $loss $optimizer $training', (document) => {
  const [arm] = readStudy({ task, ...document }).arms;
  cpuKernels(arm);
});
