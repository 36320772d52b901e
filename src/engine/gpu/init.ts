// From an arm to the text of its `init` kernel and to the numbers that the kernel's operations read. The text depends on
// schemes and shapes alone: a sweep over a scheme's parameters compiles one pipeline.
import { blockFields, blockOf, initOperations, type InitLayer } from '../../study/initializers';
import { kernelSource } from './shaders';

interface Initialised {
  readonly layers: readonly InitLayer[];
}

/** The text of the kernel `init`. Bindings: uniform job, readWrite parameters [parameter][run], uniform laws. */
export function initSource({ layers }: Initialised): string {
  const operations = initOperations(layers).map((operation, index) => {
    const block = blockOf(layers, operation);
    return {
      op: operation.op,
      index,
      block: blockFields.map((field) => `${block[field]}u`).join(),
    };
  });
  return kernelSource('init', { blockFields, operations });
}

/** The content of the uniform `laws`, [operation][4] f32. */
export const initArguments = ({ layers }: Initialised): Float32Array<ArrayBuffer> =>
  Float32Array.from(initOperations(layers).flatMap(({ args }) => args));
