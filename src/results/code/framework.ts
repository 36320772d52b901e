// The libraries whose code can be taken away, and what is said where one of them has no such thing.
import { StudyError } from '../../study/errors';

/** Libraries that code is written for, by the names of the option `--library`. */
export const frameworks = { keras: 'Keras', torch: 'PyTorch' } as const;
export type Framework = keyof typeof frameworks;

/** @throws StudyError that says what there is instead */
export function refuse(framework: Framework, what: string, instead: string): never {
  throw new StudyError('code', `${frameworks[framework]} has no ${what}; ${instead}`);
}
