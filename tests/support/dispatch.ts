// One dispatch of a kernel in a test: named words in, words of the writable buffers out.

import { readWords, storage, uniform } from '../../src/gpu/buffer';
import type { Device } from '../../src/gpu/device';
import { bind, kernel, type Binding } from '../../src/gpu/kernel';

/** A buffer of a kernel, in binding order: its content, or its length in words. */
export type TestBuffer = readonly [kind: Binding, content: ArrayBufferView | number];

/** Buffers of a test are told by their binding. */
const named = <T>(list: readonly T[]): Record<string, T> =>
  Object.fromEntries(list.map((item, index) => [`binding ${index}`, item]));

/** Behind each writable buffer stands one word of this, which must survive. */
const SENTINEL = 0xdead600d;

/**
 * Compiles and runs a kernel once.
 * @param size invocations, in groups of 64
 * @returns the content of each readWrite buffer
 * @throws Error when the kernel writes behind a buffer's end; ShaderError on any message of the compiler
 */
export async function dispatch(
  device: Device,
  name: string,
  source: string,
  size: number,
  buffers: readonly TestBuffer[],
): Promise<ArrayBuffer[]> {
  const compiled = await kernel(device, {
    name,
    source,
    bindings: named(buffers.map(([kind]) => kind)),
  });
  const made = buffers.map(([kind, content], index) => {
    const label = `${name} ${index}`;
    if (kind === 'uniform') return uniform(device, label, content);
    if (kind === 'read') return storage(device, label, content);
    const words = new Uint32Array(
      (typeof content === 'number' ? content : content.byteLength / 4) + 1,
    );
    if (typeof content !== 'number') {
      words.set(new Uint32Array(content.buffer, content.byteOffset, words.length - 1));
    }
    words[words.length - 1] = SENTINEL;
    return storage(device, label, words);
  });
  try {
    const encoder = device.gpu.createCommandEncoder({ label: name });
    const pass = encoder.beginComputePass({ label: name });
    pass.setPipeline(compiled.pipeline);
    pass.setBindGroup(0, bind(device, compiled, named(made)));
    pass.dispatchWorkgroups(Math.ceil(size / 64));
    pass.end();
    device.gpu.queue.submit([encoder.finish()]);
    const results: ArrayBuffer[] = [];
    for (const [index, [kind]] of buffers.entries()) {
      if (kind !== 'readWrite') continue;
      const words = made[index].size / 4;
      const content = await readWords(device, made[index], words);
      if (new Uint32Array(content)[words - 1] !== SENTINEL) {
        throw new Error(`${name} wrote behind the end of binding ${index}`);
      }
      results.push(content.slice(0, -4));
    }
    return results;
  } finally {
    for (const buffer of made) buffer.destroy();
  }
}
