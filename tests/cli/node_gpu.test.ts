import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { openNodeGpu } from '../../src/cli/devices/node_gpu';
import { gpuTest } from '../support/gpu';

it('opens WebGPU once per process and says what it tried', async () => {
  const opened = await openNodeGpu();
  expect(opened.tried.join('\n')).toMatch(/\((hardware|software)\)$/);
  expect(await openNodeGpu()).toBe(opened);
  expect(GPUBufferUsage.STORAGE).toBe(128);
});

it('knows a GPU from one that is emulated', async () => {
  const { kind, tried } = await openNodeGpu('fast');
  expect(kind).not.toBe('software');
  expect(tried.join('\n')).not.toContain('packaged');
});

gpuTest('survives garbage collection', async ({ device: { gpu } }) => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const size = 1024;
  for (let round = 0; round < 10; round++) {
    const from = gpu.createBuffer({
      size,
      usage: GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST,
    });
    const to = gpu.createBuffer({ size, usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST });
    gpu.queue.writeBuffer(from, 0, new Float32Array(size / 4).fill(round));
    collect();
    const encoder = gpu.createCommandEncoder();
    encoder.copyBufferToBuffer(from, 0, to, 0, size);
    gpu.queue.submit([encoder.finish()]);
    collect();
    await to.mapAsync(GPUMapMode.READ);
    expect(new Float32Array(to.getMappedRange())[size / 4 - 1]).toBe(round);
    from.destroy();
    to.destroy();
  }
});
