// `unstuck shader`: the text of the kernels that train an arm, as a GPU or an adapter on the CPU compiles it.
import { kernelTexts } from '../../engine/kernels/texts';
import type { KernelText } from '../../gpu/kernel';
import { loadStudy, type LoadOptions } from '../input/load';
import { print } from '../output/terminal';
import { chooseArm } from './replay';

/** Prints the kernels of the labelled arm, or of the first. */
export async function shader(
  source: string,
  options: LoadOptions & { readonly arm?: string; readonly software?: boolean },
): Promise<void> {
  const study = await loadStudy(source, options);
  const arm = options.arm === undefined ? study.arms[0] : chooseArm(study, options.arm);
  const texts = Object.values(kernelTexts(arm, options.software ?? false)).map(
    (kernel: KernelText | null) =>
      kernel && `// kernel ${kernel.name}, arm ${JSON.stringify(arm.label)}\n${kernel.source}`,
  );
  await print(texts.filter(Boolean).join('\n'));
}
