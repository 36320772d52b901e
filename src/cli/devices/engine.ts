// What trains: the GPU, or the CPU's threads where there is none, or only one that is emulated on the CPU.
import { gpuTrainer } from '../../engine/gpu/trainer';
import { refusalOf, type Trainer } from '../../engine/trainer';
import { openDevice } from '../../gpu/device';
import { LimitError, NoAdapterError } from '../../gpu/errors';
import type { Arm } from '../../study/arm';
import { nodeCpuTrainer } from './cpu_threads';
import { openNodeGpu, type AdapterChoice } from './node_gpu';

export const engineNames = ['auto', 'gpu', 'cpu'] as const;
export type EngineName = (typeof engineNames)[number];

/**
 * A trainer for these arms. `auto` takes the GPU, or says in one line why it takes the CPU.
 * @throws NoAdapterError, or LimitError when an arm does not fit it, where the GPU was demanded
 */
export async function openEngine(
  wanted: EngineName,
  arms: readonly Arm[],
  warn: (line: string) => void,
): Promise<Trainer> {
  if (wanted === 'cpu') return cpuEngine();
  try {
    const trainer = await gpuEngine(wanted === 'auto' ? 'fast' : 'any');
    const refusal = refusalOf(trainer, arms);
    if (!refusal) return trainer;
    trainer.close();
    throw refusal;
  } catch (error) {
    if (wanted === 'gpu' || !(error instanceof NoAdapterError || error instanceof LimitError))
      throw error;
    warn(`training on the CPU: ${error.message}`);
    return cpuEngine();
  }
}

/** A trainer on the adapter that Node finds. @throws NoAdapterError that lists what was tried */
export async function gpuEngine(choice: AdapterChoice = 'any'): Promise<Trainer> {
  const { gpu, tried } = await openNodeGpu(choice);
  if (!gpu) throw new NoAdapterError(`no usable GPU adapter (${tried.join('; ')})`);
  return gpuTrainer(await openDevice(gpu));
}

/** A trainer on the processor's threads; its worker is built beside the command line. */
export const cpuEngine = (): Trainer => nodeCpuTrainer(new URL('cpu_worker.js', import.meta.url));
