// The kernels that train an arm: text and bindings together, in the order in which a wave runs them.
import type { KernelText } from '../../gpu/kernel';
import type { Arm } from '../../study/arms';
import { initSource } from './init';
import { methodOf } from './methods';
import { tableBinding } from './table';

export interface KernelTexts {
  /** null where the study gives the parameters. */
  readonly init: KernelText | null;
  readonly train: KernelText;
  readonly evaluate: KernelText;
}

/** What a device compiles for an arm; `software`: the device runs on the CPU. @throws LimitError */
export function kernelTexts(arm: Arm, software: boolean): KernelTexts {
  const method = methodOf(arm);
  const networks = method.networks(arm, software);
  const table = tableBinding(arm.task);
  return {
    init: arm.explicit
      ? null
      : { name: 'init', source: initSource(arm), bindings: ['uniform', 'readWrite', 'uniform'] },
    train: {
      name: 'train',
      source: method.train(arm, networks),
      bindings: ['uniform', 'readWrite', table, 'read', 'readWrite', 'readWrite'],
    },
    evaluate: {
      name: 'evaluate',
      source: method.evaluate(arm, networks),
      bindings: ['uniform', 'read', table, 'readWrite', 'readWrite'],
    },
  };
}
