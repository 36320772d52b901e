// An arm as a complete program that can be pasted, or a trained network as one.
import type { Arm } from '../../study/arm';
import type { Framework } from './framework';
import { kerasCode } from './keras';
import type { CodeOptions } from './program';
import { torchCode } from './torch';

export { frameworks, type Framework } from './framework';
export { weightsJson } from './weights';

const programs = { keras: kerasCode, torch: torchCode } as const satisfies Record<
  Framework,
  typeof kerasCode
>;

/**
 * Python of an arm, or of a network that it trained where parameters are given.
 * @throws StudyError where the framework has no such thing; it says what there is instead
 */
export const pythonCode = (arm: Arm, framework: Framework, options?: CodeOptions): string =>
  programs[framework](arm, options);
