// `gpuTest`: vitest's test with a `device` in Node. The GPU is opened once per process, as the command line
// opens it; with no adapter every such test fails and says what was tried.

import { openNodeGpu } from '../../src/cli/devices/node_gpu';
import { deviceTest } from './device';

/** WebGPU in Node. @throws Error that lists what was tried */
export async function nodeGpu(): Promise<GPU> {
  const { gpu, tried } = await openNodeGpu();
  if (!gpu) throw new Error(`no adapter, so nothing can be tested: ${tried.join('; ')}`);
  return gpu;
}

export const gpuTest = deviceTest(nodeGpu);
