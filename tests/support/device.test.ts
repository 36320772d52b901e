import { expect } from 'vitest';
import { inScopes } from './device_scopes';
import { gpuTest } from './gpu';

const invalid = { size: 4, usage: 0x1 | 0x2 } as const; // MAP_READ excludes MAP_WRITE

gpuTest('gives a device that works', async ({ device }) => {
  const buffer = device.gpu.createBuffer({ size: 4, usage: GPUBufferUsage.STORAGE });
  await device.gpu.queue.onSubmittedWorkDone();
  buffer.destroy();
});

gpuTest('a validation error fails', async ({ freshDevice }) => {
  const body = async () => void freshDevice.gpu.createBuffer(invalid);
  await expect(inScopes(freshDevice, body)).rejects.toThrow(/^validation: /);
  await inScopes(freshDevice, () => freshDevice.gpu.queue.onSubmittedWorkDone());
});

gpuTest('a scope left open fails', async ({ freshDevice }) => {
  const body = async () => freshDevice.gpu.pushErrorScope('validation');
  await expect(inScopes(freshDevice, body)).rejects.toThrow('left an error scope open');
  await inScopes(freshDevice, async () => {});
});

gpuTest('a lost device fails', async ({ freshDevice: { gpu, ...rest } }) => {
  const body = () => (gpu.destroy(), gpu.lost);
  await expect(inScopes({ gpu, ...rest }, body)).rejects.toThrow('lost or destroyed');
});

gpuTest('an error outside every scope fails at the next check', async ({ freshDevice }) => {
  freshDevice.gpu.createBuffer(invalid);
  await freshDevice.gpu.queue.onSubmittedWorkDone();
  await expect(inScopes(freshDevice, async () => {})).rejects.toThrow(/MapRead/);
});
