// The CPU twins of shaders/optimizers/*.wgsl, by library and name.
import type { Library } from '../study/catalogues/optimizers';
import { keras } from './optimizers/keras';
import type { Flags, Rule } from './optimizers/rule';
import { torch } from './optimizers/torch';

export type { Rule, State } from './optimizers/rule';

const twins: Readonly<Record<Library, Readonly<Record<string, (flags: Flags) => Rule>>>> = {
  keras,
  torch,
  matlab: {}, // levenberg_marquardt.ts
};

/** The formula of a library's optimiser. */
export const ruleOf = (library: Library, name: string, flags: Flags): Rule =>
  twins[library][name](flags);
