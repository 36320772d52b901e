// The known results as checks. Each fact (a rate, a level, a formula) is in the file of its study, and tests use it from there.
import type { Check } from '../check';
import { dyingRelu, kinksInRange, xorTwoRelus } from './birth';
import { linearLayers } from './linear';
import { manyMinima } from './many_minima';
import { oneRelu } from './one_relu';
import { seedProblem } from './seed_problem';

export const knownResults: readonly Check[] = [
  ...oneRelu,
  ...seedProblem,
  ...dyingRelu,
  ...manyMinima,
  ...xorTwoRelus,
  ...kinksInRange,
  ...linearLayers,
];
