// The kernels of an arm as a device runs them.
import type { Device } from '../../gpu/device';
import { kernel, type Kernel } from '../../gpu/kernel';
import type { Arm } from '../../study/arm';
import type { Method } from '../kernels/methods';
import { kernelTexts } from '../kernels/texts';

/**
 * Compiles the kernels that train an arm, or takes those compiled before; and gives what compiles the one that measures runs,
 * which is needed last and compiles longest: null where nothing is probed.
 * @throws LimitError, DeviceLostError
 */
export async function compileKernels(device: Device, arm: Arm, method: Method) {
  const texts = kernelTexts(arm, device.info, method);
  const [init, train, evaluate, rest] = await Promise.all([
    texts.init && kernel(device, texts.init),
    kernel(device, texts.train),
    kernel(device, texts.evaluate),
    kernel(device, texts.rest),
  ]);
  const compileProbe = async (): Promise<Kernel | null> =>
    texts.probe && kernel(device, texts.probe);
  return { init, train, evaluate, rest, compileProbe };
}
