// `unstuck shader`: the text of the kernels that train an arm, as the device compiles it.
import { initSource } from '../engine/gpu/init';
import { evaluateSource, trainSource } from '../engine/gpu/specialise';
import type { Arm } from '../study/arms';
import { loadStudy, type LoadOptions } from './load';
import { chooseArm } from './replay';
import { print } from './terminal';

const kernels: Readonly<Record<string, (arm: Arm) => string>> = {
  init: initSource,
  train: trainSource,
  evaluate: evaluateSource,
};

/** Prints the kernels of the labelled arm, or of the first. */
export async function shader(
  source: string,
  options: LoadOptions & { readonly arm?: string },
): Promise<void> {
  const study = await loadStudy(source, options);
  const arm = options.arm === undefined ? study.arms[0] : chooseArm(study, options.arm);
  const texts = Object.entries(kernels).flatMap(([name, text]) =>
    name === 'init' && arm.explicit
      ? []
      : [`// kernel ${name}, arm ${JSON.stringify(arm.label)}\n${text(arm)}`],
  );
  await print(texts.join('\n'));
}
