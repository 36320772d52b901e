// Copies an arm, or a network that it trained, as a Keras or PyTorch program. What writes programs is loaded when it is asked for.
import type { Framework } from '../../results/code';
import type { CodeOptions } from '../../results/code/program';
import type { Arm } from '../../study/arm';
import { StudyError } from '../../study/errors';
import { notice } from '../state/signals';
import { CopyButton } from './copy';

interface Props {
  readonly arm: () => Arm;
  readonly options?: CodeOptions;
  /** What stands on the buttons. */
  readonly words: Readonly<Record<Framework, string>>;
}

/** @throws StudyError where the framework has no such thing, after a notice that says so */
async function program({ arm, options }: Props, framework: Framework): Promise<string> {
  const { pythonCode } = await import('../../results/code');
  try {
    return pythonCode(arm(), framework, options);
  } catch (error) {
    if (error instanceof StudyError) notice.value = { kind: 'error', text: error.what };
    throw error;
  }
}

export const CodeButtons = (props: Props) => (
  <>
    <CopyButton text={() => program(props, 'keras')}>{props.words.keras}</CopyButton>
    <CopyButton text={() => program(props, 'torch')}>{props.words.torch}</CopyButton>
  </>
);
