// The kernels of an arm for the CPU: the very texts that a GPU gets, compiled to WebAssembly.
import type { Arm } from '../../study/arm';
import { compile, type CompiledKernel } from '../../wasm/module';
import { OutOfMemoryError } from '../../gpu/errors';
import type { KernelText } from '../../gpu/kernel';
import { kernelTexts } from '../kernels/texts';
import { shaders } from '../kernels/shaders';
import { plainTarget } from '../kernels/target';
import { cpuMethod } from './method';

/** Bytes of the kernels' memory at which buffers begin, by their names. */
export type Addresses = Readonly<Record<string, number>>;

export interface CpuKernel {
  /** A call that runs invocations 0 .. 3 on the buffers at these addresses. */
  on(addresses: Addresses): () => void;
}

export interface CpuKernels {
  readonly memory: WebAssembly.Memory;
  /** null where the study gives the parameters. */
  readonly init: CpuKernel | null;
  readonly train: CpuKernel;
  readonly evaluate: CpuKernel;
  readonly rest: CpuKernel;
  /** null where nothing is probed. */
  readonly probe: CpuKernel | null;
  /** Memory below this belongs to the kernels. */
  readonly scratchEnd: number;
}

const PAGE = 65_536;
const compiled = new Map<string, CompiledKernel & { readonly module: WebAssembly.Module }>();

function compiledFrom(source: string) {
  const known = compiled.get(source);
  if (known) return known;
  const kernel = compile(`${source}\n${shaders['cpu_math']}`);
  const made = { ...kernel, module: new WebAssembly.Module(kernel.bytes) };
  compiled.set(source, made);
  return made;
}

/** Compiles what is new; the worker keeps what it has compiled. @throws WgslError, LimitError */
export function cpuKernels(arm: Arm): CpuKernels {
  const { init, train, evaluate, rest, probe } = kernelTexts(arm, plainTarget, cpuMethod(arm));
  const memory = new WebAssembly.Memory({ initial: 1 });
  let scratchEnd = 0;
  const instance = ({ source, bindings }: KernelText): CpuKernel => {
    const names = Object.keys(bindings);
    const kernel = compiledFrom(source);
    scratchEnd = Math.max(scratchEnd, kernel.scratchEnd);
    const { exports } = new WebAssembly.Instance(kernel.module, { env: { memory } });
    const run = exports['run'] as (...words: number[]) => void;
    return {
      on(addresses) {
        const words = kernel.bindings.map((b) => addresses[names[b]]);
        return () => run(0, ...words);
      },
    };
  };
  return {
    memory,
    init: init && instance(init),
    train: instance(train),
    evaluate: instance(evaluate),
    rest: instance(rest),
    probe: probe && instance(probe),
    get scratchEnd() {
      return scratchEnd;
    },
  };
}

/** Makes room for this many bytes in all. @throws OutOfMemoryError when there is none */
export function growTo(memory: WebAssembly.Memory, bytes: number): void {
  const missing = Math.ceil((bytes - memory.buffer.byteLength) / PAGE);
  if (missing <= 0) return;
  try {
    memory.grow(missing);
  } catch {
    throw new OutOfMemoryError(
      `no room for ${Math.ceil(bytes / 2 ** 20)} MiB of networks; choose fewer samples or units`,
    );
  }
}
