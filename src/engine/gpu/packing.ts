// How many networks an invocation holds side by side, as the components of a vector: shaders/real.wgsl.
import type { Arm } from '../../study/arms';
import { WORKGROUP } from './shaders';

/** Networks of one invocation. */
export type Networks = 1 | 2 | 4;

const types = {
  1: { real: 'f32', word: 'u32' },
  2: { real: 'vec2f', word: 'vec2u' },
  4: { real: 'vec4f', word: 'vec4u' },
} as const satisfies Record<Networks, object>;

/**
 * Networks an invocation, by the arm and the kind of adapter alone. Runs that draw random numbers, or follow an order of
 * their own, stand alone. Adapters on the CPU pay for every load of the table and every turn of a loop, and have
 * vectors as wide as they like: four networks share them (2-3-1 on SwiftShader 45 -> 71 % of the FMA peak, on lavapipe
 * 45 -> 66 %). A GPU hides loads behind other waves, for which it needs free registers: one.
 */
export const networksOf = ({ training }: Arm, software: boolean): Networks =>
  software && training.order === 'sequential' ? 4 : 1;

/** What the templates see of it. */
export const packingValues = (networks: Networks) => ({
  ...types[networks],
  workgroup: WORKGROUP / networks,
});
