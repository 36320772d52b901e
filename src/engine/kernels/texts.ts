// The kernels that train an arm, for both engines: text and bindings together, in the order in which a wave runs them.
import type { KernelText } from '../../gpu/kernel';
import type { Arm } from '../../study/arm';
import { motionNames } from '../../study/training/update';
import { initSource } from './init';
import { methodOf, type Method } from './methods';
import { packingValues } from './packing';
import { probeText } from './probe';
import { kernelSource } from './shaders';
import { tableBinding } from './table';
import type { Target } from './target';
import { updateValues } from './update_values';

export interface KernelTexts {
  /** null where the study gives the parameters. */
  readonly init: KernelText | null;
  readonly train: KernelText;
  readonly evaluate: KernelText;
  /** Tells which runs are over. */
  readonly rest: KernelText;
  /** Measures runs before and after training; null where nothing is probed. */
  readonly probe: KernelText | null;
}

/** What a device compiles for an arm. @throws LimitError */
export function kernelTexts(arm: Arm, target: Target, method: Method = methodOf(arm)): KernelTexts {
  const networks = method.networks(arm, target);
  const table = tableBinding(arm.task);
  return {
    init: arm.explicit
      ? null
      : {
          name: 'init',
          source: initSource(arm),
          bindings: { job: 'uniform', parameters: 'readWrite', table, laws: 'uniform' },
        },
    train: {
      name: 'train',
      source: method.train(arm, networks, target),
      bindings: {
        job: 'uniform',
        parameters: 'readWrite',
        table,
        schedule: 'read',
        state: 'readWrite',
        order: 'readWrite',
        seeds: 'read',
        scratch: 'readWrite',
      },
    },
    evaluate: {
      name: 'evaluate',
      source: method.evaluate(arm, networks, target),
      bindings: {
        job: 'uniform',
        parameters: 'read',
        table,
        losses: 'readWrite',
        dead: 'readWrite',
        deaths: 'readWrite',
      },
    },
    rest: {
      name: 'rest',
      source: restSource(arm),
      bindings: {
        job: 'uniform',
        losses: 'read',
        dead: 'read',
        state: 'read',
        resting: 'readWrite',
      },
    },
    probe: probeText(arm),
  };
}

function restSource(arm: Arm): string {
  const { stateNames, trained } = updateValues(arm);
  const motion = (motionNames(arm) ?? []).map((name) => stateNames.indexOf(name));
  return kernelSource('rest', { ...packingValues(1), trained, motion });
}
