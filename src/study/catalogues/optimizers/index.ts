// The optimisers of each library, with each library's formula and defaults (Keras 3.16, PyTorch 2.13).
// The row `keras.adam` is updated by shaders/optimizers/keras_adam.wgsl and by its twin in src/reference/optimizers/keras.ts.
import type { Params } from '../params';
import { lbfgs, levenbergMarquardt } from './curvature';
import { keras, kerasCommon } from './keras';
import type { Optimizer } from './row';
import { torch, torchCommon } from './torch';

export { passKinds, type Optimizer, type Passes } from './row';

/** Whose formula and whose defaults. */
export const libraries = { keras: 'Keras', torch: 'PyTorch', matlab: 'MATLAB' } as const;
export type Library = keyof typeof libraries;

export const optimizers = {
  keras,
  torch: { ...torch, lbfgs },
  matlab: { levenberg_marquardt: levenbergMarquardt },
} as const satisfies Record<Library, Record<string, Optimizer>>;

/** Parameters that every optimiser of a library has. */
export const commonParams: Readonly<Record<Library, Params>> = {
  keras: kerasCommon,
  torch: torchCommon,
  matlab: {},
};

/** What each library calls the learning rate; null where its steps have none. */
export const rateName = {
  keras: 'learning_rate',
  torch: 'lr',
  matlab: null,
} as const satisfies Record<Library, string | null>;

/** The row of a library's optimiser, where a document names one. */
export const optimizerNamed = (library: string, name: string): Optimizer | undefined =>
  Object.hasOwn(optimizers, library)
    ? (optimizers[library as Library] as Record<string, Optimizer | undefined>)[name]
    : undefined;

/** The row of a library's optimiser; the schema has checked that there is one. */
export const optimizerRow = (library: Library, name: string): Optimizer =>
  optimizerNamed(library, name)!;
