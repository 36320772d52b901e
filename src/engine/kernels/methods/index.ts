// The ways of training an arm; the first that suits it is taken.
import { LimitError } from '../../../gpu/errors';
import type { Arm } from '../../../study/arm';
import { curvature } from './curvature';
import { group, limitsOf } from './group';
import type { Method } from './method';
import { population } from './population';
import { registers } from './registers';

export type { Method } from './method';

const methods: readonly Method[] = [curvature, population, registers, group];

/** How an arm is trained on a GPU. @throws LimitError when no method suits it */
export function methodOf(arm: Arm): Method {
  const method = methods.find(({ suits }) => suits(arm));
  if (method) return method;
  const { name, needed, most } = limitsOf(arm).find((limit) => limit.needed > limit.most)!;
  throw new LimitError(`${name} of a network`, needed, most, 'choose fewer units or layers');
}
