// Buffers and their way back. Sizes in bytes; every buffer has a label.
import type { Device } from './device';

/** A storage buffer of zeros, or of the given words. */
export function storage(
  device: Device,
  label: string,
  content: number | ArrayBufferView,
): GPUBuffer {
  return create(device, label, content, GPUBufferUsage.STORAGE);
}

/** A uniform buffer of zeros, or of the given words. */
export function uniform(
  device: Device,
  label: string,
  content: number | ArrayBufferView,
): GPUBuffer {
  return create(device, label, content, GPUBufferUsage.UNIFORM);
}

function create(device: Device, label: string, content: number | ArrayBufferView, usage: number) {
  const size = typeof content === 'number' ? content : content.byteLength;
  const buffer = device.gpu.createBuffer({
    label,
    size: Math.max(16, Math.ceil(size / 4) * 4),
    usage: usage | GPUBufferUsage.COPY_DST | GPUBufferUsage.COPY_SRC,
  });
  if (typeof content !== 'number') write(device, buffer, content);
  return buffer;
}

/** Replaces a buffer's content, in order with the submitted work. */
export function write(device: Device, buffer: GPUBuffer, content: ArrayBufferView): void {
  device.gpu.queue.writeBuffer(buffer, 0, content.buffer, content.byteOffset, content.byteLength);
}

/**
 * A copy of `length` words of a buffer, from word `offset` on, after all work submitted before.
 * @throws OutOfMemoryError, DeviceLostError
 */
export async function readWords(
  device: Device,
  buffer: GPUBuffer,
  length: number,
  offset = 0,
): Promise<ArrayBuffer> {
  const { gpu } = device;
  const { staging } = await device.allocating(() => ({
    staging: gpu.createBuffer({
      label: `${buffer.label} (readback)`,
      size: length * 4,
      usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST,
    }),
  }));
  try {
    const encoder = gpu.createCommandEncoder({ label: staging.label });
    encoder.copyBufferToBuffer(buffer, offset * 4, staging, 0, length * 4);
    gpu.queue.submit([encoder.finish()]);
    await device.settle(staging.mapAsync(GPUMapMode.READ));
    return staging.getMappedRange().slice(0);
  } finally {
    staging.destroy();
  }
}
