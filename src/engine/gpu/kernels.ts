// The kernels of an arm as a device runs them.
import type { Device } from '../../gpu/device';
import { kernel } from '../../gpu/kernel';
import type { Arm } from '../../study/arm';
import type { Method } from '../kernels/methods';
import { kernelTexts } from '../kernels/texts';

/** Compiles the kernels of an arm, or takes those compiled before. */
export async function compileKernels(device: Device, arm: Arm, method: Method) {
  const texts = kernelTexts(arm, device.info, method);
  const [init, train, evaluate, rest, probe] = await Promise.all([
    texts.init && kernel(device, texts.init),
    kernel(device, texts.train),
    kernel(device, texts.evaluate),
    kernel(device, texts.rest),
    texts.probe && kernel(device, texts.probe),
  ]);
  return { init, train, evaluate, rest, probe };
}
