// How many networks an invocation holds side by side, as the components of a vector: shaders/real.wgsl.
import type { Arm } from '../../study/arm';
import { parameterCount } from '../../study/layout';
import { drawsNumbers } from '../../study/training/noise';
import { WORKGROUP } from './shaders';
import type { Target } from './target';

/** Networks of one invocation. */
export type Networks = 1 | 2 | 4;

const types = {
  1: { real: 'f32', word: 'u32' },
  2: { real: 'vec2f', word: 'vec2u' },
  4: { real: 'vec4f', word: 'vec4u' },
} as const satisfies Record<Networks, object>;

/** The most parameters with which adapters on the CPU are faster with that many networks an invocation. */
const most = {
  withSubgroups: [{ networks: 2, parameters: 24 }],
  without: [
    { networks: 4, parameters: 32 },
    { networks: 2, parameters: 160 },
  ],
} as const;

/**
 * Networks an invocation, by the arm and the kind of adapter alone. Runs that draw random numbers, or follow an order of
 * their own, stand alone. Adapters on the CPU pay for every load of the table and every turn of a loop, which several
 * networks share: with 1, 2 and 4, 2-3-1 makes 82, 130 and 184 million sample updates a second on SwiftShader, and 82, 97 and
 * 119 % of what 16 chains of FMA do on lavapipe, 2-32-1 there 93, 113 and 114 %. Twice the text compiles in over twice the time.
 * Where invocations share loads (methods/registers.ts) less is left to gain: 2-3-1 makes 147, 208 and 216, 2-8-1 76, 68 and 59.
 * A GPU hides loads behind other waves, for which it needs free registers: one.
 */
export function networksOf(arm: Arm, { software, subgroups }: Target): Networks {
  if (!software || drawsNumbers(arm)) return 1;
  const count = parameterCount(arm.layers);
  return (
    most[subgroups ? 'withSubgroups' : 'without'].find(({ parameters }) => count <= parameters)
      ?.networks ?? 1
  );
}

/** What the templates see of it. */
export const packingValues = (networks: Networks) => ({
  ...types[networks],
  workgroup: WORKGROUP / networks,
});
