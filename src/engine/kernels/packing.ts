// How many networks an invocation holds side by side, as the components of a vector: shaders/real.wgsl.
import type { Arm } from '../../study/arm';
import { parameterCount } from '../../study/layout';
import { drawsNumbers } from '../../study/training/noise';
import { WORKGROUP } from './shaders';

/** Networks of one invocation. */
export type Networks = 1 | 2 | 4;

const types = {
  1: { real: 'f32', word: 'u32' },
  2: { real: 'vec2f', word: 'vec2u' },
  4: { real: 'vec4f', word: 'vec4u' },
} as const satisfies Record<Networks, object>;

/** The most parameters with which adapters on the CPU are faster with that many networks an invocation. */
const most = [
  { networks: 4, parameters: 32 },
  { networks: 2, parameters: 160 },
] as const;

/**
 * Networks an invocation, by the arm and the kind of adapter alone. Runs that draw random numbers, or follow an order of
 * their own, stand alone. Adapters on the CPU pay for every load of the table and every turn of a loop, which several
 * networks share: with 1, 2 and 4, 2-3-1 reaches 34, 49 and 67 % of the FMA peak on SwiftShader and 82, 97 and 119 % on
 * lavapipe, 2-32-1 70, 50 and 45 % and 93, 113 and 114 %; but SwiftShader compiles twice the text in over twice the time.
 * A GPU hides loads behind other waves, for which it needs free registers: one.
 */
export function networksOf(arm: Arm, software: boolean): Networks {
  if (!software || drawsNumbers(arm)) return 1;
  const count = parameterCount(arm.layers);
  return most.find(({ parameters }) => count <= parameters)?.networks ?? 1;
}

/** What the templates see of it. */
export const packingValues = (networks: Networks) => ({
  ...types[networks],
  workgroup: WORKGROUP / networks,
});
