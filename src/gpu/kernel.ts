// A compute kernel from plain data. Pipelines are cached by source text: what changes between dispatches is a uniform.
import type { Device } from './device';
import { ShaderError } from './errors';
import type { Fence } from './fence';

export type Binding = 'uniform' | 'read' | 'readWrite';

export interface KernelText {
  /** Entry point, and label of everything made for it. */
  readonly name: string;
  readonly source: string;
  /** Its buffers and how it uses them, in the order of `@binding(i)` of group 0. */
  readonly bindings: Readonly<Record<string, Binding>>;
}

export interface Kernel {
  readonly name: string;
  readonly pipeline: GPUComputePipeline;
  readonly layout: GPUBindGroupLayout;
  /** Names of its buffers, by `@binding(i)`. */
  readonly bindings: readonly string[];
}

const bufferType = {
  uniform: 'uniform',
  read: 'read-only-storage',
  readWrite: 'storage',
} as const satisfies Record<Binding, GPUBufferBindingType>;

const caches = new WeakMap<Device, Map<string, Promise<Kernel>>>();

/** Compiles a kernel, or returns the one compiled before. A failed compile is not cached. @throws ShaderError */
export function kernel(device: Device, text: KernelText): Promise<Kernel> {
  let cache = caches.get(device);
  if (!cache) caches.set(device, (cache = new Map()));
  const key = `${text.name}\n${JSON.stringify(text.bindings)}\n${text.source}`;
  let compiled = cache.get(key);
  if (!compiled) {
    compiled = compile(device, text);
    cache.set(key, compiled);
    compiled.catch(() => cache.delete(key));
  }
  return compiled;
}

/** How many pipelines a device holds: a sweep over seeds or learning rates must not add one. */
export const compiledKernels = (device: Device): number => caches.get(device)?.size ?? 0;

async function compile(device: Device, text: KernelText): Promise<Kernel> {
  const { gpu } = device;
  const module = gpu.createShaderModule({ label: text.name, code: text.source });
  const { messages } = await device.settle(module.getCompilationInfo());
  if (messages.length > 0) {
    const lines = text.source.split('\n');
    const shown = messages.map(
      (m) => `${m.lineNum}: ${m.message}\n  ${lines[m.lineNum - 1] ?? ''}`,
    );
    throw new ShaderError(`kernel ${text.name} does not compile cleanly:\n${shown.join('\n')}`);
  }
  const layout = gpu.createBindGroupLayout({
    label: text.name,
    entries: Object.values(text.bindings).map((binding, index) => ({
      binding: index,
      visibility: GPUShaderStage.COMPUTE,
      buffer: { type: bufferType[binding] },
    })),
  });
  const pipeline = await device.settle(
    gpu.createComputePipelineAsync({
      label: text.name,
      layout: gpu.createPipelineLayout({ label: text.name, bindGroupLayouts: [layout] }),
      compute: { module, entryPoint: text.name },
    }),
  );
  return { name: text.name, pipeline, layout, bindings: Object.keys(text.bindings) };
}

/** Submits a dispatch of this many workgroups, and a fence behind it. */
export function dispatch(
  { gpu }: Device,
  { name, pipeline }: Kernel,
  group: GPUBindGroup,
  workgroups: number,
  fence?: Fence,
): void {
  const encoder = gpu.createCommandEncoder({ label: name });
  const pass = encoder.beginComputePass({ label: name });
  pass.setPipeline(pipeline);
  pass.setBindGroup(0, group);
  pass.dispatchWorkgroups(workgroups);
  pass.end();
  fence?.set(encoder);
  gpu.queue.submit([encoder.finish()]);
}

/** The bind group of a kernel's buffers, found by their names. */
export const bind = (
  device: Device,
  { name, layout, bindings }: Kernel,
  buffers: Readonly<Record<string, GPUBuffer>>,
) =>
  device.gpu.createBindGroup({
    label: name,
    layout,
    entries: bindings.map((of, binding) => ({ binding, resource: { buffer: buffers[of] } })),
  });
