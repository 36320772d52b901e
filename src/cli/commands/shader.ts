// `unstuck shader`: the text of the kernels that train an arm, as a GPU or an adapter on the CPU compiles it.
import { plainTarget, type Target } from '../../engine/kernels/target';
import { kernelTexts } from '../../engine/kernels/texts';
import type { KernelText } from '../../gpu/kernel';
import { loadStudy, type LoadOptions } from '../input/load';
import { print } from '../output/terminal';
import { chooseArm } from './replay';

/** Prints the kernels of the labelled arm, or of the first. */
export async function shader(
  source: string,
  options: LoadOptions & { readonly arm?: string } & Partial<Target>,
): Promise<void> {
  const study = await loadStudy(source, options);
  const arm = options.arm === undefined ? study.arms[0] : chooseArm(study, options.arm);
  const texts = Object.values(kernelTexts(arm, { ...plainTarget, ...options })).map(
    (kernel: KernelText | null) =>
      kernel && `// kernel ${kernel.name}, arm ${JSON.stringify(arm.label)}\n${kernel.source}`,
  );
  await print(texts.filter(Boolean).join('\n'));
}
