// The kernels that train an arm: text and bindings together, in the order in which a wave runs them.
import type { KernelText } from '../../gpu/kernel';
import type { Arm } from '../../study/arms';
import { initSource } from './init';
import { evaluateSource, trainSource } from './specialise';

export interface KernelTexts {
  /** null where the study gives the parameters. */
  readonly init: KernelText | null;
  readonly train: KernelText;
  readonly evaluate: KernelText;
}

/** What the device compiles for an arm. */
export const kernelTexts = (arm: Arm): KernelTexts => ({
  init: arm.explicit
    ? null
    : { name: 'init', source: initSource(arm), bindings: ['uniform', 'readWrite', 'uniform'] },
  train: {
    name: 'train',
    source: trainSource(arm),
    bindings: ['uniform', 'readWrite', 'read', 'read', 'readWrite', 'readWrite'],
  },
  evaluate: {
    name: 'evaluate',
    source: evaluateSource(arm),
    bindings: ['uniform', 'read', 'read', 'readWrite', 'readWrite'],
  },
});
