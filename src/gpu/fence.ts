// Tells when a device has come to the end of a submission. It may be asked late: as long as anybody waits for an answer, some
// systems poll for it, which takes a core from adapters that are the CPU.
import type { Device } from './device';

export interface Fence {
  /** Ends a submission with the fence. It needs none of its own: Mesa's lavapipe holds every one back until the last is done. */
  set(encoder: GPUCommandEncoder): void;
  /** Waits until the device has come there; to be called once, after the submission. */
  reached(): Promise<void>;
  /** Instead of that, where nobody asks any more. */
  drop(): void;
}

/** Fences of a device: buffers that a submission writes to, and that can be mapped when it is done. */
export function fences(device: Device): { next(): Fence; destroy(): void } {
  const made: GPUBuffer[] = [];
  const free: GPUBuffer[] = [];
  const create = () => {
    const usage = GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST;
    const buffer = device.gpu.createBuffer({ label: 'fence', size: 4, usage });
    made.push(buffer);
    return buffer;
  };
  return {
    next() {
      const buffer = free.pop() ?? create();
      return {
        set: (encoder) => encoder.clearBuffer(buffer),
        async reached() {
          await device.settle(buffer.mapAsync(GPUMapMode.READ));
          buffer.unmap();
          free.push(buffer);
        },
        drop: () => void free.push(buffer),
      };
    },
    destroy: () => made.forEach((buffer) => buffer.destroy()),
  };
}
