// Runs a compiled kernel once in a test: words of every binding in, words of every binding out.
import { LANE_COUNT } from '../../src/wasm/lanes';
import { compile } from '../../src/wasm/module';

/** Behind each buffer stands one word of this, which must survive. */
const SENTINEL = 0xdead600d;

/**
 * @param size invocations, a multiple of four
 * @param buffers the content of each binding, in the order of their numbers
 * @returns the content of each binding afterwards
 * @throws WgslError; Error when the kernel writes behind a buffer's end
 */
export function runCompiled(
  text: string,
  size: number,
  buffers: readonly (Float32Array | Uint32Array)[],
): ArrayBuffer[] {
  const kernel = compile(text);
  const memory = new WebAssembly.Memory({ initial: 64 });
  let end = Math.ceil(kernel.scratchEnd / 64) * 64;
  const addresses = buffers.map((content) => {
    const at = end;
    const words = new Uint32Array(memory.buffer, at, content.length + 1);
    words.set(new Uint32Array(content.buffer, content.byteOffset, content.length));
    words[content.length] = SENTINEL;
    end += Math.ceil((4 * content.length + 4) / 64) * 64;
    return at;
  });
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(kernel.bytes), {
    env: { memory },
  });
  const run = exports['run'] as (...words: number[]) => void;
  for (let first = 0; first < size; first += LANE_COUNT) run(first, ...addresses);
  return buffers.map(({ length }, i) => {
    const words = new Uint32Array(memory.buffer, addresses[i], length + 1);
    if (words[length] !== SENTINEL) throw new Error(`written behind the end of binding ${i}`);
    return words.slice(0, length).buffer;
  });
}
