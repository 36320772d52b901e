// The ways of training an arm; the first that suits it is taken.
import { LimitError } from '../../../gpu/errors';
import type { Arm } from '../../../study/arms';
import { parameterCount } from '../../../study/layout';
import { curvature } from './curvature';
import type { Method } from './method';
import { population } from './population';
import { MOST_PARAMETERS, registers } from './registers';

export type { Method } from './method';

const methods: readonly Method[] = [curvature, population, registers];

/** How an arm is trained on a GPU. @throws LimitError when no method suits it */
export function methodOf(arm: Arm): Method {
  const method = methods.find(({ suits }) => suits(arm));
  if (method) return method;
  throw new LimitError(
    'parameters of a network',
    parameterCount(arm.layers),
    MOST_PARAMETERS,
    'choose fewer units or layers',
  );
}
